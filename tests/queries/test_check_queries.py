"""Packaged queries that look for what is lacking find what their definition says."""

from __future__ import annotations

import time

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.queries import load_query
from kg.store import Store
from kg.vocab import RDF_TYPE, term

RELATIONS = (
    "kg:introduces",
    "kg:usesMethod",
    "kg:usesBenchmark",
    "kg:comparesWith",
    "kg:evaluatesOn",
)
Fact = tuple[int, str, int]
facts = st.frozensets(st.tuples(st.integers(0, 3), st.sampled_from(RELATIONS), st.integers(0, 3)))


def node(kind: str, n: object) -> ox.NamedNode:
    """Name a thing."""
    return ox.NamedNode(f"https://e.org/{kind}/{n}")


def say(store: ox.Store, *triple: ox.NamedNode | ox.Literal) -> None:
    """Add a statement."""
    subject, predicate, value = triple
    store.add(ox.Quad(subject, predicate, value))  # type: ignore[arg-type]


def mention(store: ox.Store, paper: int, relation: str, concept: int) -> None:
    """Add a mention of a concept in a text of a paper."""
    key = f"{paper}.{relation}.{concept}"
    text, span, found = node("text", paper), node("span", key), node("mention", key)
    say(store, text, term("schema:isPartOf"), node("paper", paper))
    say(store, span, term("oa:hasSource"), text)
    say(store, found, term("oa:hasTarget"), span)
    say(store, found, term("oa:hasBody"), node("concept", concept))
    say(store, found, term("kg:relation"), term(relation))


def answer(store: ox.Store, name: str) -> list[tuple[str, ...]]:
    """Answer a packaged query."""
    rows = Store(store).query(load_query(name).text)
    assert isinstance(rows, ox.QuerySolutions)
    return [tuple(each.value for each in row) for row in rows]


@given(facts, facts)
def test_relations_without_a_mention_are_unsupported(
    said: frozenset[Fact], mentioned: frozenset[Fact]
) -> None:
    store = ox.Store()
    for paper, relation, concept in said:
        say(store, node("paper", paper), term(relation), node("concept", concept))
    for fact in mentioned:
        mention(store, *fact)
    found = answer(store, "check-unsupported")
    expected = [
        (node("paper", p).value, term(r).value, node("concept", c).value)
        for p, r, c in said - mentioned
    ]
    assert sorted(found) == sorted(expected)


@given(
    st.frozensets(st.tuples(st.integers(0, 3), st.integers(0, 3))),
    st.frozensets(st.tuples(st.integers(0, 3), st.integers(0, 5))),
)
def test_papers_that_name_no_benchmark_introduce_methods_without_one(
    introduced: frozenset[tuple[int, int]], named: frozenset[tuple[int, int]]
) -> None:
    store = ox.Store()
    for concept in range(6):
        kind = "kg:Method" if concept < 4 else "kg:Benchmark"
        say(store, node("concept", concept), RDF_TYPE, term(kind))
        say(store, node("concept", concept), term("skos:prefLabel"), ox.Literal(str(concept)))
    for paper in range(4):
        say(store, node("paper", paper), term("schema:name"), ox.Literal(f"title {paper}"))
    for paper, concept in introduced:
        say(store, node("paper", paper), term("kg:introduces"), node("concept", concept))
    for paper, concept in named:
        say(store, node("paper", paper), term("schema:mentions"), node("concept", concept))
    with_benchmark = {paper for paper, concept in named if concept >= 4}
    expected = sorted(
        (str(concept), node("paper", paper).value, f"title {paper}")
        for paper, concept in introduced
        if paper not in with_benchmark
    )
    assert answer(store, "methods-without-benchmark") == expected


def test_support_is_looked_up_and_not_searched_for() -> None:
    def cost(papers: int) -> float:
        store = ox.Store()
        for paper in range(papers):
            mention(store, paper, "kg:introduces", paper)
            say(store, node("paper", paper), term("kg:introduces"), node("concept", paper))
        times = []
        for _ in range(3):
            start = time.process_time()
            assert answer(store, "check-unsupported") == []
            times.append(time.process_time() - start)
        return min(times)

    assert cost(2000) < 40 * cost(200)  # A search of all mentions for each relation: 100 times.
