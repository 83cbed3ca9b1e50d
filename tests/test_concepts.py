"""The vocabulary: canonical, without blank nodes or clashes, and read whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from kg.errors import RdfError
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
