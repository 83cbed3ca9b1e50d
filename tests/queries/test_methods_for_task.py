"""Methods of the papers on a task and its parts: counted by hand, of random graphs."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.queries import load_query
from kg.store import Store
from kg.vocab import RDF_TYPE, term

QUERY = load_query("methods-for-task").text
HOW = {"introduces": "introduced", "usesMethod": "used", "comparesWith": "compared with"}
LABELS = {"m0": "Fir", "m1": "Ash", "m2": "Elm", "x": "A thing that is no method"}
PARTS = {"t0": set[str](), "t1": {"t0"}, "t2": {"t1"}, "t3": set[str](), "t4": {"t1", "t3"}}
"""Tasks, with those that each is a part of."""
Paper = tuple[set[str], set[tuple[str, str]]]
papers = st.lists(
    st.tuples(
        st.sets(st.sampled_from([*PARTS])),
        st.sets(st.tuples(st.sampled_from([*HOW]), st.sampled_from([*LABELS]))),
    ),
    max_size=6,
)


def thing(name: str) -> ox.NamedNode:
    """Name a thing."""
    return ox.NamedNode(f"https://e.org/{name}")


def store_of(papers: list[Paper]) -> Store:
    """Make a graph of papers by their tasks and what they do with which method."""
    store = Store(ox.Store())

    def say(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        store.quads.add(ox.Quad(thing(subject), term(predicate), value))

    for name, label in LABELS.items():
        say(name, "skos:prefLabel", ox.Literal(label))
        if name != "x":
            store.quads.add(ox.Quad(thing(name), RDF_TYPE, term("kg:Method")))
    for name, wholes in PARTS.items():
        for each in wholes:
            say(name, "skos:broader", thing(each))
    for number, (tasks, done) in enumerate(papers):
        for task in tasks:
            say(f"p{number}", "kg:addressesTask", thing(task))
        for relation, method in done:
            say(f"p{number}", f"kg:{relation}", thing(method))
    return store


def wholes(task: str) -> set[str]:
    """Find a task and those that it is a part of, at any distance."""
    return {task}.union(*map(wholes, PARTS[task]))


@given(papers, st.sampled_from([*PARTS]))
def test_a_paper_counts_once_a_method_however_many_parts_it_addresses(
    papers: list[Paper], task: str
) -> None:
    counted = [
        (sum(1 for tasks, done in papers if (relation, method) in done and
             any(task in wholes(each) for each in tasks)), label, how)
        for method, label in LABELS.items() if method != "x" for relation, how in HOW.items()
    ]  # fmt: skip
    expected = sorted((each for each in counted if each[0]), key=lambda each: (-each[0], *each[1:]))
    results = store_of(papers).query(QUERY, {"task": [thing(task)]})
    assert isinstance(results, ox.QuerySolutions)
    found = [(int(row["papers"].value), row["label"].value, row["how"].value) for row in results]
    assert found == expected
