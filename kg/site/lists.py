"""The lists of all things of a kind, cut into pages."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.site.addresses import KINDS, Kind
from kg.site.context import PAGE, Context, Link, cut, page_paths
from kg.site.pages import make_page


class Lists:
    """The things of each kind in the order of their list, kept for its pages."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[str, list[NamedNode]] = {}

    def things(self, kind: Kind) -> list[NamedNode]:
        """List the things of a kind: papers newest first, all others by name."""
        if kind.segment not in self._known:
            found = self._context.addresses.things(kind)
            label = self._context.graph.label
            self._known[kind.segment] = (
                self._context.newest_first(found)
                if kind.segment == "paper"
                else sorted(found, key=lambda each: (label(each).casefold(), each.value))
            )
        return self._known[kind.segment]

    def paths(self, kind: Kind) -> list[str]:
        """List the paths of the pages of a list; none where there is no such thing."""
        n = len(self.things(kind))
        return page_paths(f"{kind.segment}/index", n) if n else []

    def page(self, path: str, number: int) -> bytes | None:
        """Make the page of a list with this number; None where there is none."""
        segment = path.removesuffix("/index")
        if segment == path or segment not in KINDS:
            return None
        kind = KINDS[segment]
        paths = self.paths(kind)
        if number > len(paths):
            return None
        things = self.things(kind)
        return make_page(
            "list.html", paths[number - 1], site=self._context, title=kind.plural.capitalize(),
            kind=kind, total=len(things), pages=self._pages(kind, paths),
            papers=[self._context.paper(each) for each in cut(things, number)],
        )  # fmt: skip

    def _pages(self, kind: Kind, paths: list[str]) -> list[Link]:
        """Label each page by what it begins with: a year, or the first letters of a name."""
        return [Link(self._start(kind, i), path) for i, path in enumerate(paths)]

    def _start(self, kind: Kind, index: int) -> str:
        first = self.things(kind)[index * PAGE]
        if kind.segment == "paper":
            return self._context.year(first) or "no year"
        return self._context.graph.label(first)[:3]
