"""Blank nodes are named as RDFC-1.0 names them, and graphs made to take for ever are refused."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ServiceError
from kg.serialization.canonical import name_blank_nodes
from kg.serialization.diff import diff
from kg.serialization.ordering import canonical_order
from kg.validation.validator import stable_labels

P = ox.NamedNode("https://example.org/p")
Q = ox.NamedNode("https://example.org/q")
BLANKS = [ox.BlankNode(f"n{number}") for number in range(5)]
TERMS = [*BLANKS, P, ox.Literal('a "quoted"\n\tline \\ \x01\x7f é'), ox.Literal("a", language="en")]
# Across graphs RDFC-1.0 gives some nodes equal digests that are not alike (4.7 leaves the graph out of
# what it hashes), and then implementations name them in their own order.
QUADS = st.builds(
    ox.Quad,
    st.sampled_from([*BLANKS, P]),
    st.sampled_from([P, Q]),
    st.sampled_from(TERMS),
)


def clique(size: int) -> list[ox.Quad]:
    nodes = [ox.BlankNode(f"n{number}") for number in range(size)]
    return [ox.Quad(one, P, other) for one in nodes for other in nodes if one != other]


def chain(length: int) -> list[ox.Quad]:
    nodes = [ox.BlankNode(f"n{number}") for number in range(length)]
    return [ox.Quad(one, P, next_) for one, next_ in itertools.pairwise(nodes)]


def turtle(quads: list[ox.Quad]) -> str:
    return "".join(f"{quad} .\n" for quad in quads)


@given(st.lists(QUADS, max_size=12))
def test_name_blank_nodes_names_as_the_reference_does(quads: list[ox.Quad]) -> None:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert set(name_blank_nodes(quads)) == set(dataset)


def test_name_blank_nodes_follows_neighbours_deeper_than_calls_may_go() -> None:
    ends = [ox.Quad(ox.BlankNode(f"{name}599"), Q, ox.Literal(name)) for name in "ab"]
    twice = [
        ox.Quad(ox.BlankNode(f"{name}{n}"), P, ox.BlankNode(f"{name}{n + 1}"))
        for name in "ab"
        for n in range(599)
    ]
    assert len(name_blank_nodes([*twice, *ends], budget=10**9)) == 1200


@pytest.mark.parametrize("graph", [clique(12), chain(2_000)], ids=["clique", "chain"])
@pytest.mark.parametrize(
    "work", [lambda quads: list(canonical_order(quads)), stable_labels], ids=["order", "labels"]
)
def test_graphs_made_to_take_for_ever_are_refused(
    graph: list[ox.Quad], work: Callable[[list[ox.Quad]], object]
) -> None:
    with pytest.raises(ServiceError, match="cannot be told") as refused:
        work(graph)
    assert refused.value.exit_code == 3


def test_many_alike_nodes_without_neighbours_cost_little() -> None:
    alike = [ox.Quad(ox.BlankNode(f"n{number}"), P, Q) for number in range(20_000)]
    assert len(name_blank_nodes(alike, budget=0)) == 20_000


def test_diff_names_the_file_that_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.nt").write_text(turtle(chain(3)))
    (tmp_path / "new.nt").write_text(turtle(clique(12)))
    with pytest.raises(ServiceError, match=r"new\.nt: too many blank nodes"):
        diff(tmp_path / "old.nt", tmp_path / "new.nt")
