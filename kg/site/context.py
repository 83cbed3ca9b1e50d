"""What the views of a site have in common: look-ups, addresses, links, and lists cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeVar

from pyoxigraph import NamedNode

from kg.identity import Namespace
from kg.site.addresses import KINDS, Addresses
from kg.site.folder import Build
from kg.site.graph import Graph
from kg.site.machines import Machines

T = TypeVar("T")
PAGE = 200
"""Entries of a list on one page."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a thing is called, and where it stands on the site; None where it has no page there."""

    label: str
    path: str | None


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A paper in a list: its year where one is known, and what there is to note of it."""

    link: Link
    year: str | None
    note: str = ""
    wrong: str | None = None
    """The line of a correction."""


class Context:
    """A graph, the addresses of its things, and what its build says beside it."""

    def __init__(self, graph: Graph, build: Build) -> None:
        self.graph, self.build = graph, build
        self.addresses = Addresses(graph, build.base)
        self.prefixes = Namespace(build.base).prefixes()
        self.machines = Machines(self.prefixes)
        self.title = build.said("dcterms:title") or "Papers and what they refer to"
        self.licence = build.said("dcterms:license")
        self.path_of: Callable[[NamedNode, str], str | None] = lambda thing, fragment: (
            self.addresses.path(thing)
        )
        """The path of the page that a fragment of a thing stands on."""
        self.tools: Sequence[Link] = ()
        """What stands in the menu besides the lists: what a server has, and files have not."""

    @cached_property
    def menu(self) -> list[Link]:
        """The lists of things that the site has, for its menu."""
        shown = [each for each in KINDS.values() if each.segment not in ("work", "software")]
        return [
            Link(each.plural.capitalize(), f"{each.segment}/index")
            for each in shown
            if any(True for _ in self.addresses.things(each))
        ]

    def link(self, thing: NamedNode) -> Link:
        """Link a thing by its label."""
        path = self.addresses.path(thing)
        return Link(self.graph.label(thing), path and f"{path}.html")

    def kind_name(self, thing: NamedNode) -> str:
        """Say what a thing is: its kind; an organization that writes papers is a group."""
        kind = self.addresses.kind_of(thing)
        assert kind is not None
        is_group = kind.segment == "org" and bool(self.graph.subjects("schema:author", thing))
        return "group" if is_group else kind.singular

    def links(self, things: Iterable[NamedNode]) -> list[Link]:
        """Link things, sorted by their labels."""
        return sorted(map(self.link, things), key=_by_label)

    def part(self, part: NamedNode, whole: NamedNode, label: str) -> Link:
        """Link a part of a thing: its fragment of the page of the thing."""
        fragment = self.addresses.fragment(part, whole)
        page = self.path_of(whole, fragment)
        return Link(label, f"{page}.html#{fragment}" if fragment else f"{page}.html")

    def year(self, paper: NamedNode) -> str | None:
        """Return the year of a paper, None where none is known."""
        return self._years.get(paper)

    @cached_property
    def _years(self) -> dict[NamedNode, str]:
        return self.graph.first_texts("fabio:hasPublicationYear")

    def paper(self, paper: NamedNode, note: str = "", wrong: str | None = None) -> PaperLink:
        """Link a paper in a list."""
        return PaperLink(self.link(paper), self.year(paper), note, wrong)

    def newest_first(self, papers: Iterable[NamedNode]) -> list[NamedNode]:
        """Sort papers by year, those without one last, and by title within a year."""
        keyed = sorted((self.graph.label(each), each.value, each) for each in set(papers))
        return [
            each[2] for each in sorted(keyed, key=lambda k: self.year(k[2]) or "", reverse=True)
        ]


def _by_label(link: Link) -> tuple[str, str, str]:
    return link.label.casefold(), link.label, link.path or ""


def page_paths(path: str, n: int) -> list[str]:
    """List the paths of the pages that a list of so many entries is cut into.

    >>> page_paths("method/dqn", 450)
    ['method/dqn', 'method/dqn~2', 'method/dqn~3']
    """
    return numbered(path, -(-n // PAGE))


def numbered(path: str, pages: int) -> list[str]:
    """List the paths of so many pages, of one at least.

    >>> numbered("paper/owls", 2)
    ['paper/owls', 'paper/owls~2']
    """
    return [path, *(f"{path}~{i}" for i in range(2, pages + 1))]


def split_path(path: str) -> tuple[str, int]:
    """Part the path of a page into that of its first page, and its number.

    >>> split_path("method/dqn~3"), split_path("method/dqn")
    (('method/dqn', 3), ('method/dqn', 1))
    """
    first, tilde, number = path.partition("~")
    is_number = number.isascii() and number.isdigit() and number == str(int(number))
    return (first, int(number)) if tilde and is_number and int(number) > 1 else (path, 1)


def cut(items: Sequence[T], number: int) -> list[T]:
    """Return the entries of a list that stand on the page of this number, from 1."""
    return list(islice(items, (number - 1) * PAGE, number * PAGE))
