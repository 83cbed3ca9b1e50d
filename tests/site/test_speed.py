"""What a site looks up grows with what it shows, and no faster: counted, since times depend on the machine."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.site import HTML, Site
from kg.site.context import PAGE
from kg.site.graph import Graph
from kg.site.pages import replace_forbidden
from kg.site.statements import Statements, Stored
from kg.store import Store
from kg.vocab import DEFAULT_BASE, RDF_TYPE, term


def _thing(path: str) -> ox.NamedNode:
    return ox.NamedNode(DEFAULT_BASE + path)


def _store(papers: int, graph: ox.NamedNode | ox.DefaultGraph | None = None) -> Store:
    """Make papers of one author, each of which introduces a method of its own."""
    quads, place = ox.Store(), graph or ox.DefaultGraph()

    def say(subject: ox.NamedNode, predicate: ox.NamedNode, value: Any) -> None:
        quads.add(ox.Quad(subject, predicate, value, place))

    ana = _thing("person/ana")
    say(ana, RDF_TYPE, term("schema:Person"))
    say(ana, term("schema:name"), ox.Literal("Ana Lopez"))
    for n in range(papers):
        paper, method = _thing(f"paper/p{n}"), _thing(f"method/m{n}")
        say(paper, RDF_TYPE, term("kg:Publication"))
        say(paper, term("schema:name"), ox.Literal(f"Owls {n}"))
        say(paper, term("fabio:hasPublicationYear"), ox.Literal(str(2000 + n % 20)))
        say(paper, term("schema:author"), ana)
        say(paper, term("kg:introduces"), method)
        say(paper, term("schema:mentions"), method)
        say(method, RDF_TYPE, term("kg:Method"))
        say(method, term("skos:prefLabel"), ox.Literal(f"OwlNet {n}"))
    return Store(quads)


class _Counting:
    """Statements that count what is asked of them, by the name of what asks."""

    def __init__(self, statements: Statements) -> None:
        self._statements, self.asked = statements, Counter[str]()

    def __getattr__(self, name: str) -> Any:
        self.asked[name] += 1
        return getattr(self._statements, name)

    def of_one(self) -> int:
        """Count the look-ups of what is said of one node."""
        return self.asked["nodes"] + self.asked["texts"] + self.asked["spelled"]

    def passes(self) -> int:
        """Count the passes over a property."""
        return self.asked["pairs"] + self.asked["literals"] + self.asked["having"]


def _counted(site: Site) -> _Counting:
    counting = _Counting(site.context.graph.statements)
    site.context.graph.statements = counting
    return counting


def test_listing_the_pages_looks_up_no_list_that_is_short() -> None:
    for papers in (5, 50):
        site = Site(_store(papers))
        counting = _counted(site)
        assert len(list(site.paths())) > 5 * papers
        # Of each paper its parts and its texts are asked for: they tell how many pages it needs.
        assert counting.asked["subjects"] < 15 + 4 * papers
        assert counting.passes() < 30
        assert counting.of_one() <= 3 * papers
        assert not counting.asked["spelled"]


def test_a_list_that_is_long_has_all_its_pages() -> None:
    site = Site(_store(PAGE + 1))
    paths = [path for path, kind in site.paths() if path.startswith("person/ana") and kind == HTML]
    assert paths == ["person/ana", "person/ana~2"]
    assert b"Owls" in site.render("person/ana~2", HTML)


def test_what_was_introduced_is_read_once_for_all_pages() -> None:
    site = Site(_store(2 * PAGE + 1))
    site.render("introduced", HTML)
    counting = _counted(site)
    assert b"OwlNet" in site.render("introduced~3", HTML)
    assert not counting.passes()


def test_the_front_page_describes_no_paper_for_its_figures() -> None:
    site = Site(_store(60))
    list(site.paths())
    counting = _counted(site)
    assert b"100 %" in site.render("index", HTML)
    assert counting.of_one() < 60


def test_things_of_named_graphs_have_no_pages() -> None:
    site = Site(_store(3, ox.NamedNode("https://e.org/g")))
    assert not [path for path, _ in site.paths() if path.startswith("paper/")]


@pytest.mark.parametrize("years", [["2001"], ["2003", "2001"], []])
def test_the_first_of_several_years_is_the_same_in_one_pass(years: list[str]) -> None:
    quads, paper = ox.Store(), _thing("paper/a")
    for each in years:
        quads.add(ox.Quad(paper, term("fabio:hasPublicationYear"), ox.Literal(each)))
    graph = Graph(Stored(quads))
    found = graph.first_texts("fabio:hasPublicationYear").get(paper)
    assert found == graph.text(paper, "fabio:hasPublicationYear") == min(years, default=None)


def _is_forbidden(letter: str) -> bool:
    code = ord(letter)
    is_control = (code < 32 and letter not in "\t\n\r") or 0x7F <= code <= 0x9F
    return is_control or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


@given(
    st.text()
    | st.lists(st.sampled_from("a\0\x7f\x9f\ufdd0\uffff\U0001ffff\U00020000\U0010fffe")).map(
        "".join
    )
)
def test_just_what_is_forbidden_is_replaced(text: str) -> None:
    assert replace_forbidden(text, "-") == "".join("-" if _is_forbidden(x) else x for x in text)
