"""Pairs of authors: those of papers with few, and the number of the papers with more."""

from __future__ import annotations

import time
from collections import Counter
from itertools import combinations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.queries import fill_parameters, load_query
from kg.store import Store
from kg.vocab import term

QUERY = load_query("coauthor-network")


def store_of(papers: list[set[int]]) -> Store:
    """Make a graph of papers by the numbers of their authors."""
    quads = ox.Store()
    for number, authors in enumerate(papers):
        for each in authors:
            paper, author = (ox.NamedNode(f"https://e.org/{x}") for x in (f"p{number}", each))
            quads.add(ox.Quad(paper, term("schema:author"), author))
            quads.add(ox.Quad(author, term("schema:name"), ox.Literal(f"Author {each}")))
    return Store(quads)


def answers(store: Store, **given: str) -> list[tuple[str | None, ...]]:
    """Ask, and list the rows."""
    values, _ = fill_parameters(QUERY.parameters, given, store.query, {})
    results = store.query(QUERY.text, values)
    assert isinstance(results, ox.QuerySolutions)
    return [tuple(value and value.value for value in row) for row in results]


@given(st.lists(st.sets(st.integers(0, 7)), max_size=7), st.integers(0, 8))
def test_pairs_are_those_of_papers_with_few_authors_and_the_others_are_counted(
    papers: list[set[int]], most: int
) -> None:
    few = [each for each in papers if len(each) <= most]
    pairs = Counter(pair for each in few for pair in combinations(sorted(each), 2))
    expected: list[tuple[str | None, ...]] = [
        (f"Author {a}", f"Author {b}", str(n), None)
        for (a, b), n in sorted(pairs.items(), key=lambda each: (-each[1], each[0]))
    ]
    if left := len(papers) - len(few):
        expected.insert(0, (None, None, None, str(left)))
    assert answers(store_of(papers), most=str(most)) == expected


def test_a_hundred_authors_are_paired_unless_told_otherwise() -> None:
    assert len(answers(store_of([set(range(100))]))) == 100 * 99 // 2
    store = store_of([set(range(101))])
    assert answers(store) == [(None, None, None, "1")]
    assert len(answers(store, most="101")) == 101 * 100 // 2


def test_a_paper_of_ever_more_authors_takes_no_pair_of_them() -> None:
    """Ten times the authors of one paper: a hundred times the pairs."""

    def seconds(authors: int) -> float:
        store = store_of([set(range(authors)), {0, 1}])
        started = time.process_time()
        assert len(answers(store)) == 2
        return time.process_time() - started

    assert min(seconds(7000) for _ in range(2)) < 40 * max(seconds(700) for _ in range(3))
