"""What `kg shapes` says that records must and may have."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from folders import TESTS
from pyoxigraph import NamedNode, Triple
from terms import text_of

from kg.errors import InputError
from kg.resources import SHAPES_FILE
from kg.validation import Shapes, Validator
from kg.validation.guide import DUTIES, Guide, Property, guides
from kg.vocab import RDF_TYPE, term

FOREIGN = TESTS / "validation" / "data" / "foreign.ttl"
OWN = Shapes.from_file(SHAPES_FILE)


def one(guide: Guide, path: str) -> Property:
    return next(each for each in guide.properties if each.path == path)


def test_guides_say_what_a_paper_must_should_and_may_have() -> None:
    (paper,) = guides(OWN, "paper")
    assert paper.shape == "kgsh:Paper"
    assert one(paper, "rdf:type").duty == "must have"
    title = one(paper, "schema:name")
    assert (title.name, title.duty, title.count) == ("title", "should have", "1 or more")
    assert title.example == 'schema:name "Owls at night" .'
    year = one(paper, "fabio:hasPublicationYear")
    assert (year.duty, year.count) == ("good to have", "exactly 1")
    assert one(paper, "schema:datePublished").duty == "may have"
    assert [each.duty for each in paper.properties] == sorted(
        (each.duty for each in paper.properties), key=DUTIES.index
    )


def test_guides_tell_every_message_of_the_shapes_that_are_switched_on() -> None:
    told = {
        message
        for guide in guides(OWN)
        for told in (guide.messages, *(each.messages for each in guide.properties))
        for message in told
    }
    off = {node for node in OWN._about if OWN.is_deactivated(node)}
    messages = {
        text_of(t.object) for t in OWN.triples
        if t.predicate == term("sh:message") and t.subject not in off
    }  # fmt: skip
    assert messages <= told


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("person", {"agent", "person"}),
        ("schema:Person", {"agent", "person"}),
        ("https://schema.org/Person", {"agent", "person"}),
        ("kgsh:Person", {"agent", "person"}),
        ("SCHOLARLYARTICLE", {"paper"}),
        ("author line", {"author line"}),
    ],
)
def test_guides_choose_by_class_shape_or_name(wanted: str, names: set[str]) -> None:
    assert {each.name for each in guides(OWN, wanted)} == names


def test_guides_suggest_a_name_for_one_that_is_unknown() -> None:
    with pytest.raises(InputError, match="name one of: person"):
        guides(OWN, "persn")


def test_guides_read_shapes_of_others() -> None:
    owl, nameless, named = guides(Shapes.from_file(FOREIGN))
    assert (owl.name, owl.targets) == ("Owl", ("of class ex:Owl",))
    name = one(owl, "ex:name")
    assert (name.duty, name.count, name.values) == (
        "must have", "1 or more", ("at most 3 characters",),
    )  # fmt: skip
    assert one(owl, "((ex:nest/ex:feeds))?").duty == "must not have"
    assert one(owl, "^ex:feeds").duty == "should have"
    assert (nameless.shape, nameless.values) == ("", "an IRI")
    assert named.targets == ("the node ex:athena",)


WORDS = {
    "sh:datatype xsd:integer ; sh:minInclusive 1 ; sh:maxExclusive 9": "xsd:integer; from 1; less than 9",
    "sh:in ( 1 ex:a 'b' )": 'one of "1"^^xsd:integer, ex:a, "b"',
    "sh:or ( [ sh:nodeKind sh:IRI ] [ sh:minLength 1 ] )": "either an IRI or at least 1 character",
    "sh:xone ( ex:A ex:B )": "exactly one of what ex:A asks for or what ex:B asks for",
    "sh:not [ sh:class ex:C ]": "not an instance of ex:C",
    "sh:pattern '^a' ; sh:flags 'i'": "text that matches ^a (flags i)",
    "sh:languageIn ( 'en' 'de' ) ; sh:uniqueLang true": "in one of the languages en, de; one per language",
    "sh:lessThan ex:q ; sh:disjoint ex:r": "no value of ex:r; less than each value of ex:q",
    "sh:node [ sh:property [ sh:path ex:q ; sh:minCount 2 ] ]": "with ex:q at least 2 values",
    "sh:qualifiedValueShape [ sh:class ex:C ] ; sh:qualifiedMaxCount 1": "at most 1 value that is an instance of ex:C",
}  # fmt: skip


@pytest.mark.parametrize("constraints", WORDS)
def test_guides_put_each_constraint_in_words(constraints: str, tmp_path: Path) -> None:
    file = tmp_path / "s.ttl"
    file.write_text(f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://owls.example.org/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        ex:S a sh:NodeShape ; sh:targetClass ex:Owl ; sh:property [ sh:path ex:p ; {constraints} ] .""")
    (guide,) = guides(Shapes.from_file(file))
    assert guide.properties[0].values == (WORDS[constraints],)


