"""The JSON-LD of pages states what the graph states, in every shape that a graph can have."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.site.machines import Machines, in_order, spelled

NODES = [ox.NamedNode(f"https://e.org/{each}") for each in "abcdefgh"]
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
OWN = ox.NamedNode("https://e.org/n#t")
LITERALS = st.sampled_from([
    ox.Literal("owl"), ox.Literal("@id"), ox.Literal("e:a"), ox.Literal('</script> "\\\n'), ox.Literal("owl", language="id"),
    ox.Literal("owl", language="en"), ox.Literal("1", datatype=INTEGER), ox.Literal("2", datatype=INTEGER),
    ox.Literal("x", datatype=OWN),
])  # fmt: skip
TRIPLES = st.lists(
    st.builds(
        ox.Triple, st.sampled_from(NODES), st.sampled_from([*NODES[:3], TYPE]),
        st.sampled_from(NODES) | LITERALS,
    ),
    max_size=40,
)  # fmt: skip
PREFIXES = st.sampled_from(
    [{}, {"e": "https://e.org/"}, {"https": "https://e.org/", "n": "https://e.org/n#"}]
)


def _written(triples: list[ox.Triple], prefixes: dict[str, str]) -> str:
    return Machines(prefixes).jsonld(in_order(spelled(set(triples))))


def _assert_both_read(text: str, triples: set[ox.Triple]) -> None:
    assert {quad.triple for quad in ox.parse(text.encode(), ox.RdfFormat.JSON_LD)} == triples
    written = rdflib.Graph().parse(data=text, format="json-ld").serialize(format="nt")
    assert {quad.triple for quad in ox.parse(written.encode(), ox.RdfFormat.N_TRIPLES)} == triples


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@given(TRIPLES, PREFIXES)
def test_both_parsers_read_just_what_was_stated(
    triples: list[ox.Triple], prefixes: dict[str, str]
) -> None:
    _assert_both_read(_written(triples, prefixes), set(triples))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@given(
    st.integers(1, 12),
    st.sampled_from(["owls.title", "owls", "owls.", "owls..a"]),
    st.sampled_from([*"ab", "type", "n"]),
)
def test_names_that_begin_alike_are_read_whole(n: int, start: str, last: str) -> None:
    marks = [ox.NamedNode(f"https://e.org/n#{start}.{i}") for i in range(n)]
    kind, value = ox.NamedNode(f"https://e.org/{last}"), ox.Literal("1", datatype=INTEGER)
    triples = [ox.Triple(each, TYPE, kind) for each in marks]
    triples += [ox.Triple(each, kind, marks[0]) for each in marks]
    triples += [ox.Triple(each, NODES[0], value) for each in marks]
    triples += [ox.Triple(NODES[0], NODES[1], ox.NamedNode(f"{last}:owls"))]
    text = _written(triples, {"n": "https://e.org/n#", "e": "https://e.org/"})
    _assert_both_read(text, set(triples))


def _nested(value: Any) -> int:
    """Count the nodes that stand in others."""
    if isinstance(value, list):
        return max(map(_nested, value), default=0)
    return 1 + max(map(_nested, value.values()), default=0) if isinstance(value, dict) else 0


def test_a_long_chain_does_not_nest_without_end() -> None:
    chain = [ox.NamedNode(f"https://e.org/{n}") for n in range(3000)]
    triples = [ox.Triple(one, NODES[0], other) for one, other in pairwise(chain)]
    assert _nested(json.loads(_written(triples, {}))["@graph"]) <= 10


def test_what_is_referred_to_once_stands_there() -> None:
    one, other, third = NODES[:3]
    triples = [ox.Triple(one, third, other), ox.Triple(other, third, ox.Literal("owl"))]
    (node,) = json.loads(_written(triples, {"e": "https://e.org/"}))["@graph"]
    assert node == {"@id": "e:a", "e:c": {"@id": "e:b", "e:c": "owl"}}


def test_a_property_of_one_kind_says_so_once() -> None:
    numbers = [ox.Triple(each, NODES[0], ox.Literal("1", datatype=INTEGER)) for each in NODES]
    document = json.loads(_written(numbers, {"e": "https://e.org/"}))
    assert document["@context"]["e:a"] == {"@type": INTEGER.value}
    assert {each["e:a"] for each in document["@graph"]} == {"1"}
