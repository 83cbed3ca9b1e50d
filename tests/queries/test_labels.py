"""The index of names finds what the queries find."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.queries import Labels, find_things
from kg.queries.lookup import follow_alias
from kg.store import Store
from kg.vocab import RDF_TYPE, term

THINGS = [ox.NamedNode(f"https://e.org/{n}") for n in range(5)]
NAMES = st.sampled_from(
    ["Ada Hoot", "ada hoot", "Hoot, Ada", "STRASSE", "straße", "Ὀδυσσεύς", "D4RL", ""]
)
CLASSES = ["schema:Person", "kg:Method"]
NAMING = [
    "skos:prefLabel",
    "skos:altLabel",
    "schema:name",
    "schema:alternateName",
    "schema:identifier",
]


def quads() -> st.SearchStrategy[ox.Quad]:
    """Make statements that name things, type them, and say what an authorship stands for."""
    thing = st.sampled_from(THINGS)
    literal = st.builds(ox.Literal, NAMES) | st.builds(
        lambda n: ox.Literal(n, language="en"), NAMES
    )
    naming = st.builds(ox.Quad, thing, st.sampled_from([term(n) for n in NAMING]), literal | thing)
    typing = st.builds(
        ox.Quad, thing, st.just(RDF_TYPE), st.sampled_from([term(n) for n in CLASSES])
    )
    standing = st.builds(ox.Quad, thing, st.just(term("schema:item")), thing)
    return naming | typing | standing | st.builds(
        ox.Quad, thing, st.just(term("dcterms:isReplacedBy")), thing
    )  # fmt: skip


@given(st.lists(quads(), max_size=20), NAMES, st.lists(st.sampled_from(CLASSES), min_size=1))
def test_it_finds_what_the_queries_find(
    statements: list[ox.Quad], name: str, classes: list[str]
) -> None:
    store = Store(ox.Store())
    store.quads.extend(statements)
    labels = Labels(store)
    assert labels.find(name, classes) == find_things(store.query, name, classes)
    for thing in THINGS:
        assert labels.follow(thing) == follow_alias(store.query, thing)


def test_a_line_is_found_by_its_printed_name_alone() -> None:
    line, ada = THINGS[:2]
    store = Store(ox.Store())
    store.quads.add(ox.Quad(line, term("skos:prefLabel"), ox.Literal("Ada Hoot")))
    store.quads.add(ox.Quad(line, term("schema:item"), ada))
    store.quads.add(ox.Quad(ada, RDF_TYPE, term("schema:Person")))
    assert Labels(store).find("Ada Hoot", ["schema:Person"]) == []
    store.quads.add(ox.Quad(line, term("schema:name"), ox.Literal("ada hoot")))
    assert Labels(store).find("Ada Hoot", ["schema:Person"]) == [ada]
