"""The pages of papers: one each, or several where a paper has more to show than a page may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from pyoxigraph import NamedNode

from kg.site.context import Context, Link, numbered
from kg.site.crowding import ROOM, SHOWN, STATED, Entry, entries, filled, gathered
from kg.site.formulas import prose
from kg.site.graph import shorten
from kg.site.statements import Spelled
from kg.site.views import paper

HEAVY = 70_000
"""What is said of a paper and its parts weighs more where its page may be too long: nearly twice this
where it is."""
_REMEMBERED = 16
_FAR = 10**5
"""A number of pages that no paper has: links to them are as long as any."""
_ID = re.compile(r'\bid="([^"]+)"')

TEMPLATE = "paper.html"
Fill = Callable[[str, NamedNode, Mapping[str, Any]], bytes]
"""Fills in a template for a thing with these values."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands on one of several pages: its place among them, fragments and statements there."""

    entries: Sequence[Entry]
    stated: Sequence[Spelled]
    fragments: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Parted:
    """A paper in parts; one that has a page to itself has none."""

    view: Mapping[str, Any]
    parts: Sequence[_Part]


class Papers:
    """Makes the pages of papers. `statements` lists what is said of one and its parts, in order."""

    def __init__(
        self, context: Context, statements: Callable[[NamedNode], list[Spelled]], fill: Fill
    ) -> None:
        self._context, self._statements, self._fill = context, statements, fill
        self._parted = lru_cache(_REMEMBERED)(self._part)
        self._counts: dict[NamedNode, int] = {}

    def paths(self, thing: NamedNode) -> list[str]:
        """List the paths of the pages of a paper."""
        return numbered(self._path(thing), self._count(thing))

    def page(self, thing: NamedNode, number: int) -> bytes | None:
        """Make the page of a paper with this number; None where it has fewer."""
        if number == 1:
            whole = self._whole(thing, paper.view(self._context, thing))
            if len(whole) <= ROOM:
                return whole
        if number > self._count(thing):
            return None
        parted = self._parted(thing)
        part = parted.parts[number - 1]
        return self._one_of(thing, parted, number, part.entries, part.stated)

    def path_of(self, thing: NamedNode, fragment: str) -> str:
        """Return the path of the page of a paper that a fragment stands on, else of the first."""
        paths = self.paths(thing)
        if len(paths) == 1:
            return paths[0]
        parts = enumerate(self._parted(thing).parts)
        return paths[next((n for n, each in parts if fragment in each.fragments), 0)]

    def _path(self, thing: NamedNode) -> str:
        path = self._context.addresses.path(thing)
        assert path is not None
        return path

    def _count(self, thing: NamedNode) -> int:
        if thing not in self._counts:
            parts = self._context.addresses.parts(thing)
            is_heavy = sum(map(self._context.graph.weight, parts)) + self._formulas(thing) > HEAVY
            pages = len(self._parted(thing).parts) if is_heavy else 1
            self._counts[thing] = pages or 1
        return self._counts[thing]

    def _formulas(self, thing: NamedNode) -> int:
        """Weigh the formulas of a title and an abstract as they are written, here and in a quote."""
        graph = self._context.graph
        texts = [*graph.texts(thing, "schema:name"), *graph.texts(thing, "schema:abstract")]
        return 2 * sum(len(prose(each)) for each in texts if "$" in each)

    def _part(self, thing: NamedNode) -> _Parted:
        """Part what there is of a paper among pages, where one has no room for all of it."""
        view = paper.view(self._context, thing)
        alone = _Parted(view, ())
        if len(self._whole(thing, view)) <= ROOM:
            return alone

        def made(part: Sequence[Entry]) -> bytes:
            return self._one_of(thing, alone, _FAR, part, ())

        shown = filled(entries(view, paper.ORDER), lambda part: len(made(part)) <= SHOWN)
        both = zip_longest(shown, self._stated(thing), fillvalue=())
        return _Parted(
            view,
            [_Part(part, said, frozenset(_ID.findall(made(part).decode()))) for part, said in both],
        )

    def _stated(self, thing: NamedNode) -> list[Sequence[Spelled]]:
        """Part the statements; one that no page has room for stands in the Turtle alone."""

        def fits(part: Sequence[Spelled]) -> bool:
            return len(self._context.machines.jsonld(part).encode()) <= STATED

        return [each for each in filled(self._statements(thing), fits) if fits(each)]

    def _whole(self, thing: NamedNode, view: Mapping[str, Any]) -> bytes:
        jsonld = self._context.machines.jsonld(self._statements(thing))
        values = {"path": self._path(thing), "next": "", "jsonld": jsonld}
        return self._fill(TEMPLATE, thing, values | self._shown(thing, view))

    def _one_of(
        self, thing: NamedNode, parted: _Parted, number: int, part: Sequence[Entry],
        stated: Sequence[Spelled],
    ) -> bytes:  # fmt: skip
        """Make one of several pages; while nothing is parted, links are as long as they can get."""
        places = {f: n for n, each in enumerate(parted.parts, 1) for f in each.fragments}
        path, view = self._path(thing), parted.view
        far = number if parted.parts else _FAR + 1

        def at(fragment: str) -> str:
            page = places.get(fragment, far)
            name = _name(path, page).rpartition("/")[2]
            return f"#{fragment}" if page == number else f"{name}.html#{fragment}"

        numbers = _near(number, len(parted.parts)) if parted.parts else range(_FAR, _FAR + 7)
        found = {**view, **gathered(part, {each: view[each] for each in paper.ORDER})}
        values = {
            "path": _name(path, number), "number": number, "at": at,
            "title": shorten(self._context.graph.label(thing)),
            "pages": [Link(f"page {n:,}", _name(path, n)) for n in numbers],
            "next": _next(path, number, parted),
            "jsonld": self._context.machines.jsonld(stated),
            "authors_count": len(view["first_authors"]) + len(view["authors"]),
            "marks_count": len(view["marks"]),
        }  # fmt: skip
        return self._fill(TEMPLATE, thing, values | self._shown(thing, found))

    def _shown(self, thing: NamedNode, view: Mapping[str, Any]) -> dict[str, Any]:
        return {**view, "sentences": paper.sentences(self._context, thing, view["marks"])}


def _name(path: str, number: int) -> str:
    return path if number == 1 else f"{path}~{number}"


def _next(path: str, number: int, parted: _Parted) -> str:
    """Name the page after this one, if any; while nothing is parted, by a name as long as can be."""
    has_next = not parted.parts or number < len(parted.parts)
    return _name(path, number + 1).rpartition("/")[2] if has_next else ""


def _near(number: int, pages: int) -> list[int]:
    """List the pages that a page links: the first, the last, and those around it.

    >>> _near(10, 40)
    [1, 8, 9, 10, 11, 12, 40]
    """
    return sorted({1, *range(max(1, number - 2), min(pages, number + 2) + 1), pages})
