"""Triples are cut into parts of whole subjects, and nothing is lost."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.endpoint.shipment import by_value, has_blank, pack

NODES = st.integers(0, 12).map(lambda n: ox.NamedNode(f"https://e.org/{n}"))
BLANKS = st.integers(0, 3).map(lambda n: ox.BlankNode(f"b{n}"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(ox.Literal)
PLAIN = st.builds(ox.Triple, NODES, NODES, NODES | TEXTS)
TIED = st.builds(ox.Triple, NODES | BLANKS, NODES, NODES | BLANKS)


@given(st.lists(PLAIN), st.integers(1, 400))
def test_pack_keeps_subjects_whole_and_loses_nothing(triples: list[ox.Triple], part: int) -> None:
    with pack(triples, part=part) as shipment:
        bodies = [
            {quad.triple for quad in ox.parse(body, ox.RdfFormat.TURTLE)}
            for body in shipment.bodies
        ]
        assert set().union(*bodies) == set(triples)
        assert sum(map(len, bodies)) == shipment.count == shipment.least == len(set(triples))
        subjects = [{each.subject for each in body} for body in bodies]
        assert sum(map(len, subjects)) == len({each.subject for each in triples})
        assert b"".join(shipment) == b"".join(shipment) == b"".join(shipment.bodies)


@given(st.lists(PLAIN | TIED), st.integers(1, 200))
def test_pack_sends_all_blank_nodes_together_and_last(triples: list[ox.Triple], part: int) -> None:
    with pack(triples, part=part) as shipment:
        bodies = list(shipment.bodies)
        tied = [b"_:" in body.replace(b'"', b"") for body in bodies]
        assert shipment.has_tied_part is any(has_blank(each) for each in triples)
        if shipment.has_tied_part:
            assert tied[-1]
            whole = ox.Dataset(ox.Quad(*each) for each in triples)
            sent = ox.Dataset(ox.parse(b"".join(bodies), ox.RdfFormat.N_TRIPLES))
            for dataset in (whole, sent):
                dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
            assert whole == sent


def test_by_value_does_not_mind_spelling() -> None:
    node, xsd = ox.NamedNode("a:b"), "http://www.w3.org/2001/XMLSchema#"
    decimal = ox.NamedNode(f"{xsd}decimal")

    def value(term: ox.Literal) -> set[ox.Triple]:
        return by_value([ox.Triple(node, node, term)])

    assert value(ox.Literal("1.50", datatype=decimal)) == value(ox.Literal("1.5", datatype=decimal))
    assert value(ox.Literal("x", language="en-GB")) == value(ox.Literal("x", language="en-gb"))
    assert value(ox.Literal("x", language="en")) != value(ox.Literal("x", language="fr"))
    assert value(ox.Literal("1.5")) != value(ox.Literal("1.50"))