def test_guides_end_where_shapes_refer_to_themselves(tmp_path: Path) -> None:
    file = tmp_path / "s.ttl"
    file.write_text("""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://owls.example.org/> .
        ex:S a sh:NodeShape ; sh:targetClass ex:Owl ; sh:not _:a ; sh:or _:list .
        _:a sh:not _:a . _:list <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> ex:S ;
            <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:list .""")
    (guide,) = guides(Shapes.from_file(file))
    assert guide.values.startswith("either what ex:S asks for; not not ")


EXAMPLES = [t for t in OWN.triples if t.predicate == term("skos:example")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda t: t.subject.value.rpartition("#")[2])
def test_example_of_a_shape_is_what_it_asks_for(example: Triple) -> None:
    """Nothing is found wrong with the value itself; what it points to is not described here."""
    (path,) = OWN.objects(example.subject, term("sh:path"))
    assert isinstance(path, NamedNode)
    (parent,) = (t.subject for t in OWN.triples if t.object == example.subject
                 and t.predicate == term("sh:property"))  # fmt: skip
    shapes = Shapes(
        [*OWN.triples, Triple(parent, term("sh:targetNode"), NamedNode("x:thing"))],
        where="shapes",
    )
    data = [Triple(NamedNode("x:thing"), path, example.object)]
    if isinstance(example.object, NamedNode) and path != RDF_TYPE:
        for kind in (
            "schema:Person",
            "kg:Method",
            "kg:Benchmark",
            "kg:Task",
            "kg:Authorship",
            "fabio:Abstract",
        ):
            data.append(Triple(example.object, RDF_TYPE, term(kind)))
    found = Validator(shapes).validate(data).results
    assert [r for r in found if (r.focus, r.source) == ("<x:thing>", str(example.subject))] == []


def test_shapes_command_writes_text_markdown_and_json(run_kg: Callable[..., Any]) -> None:
    text = run_kg("shapes", "person").stdout
    assert text.startswith("agent (kgsh:Agent)\n  for: of class schema:Person")
    assert "    name: schema:name\n      how many: exactly 1\n" in text
    markdown = run_kg("shapes", "--results", "markdown").stdout
    rows = [line for line in markdown.splitlines() if line.startswith("| ")]
    assert all(line.replace("\\|", "").count("|") == 8 for line in rows)
    document = json.loads(run_kg("shapes", "--results", "json").stdout)
    assert [each["name"] for each in document] == [each.name for each in guides(OWN)]


def test_shapes_command_reads_other_shapes_and_names_faults(run_kg: Callable[..., Any]) -> None:
    assert run_kg("shapes", "owl", "--shapes", str(FOREIGN)).stdout.startswith("Owl (ex:Owl)\n")
    assert run_kg("shapes", "bat").exit_code == 2
    assert run_kg("shapes", "--shapes", "none.ttl").exit_code == 2
