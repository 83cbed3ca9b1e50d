"""Authors who link benchmarks that no paper evaluates on together."""

from __future__ import annotations

import time
from itertools import combinations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.queries import load_query
from kg.store import Store
from kg.vocab import term

QUERY = load_query("bridging-authors").text
Papers = list[tuple[set[str], set[str]]]


def store_of(papers: Papers) -> Store:
    """Make a graph of papers by their authors and the benchmarks that they evaluate on."""
    store = Store(ox.Store())

    def say(subject: str, predicate: str, value: str | ox.NamedNode) -> None:
        object_ = ox.Literal(value) if isinstance(value, str) else value
        store.quads.add(ox.Quad(thing(subject), term(predicate), object_))

    for number, (authors, benchmarks) in enumerate(papers):
        for each in authors:
            say(f"p{number}", "schema:author", thing(each))
            say(each, "schema:name", each.upper())
        for each in benchmarks:
            say(f"p{number}", "kg:evaluatesOn", thing(each))
            say(each, "skos:prefLabel", each.upper())
    return store


def thing(name: str) -> ox.NamedNode:
    """Name a thing."""
    return ox.NamedNode(f"https://e.org/{name}")


def answers(store: Store) -> list[tuple[str, ...]]:
    """Ask, and list the rows."""
    results = store.query(QUERY)
    assert isinstance(results, ox.QuerySolutions)
    return [tuple(str(value.value) for value in row) for row in results]


def some(names: str) -> st.SearchStrategy[set[str]]:
    """Choose among things of these names."""
    return st.sets(st.sampled_from(names), max_size=3)


@given(st.lists(st.tuples(some("uvw"), some("abcd")), max_size=6))
def test_bridging_authors_are_those_of_pairs_that_never_meet(papers: Papers) -> None:
    met = {pair for _, found in papers for pair in combinations(sorted(found), 2)}
    of = {name: set[str]().union(*(b for a, b in papers if name in a)) for name in "uvw"}
    expected = [
        (name.upper(), *(each.upper() for each in pair))
        for name in "uvw"
        for pair in combinations(sorted(of[name]), 2)
        if pair not in met
    ]
    assert answers(store_of(papers)) == expected


def test_bridging_authors_of_many_papers_take_no_pair_of_papers() -> None:
    """Sixteen times the papers on the same benchmarks: 256 times the pairs of papers."""

    def seconds(copies: int) -> float:
        store = store_of([({"u"}, {f"b{n}"}) for n in range(60)] * copies)
        started = time.process_time()
        assert len(answers(store)) == 60 * 59 // 2
        return time.process_time() - started

    assert min(seconds(16) for _ in range(2)) < 60 * max(seconds(1) for _ in range(3))
