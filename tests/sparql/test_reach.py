"""What a query cannot look at may be left out: it finds the same without it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QuerySolutions, RdfFormat, Store

from kg import vocab
from kg.resources import SHAPES_FILE
from kg.sparql import reach_of
from kg.validation.shapes import Shapes

PREFIXES = {"x": "x:", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
PLAIN = (
    "SELECT ?s ?o { ?s x:p ?o }",
    "SELECT ?s ?o { ?s a x:C ; x:p ?o . ?o x:q x:a }",
    "SELECT ?s ?o { ?s a ?o }",
    "SELECT ?s ?o { ?s a x:C, ?o }",
    "SELECT ?s ?o { ?s rdf:type ?o }",
    "SELECT ?s ?o { ?s a/x:p ?o }",
    "SELECT ?s ?o { ?s ^a ?o }",
    "SELECT ?s ?o { x:C ^a ?s . ?s x:p+|^x:q ?o }",
    "SELECT ?s ?o { ?s x:p [ a x:C ; x:q ?o ] }",
    "SELECT ?s ?o { ?s x:p ?o FILTER NOT EXISTS { ?o x:q ?s } FILTER (!BOUND(?no) && ?s != x:b) }",
    "SELECT ?s (COUNT(?o) AS ?n) { { ?s x:p ?o } UNION { ?s x:q ?o . ?o a x:C } } GROUP BY ?s ?o",
    "PREFIX x: <x:other> PREFIX y: <x:> SELECT ?s ?o { ?s y:p ?o }",
    "SELECT ?s ?o { ?s <x:p> ?o BIND (?o AS ?same) }",
    "SELECT ?s ?o { ?s x:p (?o) }",
    "SELECT ?s ?o { { SELECT ?s ?o { ?s x:p ?o } } }",
)
OPEN = (
    "SELECT ?s ?o { ?s ?p ?o }",
    "SELECT ?s ?o { ?s x:p ?o ; ?q ?r }",
    "SELECT ?s ?o { x:a ?p x:b }",
    "SELECT ?s ?o { x:a ?p -1 }",
    "SELECT ?s ?o { x:a ?p true }",
    "SELECT ?s ?o { x:a ?p [ x:q ?o ] }",
    "SELECT ?s ?o { [ x:q ?o ] ?p 1 }",
    "SELECT ?s ?o { ?s x:p* ?o }",
    "SELECT ?s ?o { ?s x:p? ?o }",
    "SELECT ?s ?o { ?s !x:p ?o }",
    "SELECT ?s ?o { ?s !a ?o }",
    "SELECT ?s ?o { ?s !(x:p|x:q) ?o }",
    "BASE <x:> SELECT ?s ?o { ?s <p> ?o }",
    r"SELECT ?s ?o { ?s <x:\u0070> ?o }",
    "SELECT ?s ?o { { SELECT ?s ?o ?p { ?s x:p ?o } } }",
    "SELECT ?s ?o { <<( ?s x:p ?o )>> x:q ?o }",
    "SELECT ?s ?o { ?s y:p ?o }",
)
NODES = st.sampled_from(("x:a", "x:b", "x:c", "x:C", "x:D"))
NAMES = st.sampled_from(
    ("x:p", "x:q", "x:r", "x:otherp", *(f"{PREFIXES['rdf']}{name}" for name in ("type", "first")))
)
LINES = st.lists(st.builds("<{}> <{}> <{}> .\n".format, NODES, NAMES, NODES), max_size=20)


def solve(query: str, lines: str) -> list[str]:
    store = Store()
    store.load(lines, RdfFormat.N_TRIPLES)
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    return sorted(map(str, found))


@pytest.mark.parametrize("query", PLAIN)
@given(LINES)
def test_the_rest_changes_no_answer(query: str, lines: list[str]) -> None:
    reach = reach_of([(query, PREFIXES)])
    assert reach is not None
    text = "".join(lines)
    assert solve(query, reach.select(text)) == solve(query, text)
    assert "<x:r>" not in reach.select(text)


@pytest.mark.parametrize("query", OPEN)
def test_what_cannot_be_told_reaches_everything(query: str) -> None:
    assert reach_of([(PLAIN[0], PREFIXES), (query, PREFIXES)]) is None


def test_of_types_only_the_classes_that_are_asked_for_are_chosen() -> None:
    reach = reach_of([("SELECT ?s { ?s a x:C }", PREFIXES)])
    lines = [f"<x:a> <{PREFIXES['rdf']}type> <x:{name}> .\n" for name in "CD"]
    assert reach is not None
    assert reach.select("".join(lines)) == lines[0]


def test_what_one_of_several_queries_looks_at_is_chosen() -> None:
    reach = reach_of([("SELECT ?s { ?s x:p 1 }", PREFIXES), ("ASK { ?s x:q 1 }", PREFIXES)])
    lines = [f'<x:a> <x:{name}> "1\\n. <x:r> <x:r>"@en .\n' for name in "pqr"]
    assert reach is not None
    assert reach.select("".join(lines)) == "".join(lines[:2])


def test_the_setwise_queries_of_the_project_say_what_they_look_at() -> None:
    """Or all statements of a build would be loaded for them, three times each."""
    queries = [
        (each.object.value, vocab.PREFIXES)
        for each in Shapes.from_file(SHAPES_FILE).triples
        if each.predicate == vocab.term("sh:select") and isinstance(each.object, Literal)
    ]
    reach = reach_of(queries)
    assert len(queries) > 1
    assert reach is not None
    assert str(vocab.term("schema:author")) not in reach.properties
