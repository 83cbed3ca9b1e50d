"""The vocabulary: canonical, without blank nodes or clashes, and read whole."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from folders import SHARED, TESTS
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse
from running import Run

from kg.errors import RdfError
from kg.evaluation import read_gold
from kg.extraction import load_extractor
from kg.extraction.clashes import find_clashes
from kg.extraction.concepts import load_concepts, load_entries
from kg.identity import Namespace
from kg.resources import CONCEPTS_FILE
from kg.serialization import parse_file, serialize
from kg.vocab import PREFIXES, RDF_TYPE, term


def test_concepts_file_equals_its_canonical_serialisation() -> None:
    again = serialize(parse_file(CONCEPTS_FILE), "turtle", Namespace().prefixes())
    assert CONCEPTS_FILE.read_bytes() == again


def test_concepts_file_has_no_blank_node() -> None:
    for triple in parse(path=str(CONCEPTS_FILE), format=RdfFormat.TURTLE):
        assert not isinstance(triple.subject, BlankNode)
        assert not isinstance(triple.object, BlankNode)


def test_concepts_are_complete() -> None:
    facts: dict[NamedNode, dict[str, set[str]]] = {}
    for triple in parse(path=str(CONCEPTS_FILE), format=RdfFormat.TURTLE):
        assert isinstance(triple.subject, NamedNode)
        known = facts.setdefault(triple.subject, {})
        known.setdefault(triple.predicate.value, set()).add(str(triple.object))
    concepts = {iri: known for iri, known in facts.items() if "/scheme/" not in iri.value}
    assert len(concepts) > 500
    for iri, known in concepts.items():
        kind = iri.value.removeprefix("https://example.org/kg/").split("/")[0]
        types = {str(term(name)) for name in (f"kg:{kind.capitalize()}", "skos:Concept")}
        assert known[RDF_TYPE.value] == {*types, str(term("schema:DefinedTerm"))}
        scheme = {f"<https://example.org/kg/scheme/{kind}s>"}
        assert known[term("skos:inScheme").value] == scheme
        assert known[term("schema:inDefinedTermSet").value] == scheme
        (label,) = known[term("skos:prefLabel").value]
        assert {f"{name}@en" for name in known[term("schema:name").value]} == {label}
        assert label not in known.get(term("skos:altLabel").value, set())


def test_concepts_use_terms_of_known_vocabularies_only() -> None:
    for triple in parse(path=str(CONCEPTS_FILE), format=RdfFormat.TURTLE):
        assert triple.predicate.value.startswith(tuple(PREFIXES.values()))


def test_load_concepts_finds_no_label_twice() -> None:
    labels = Counter(label for each in load_concepts() for label in {each.label, *each.alt_labels})
    assert [label for label, number in labels.items() if number > 1] == []


def test_load_concepts_knows_every_broader_concept() -> None:
    concepts = load_concepts()
    keys = {(each.type, each.key) for each in concepts}
    for each in concepts:
        assert {(each.type, key) for key in each.broader} <= keys
        assert each.key not in each.broader
    atari_100k = next(each for each in concepts if each.key == "atari-100k")
    assert (atari_100k.label, atari_100k.broader) == ("Atari 100K", ("atari",))
    assert all(each.curated for each in concepts)


def test_load_entries_reads_the_context_of_ambiguous_names() -> None:
    context = {entry.concept.key: entry.context for entry in load_entries()}
    assert {"game", "chess"} <= context["go"]
    assert "optimizer" in context["adam"]
    assert context["ppo"] == frozenset()


def test_load_concepts_refuses_a_file_that_is_no_turtle(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(RdfError, match=r"broken\.ttl"):
        load_concepts(broken)


GOLD = SHARED / "gold"
LINKS = TESTS / "extraction" / "data" / "links.jsonl"


def test_links_to_curated_concepts_are_right() -> None:
    if not GOLD.exists():
        pytest.skip(f"{GOLD} is absent: the links checked by hand are not recomputed")
    links = [json.loads(line) for line in LINKS.read_text(encoding="utf-8").splitlines()]
    papers = {
        (name, document.id): document.paper
        for name in {link["file"] for link in links}
        for document in read_gold(GOLD / name)
    }
    found: dict[tuple[str, str, str, int, int], str] = {}
    for file, id_ in sorted({(link["file"], link["id"]) for link in links}):
        for m in load_extractor().mentions(papers[file, id_]):
            if m.concept.curated:
                path = f"{m.concept.type}/{m.concept.key}"
                found[file, id_, m.field, m.start, m.end] = path
    right = []
    for link in links:
        place = tuple(link[name] for name in ("file", "id", "field", "start", "end"))
        if place in found:
            right.append((found[place] == link["concept"]) == link["correct"])
    assert len(links) == 200
    assert len(right) >= 150  # what is no longer found is no link
    assert sum(right) / len(right) >= 0.97


VOCABULARY = """
@prefix kg: <https://example.org/kg/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix method: <https://example.org/kg/method/> .
@prefix benchmark: <https://example.org/kg/benchmark/> .
"""
OWL = 'method:owl a skos:Concept, kg:Method ; skos:prefLabel "OwlNet"@en '


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (f'{OWL} . method:o a kg:Method ; skos:prefLabel "OwlNet"@en .', "shared label"),
        (f'{OWL} . method:o a kg:Method ; skos:prefLabel "Owl-Nets"@en .', "shared spelling"),
        (f'{OWL} ; skos:altLabel "OwlNet"@en .', "preferred is alternative"),
        ('method:owl a kg:Method ; skos:prefLabel "Owl"@en .', "ambiguous word without context"),
        (f"{OWL} ; skos:broader method:none .", "broader concept is missing"),
        (f'{OWL} ; skos:broader benchmark:b . benchmark:b a kg:Benchmark ; skos:prefLabel "BenchOwl"@en .',
         "broader concept of another type"),
        (f"{OWL} ; skos:broader method:owl .", "cycle of broader concepts"),
        (f"{OWL} ; a kg:Benchmark .", "type conflict"),
        ("method:owl a kg:Method .", "not one preferred label"),
    ],
)  # fmt: skip
def test_find_clashes_reports_each_kind(tmp_path: Path, run: Run, lines: str, kind: str) -> None:
    path = tmp_path / "vocabulary.ttl"
    path.write_text(VOCABULARY + lines, encoding="utf-8")
    assert {clash.kind for clash in find_clashes(path)} == {kind}
    result = run("concepts", "check", "--data", path)
    assert result.exit_code == 1
    assert kind in result.stdout


def test_find_clashes_lets_contexts_tell_names_apart(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.ttl"
    path.write_text(
        f'{VOCABULARY}{OWL} ; kg:needsContext "bird" .'
        ' method:o a kg:Method ; skos:prefLabel "OwlNet"@en ; kg:needsContext "night" .',
        encoding="utf-8",
    )
    assert find_clashes(path) == []


def test_concepts_command_passes_the_packaged_vocabulary(run: Run) -> None:
    result = run("concepts", "check", "--results", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == []
