"""Papers that share most with a paper: counted by hand, of random graphs with many ties."""

from __future__ import annotations

import time

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.queries import load_query
from kg.store import Store
from kg.vocab import term

QUERY = load_query("similar-papers").text
TITLES = "onmlkjihgfedcba"


def thing(name: str) -> ox.NamedNode:
    """Name a thing."""
    return ox.NamedNode(f"https://e.org/{name}")


@given(st.lists(st.sets(st.integers(0, 4)), max_size=len(TITLES)), st.integers(0, 4))
def test_the_ten_that_share_most_are_found(papers: list[set[int]], untitled: int) -> None:
    store = Store(ox.Store())
    for number, concepts in enumerate(papers):
        name = "schema:abstract" if number == untitled else "schema:name"
        store.quads.add(ox.Quad(thing(f"p{number}"), term(name), ox.Literal(TITLES[number])))
        for each in concepts:
            quad = ox.Quad(thing(f"p{number}"), term("schema:mentions"), thing(f"c{each}"))
            store.quads.add(quad)
    shared = [
        (len(papers[0] & each), TITLES[number] + ("…" if number == untitled else ""), f"p{number}")
        for number, each in enumerate(papers)
        if number and papers[0] & each
    ]
    expected = sorted(shared, key=lambda each: (-each[0], each[1]))[:10]
    results = store.query(QUERY, {"paper": [thing("p0")]})
    assert isinstance(results, ox.QuerySolutions)
    found = [
        (int(row["shared"].value), row["title"].value, row["other"].value.rpartition("/")[2])
        for row in results
    ]
    assert found == expected


def test_titles_are_looked_up_of_those_alone_that_share_most() -> None:
    """Those that share less have a hundred titles each: to look them up takes many times as long."""

    def seconds(titles: int) -> float:
        store = Store(ox.Store())
        mentions, name = term("schema:mentions"), term("schema:name")
        for number in range(500):
            paper = thing(f"p{number}")
            store.quads.add(ox.Quad(paper, mentions, thing("c")))
            if number < 11:
                store.quads.add(ox.Quad(paper, mentions, thing("d")))
            for title in range(1 if number < 11 else titles):
                store.quads.add(ox.Quad(paper, name, ox.Literal(f"Owls, part {title}")))
        started = time.process_time()
        results = store.query(QUERY, {"paper": [thing("p0")]})
        assert isinstance(results, ox.QuerySolutions)
        assert len([*results]) == 10
        return time.process_time() - started

    few = max(seconds(1) for _ in range(3))
    assert min(seconds(100) for _ in range(3)) < 4 * few
