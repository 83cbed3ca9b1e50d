"""The front page: what the graph holds, who evaluates what, how it came about, how good it is."""

from __future__ import annotations

from functools import cached_property

from pyoxigraph import NamedNode

from kg.site import figures, topics
from kg.site.addresses import KINDS
from kg.site.charts import bars
from kg.site.context import Context, Link, cut, page_paths
from kg.site.evaluation import matrix
from kg.site.lists import Lists
from kg.site.pages import make_page

INTRODUCED = "introduced"
CHART = "charts/papers-by-year.svg"
_NEWEST = 10
_FINDINGS = 12
_ROWS, _COLUMNS = 10, 6
_STEPS = ("read", "published", "merged", "skipped", "quarantined", "repaired")


def front_page(context: Context, lists: Lists) -> bytes:
    """Make the front page."""
    papers = lists.things(KINDS["paper"])
    by_year = figures.by_year(context, papers)
    years, found = topics.topics(context, by_year)
    return make_page(
        "index.html", "index", site=context, title=context.title, counts=_counts(lists),
        newest=[context.paper(each) for each in papers[:_NEWEST]],
        accounting=_accounting(context), coverage=figures.coverage(context, papers),
        findings=figures.findings(context)[:_FINDINGS], matrix=matrix(context, _ROWS, _COLUMNS),
        years=years, topics=found, topics_chart=topics.draw(years, found), by_year=by_year,
        chart=bars("Papers by year", by_year),
    )  # fmt: skip


def chart(context: Context, lists: Lists) -> bytes:
    """Draw the papers by year, as a file of its own to embed elsewhere."""
    by_year = figures.by_year(context, lists.things(KINDS["paper"]))
    return bars("Papers by year", by_year, alone=True).encode()


def topics_chart(context: Context, lists: Lists) -> bytes:
    """Draw the topics by year, as a file of its own to embed elsewhere."""
    by_year = figures.by_year(context, lists.things(KINDS["paper"]))
    return topics.draw(*topics.topics(context, by_year), alone=True).encode()


class Introduced:
    """The pages of what was introduced when; what they list is sorted once for all of them."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def _pairs(self) -> list[tuple[NamedNode, NamedNode]]:
        return figures.introduced(self._context)

    def paths(self) -> list[str]:
        """List the paths of the pages."""
        return page_paths(INTRODUCED, len(self._pairs))

    def page(self, number: int) -> bytes | None:
        """Make the page of this number; None where there is none."""
        context, paths = self._context, self.paths()
        if number > len(paths):
            return None
        return make_page(
            "introduced.html", paths[number - 1], site=context, title="What was introduced when",
            total=len(self._pairs), pages=[Link(str(i), each) for i, each in enumerate(paths, 1)],
            rows=[(context.link(c), context.paper(p)) for c, p in cut(self._pairs, number)],
        )  # fmt: skip


def _counts(lists: Lists) -> list[tuple[Link, int]]:
    numbers = ((kind, len(lists.things(kind))) for kind in KINDS.values())
    return [
        (Link(kind.singular if n == 1 else kind.plural, f"{kind.segment}/index.html"), n)
        for kind, n in numbers
        if n
    ]


def _accounting(context: Context) -> list[tuple[str, int]]:
    """List the figures of `summary.json`; none where there is no such file, or it has none."""
    total = context.build.summary.get("total")
    found = total if isinstance(total, dict) else {}
    return [(step, found[step]) for step in _STEPS if isinstance(found.get(step), int)]
