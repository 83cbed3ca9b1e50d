"""Sorted lines are the canonical order of triples, made faster."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.prefixes import Spelling, expand, namespace_of
from kg.serialization import serialize
from kg.serialization.lines import as_lines, as_text, in_order, sorted_lines
from kg.serialization.ordering import canonical_order
from kg.vocab import RDF_TYPE, term

NODES = st.sampled_from(["a", "a/b", "a/b#c", "ab", "a-b", "a.b"]).map(
    lambda path: NamedNode(f"https://e.org/{path}")
)
PREDICATES = NODES | st.sampled_from([RDF_TYPE, term("schema:name")])
TEXTS = st.text(st.sampled_from('a "\\\n\t <>^_:.é\U0001f989\x00'), max_size=6)
OBJECTS = st.one_of(
    NODES,
    st.just(RDF_TYPE),
    TEXTS.map(Literal),
    TEXTS.map(lambda text: Literal(text, language="en")),
    TEXTS.map(lambda text: Literal(text, datatype=term("xsd:integer"))),
    TEXTS.map(lambda text: Literal(text, datatype=NamedNode("https://e.org/type"))),
)
TRIPLES = st.lists(st.builds(Triple, NODES, PREDICATES, OBJECTS), max_size=20)


def by_canonical_order(triples: list[Triple]) -> list[str]:
    """Lines in the order of statements, `rdf:type` where its IRI sorts."""
    return sorted(as_lines([quad.triple for quad in canonical_order(triples)]))


@given(triples=TRIPLES, chunk=st.sampled_from([1, 3, 100]))
def test_sorted_lines_are_those_of_the_canonical_order(triples: list[Triple], chunk: int) -> None:
    found = sorted_lines(triples, chunk=chunk)
    assert isinstance(found, tuple)
    lines, met = list(found[0]), found[1]
    assert lines == by_canonical_order(triples)
    in_order = [as_lines([quad.triple])[0] for quad in canonical_order(triples)]
    first = [line for line in in_order if f" {RDF_TYPE} " not in line[: line.index(" ") + 60]]
    assert [line for line in lines if line in first] == first
    assert met == {
        namespace_of(node.value)
        for each in triples
        for node in (each.subject, each.predicate, each.object, getattr(each.object, "datatype", None))
        if isinstance(node, NamedNode) and node not in {RDF_TYPE, term("xsd:string"), term("rdf:langString")}
    }  # fmt: skip


@given(
    triples=TRIPLES, odd=st.sampled_from(["https://e.org/a", "https://e.org/", "https://e.org/a/b"])
)
def test_an_iri_is_spelled_alike_whether_its_namespace_is_known_or_not(
    triples: list[Triple], odd: str
) -> None:
    spelling = Spelling({"o": odd, "a": "https://e.org/a/"})
    for each in triples:
        iri = each.subject.value  # type: ignore[union-attr]
        found = spelling.shorten_in(namespace_of(iri), iri)
        assert found == spelling.shorten(iri)
        assert found is None or expand(found, {"o": odd, "a": "https://e.org/a/"}) == iri


@given(triples=TRIPLES)
def test_lines_in_order_are_sorted_and_each_is_there_once(triples: list[Triple]) -> None:
    assert in_order(as_text([*triples, *triples])) == sorted(set(as_lines(triples)))


@given(triples=TRIPLES)
def test_a_graph_of_quads_is_written_as_one_of_triples(triples: list[Triple]) -> None:
    quads = [Quad(each.subject, each.predicate, each.object, DefaultGraph()) for each in triples]
    assert serialize(quads, "turtle") == serialize(triples, "turtle")
    assert serialize([*quads, *triples], "turtle") == serialize(triples, "turtle")


@pytest.mark.parametrize("chunk", [1, 2, 100])
def test_a_blank_node_anywhere_gives_the_statements_in_canonical_order(chunk: int) -> None:
    a, name = NamedNode("https://e.org/a"), term("schema:name")
    triples = [Triple(a, name, Literal("_:b")), Triple(a, name, Literal("c"))]
    lines, _ = sorted_lines(triples, chunk=chunk)
    assert len(list(lines)) == 2
    for blank in (Triple(BlankNode("b"), name, a), Triple(a, name, BlankNode("b"))):
        found = sorted_lines([*triples, blank, *triples], chunk=chunk)
        assert not isinstance(found, tuple)
        assert list(found) == list(canonical_order([*triples, blank]))
