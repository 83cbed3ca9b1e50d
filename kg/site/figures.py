"""Figures of a whole graph: how much is known of its papers, when they appeared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.site.context import Context

_KNOWN = {
    "an abstract": "schema:abstract",
    "authors": "schema:author",
    "a year": "fabio:hasPublicationYear",
    "a venue": "schema:isPartOf",
    "an identifier": "schema:identifier",
    "a method, benchmark or task": "schema:mentions",
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all papers something is known of."""

    what: str
    n: int
    total: int

    @property
    def percent(self) -> str:
        """The share in percent, cut off: 100 % are all."""
        return f"{100 * self.n // self.total} %" if self.total else "–"


def coverage(context: Context, papers: list[NamedNode]) -> list[Share]:
    """Count the papers of which each thing is known."""
    total, all_papers = len(papers), set(papers)
    return [
        Share(what, len(all_papers & context.graph.having(p)), total) for what, p in _KNOWN.items()
    ]


def findings(context: Context) -> list[tuple[str, str, int]]:
    """Count what the shapes report: how grave, in which words, and how often; the most often first."""
    counts = Counter(
        (each.severity, each.message)
        for several in context.build.findings.values()
        for each in several
    )
    return [(*what, n) for what, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def by_year(context: Context, papers: Iterable[NamedNode]) -> dict[int, int]:
    """Count papers by year, years without papers between the first and the last among them."""
    years = Counter(int(y) for y in (context.year(each) or "" for each in papers) if is_year(y))
    if not years:
        return {}
    return {year: years[year] for year in range(min(years), max(years) + 1)}


def is_year(text: str) -> bool:
    """Tell whether a text is a year of four digits.

    >>> is_year("2021"), is_year("21")
    (True, False)
    """
    return len(text) == 4 and text.isascii() and text.isdigit()


def introduced(context: Context) -> list[tuple[NamedNode, NamedNode]]:
    """List what was introduced, newest first: each concept with a paper that introduces it."""
    label = context.graph.label
    found = [(concept, paper) for paper, concept in context.graph.pointing("kg:introduces")]
    found.sort(key=lambda pair: (label(pair[0]).casefold(), pair[0].value, pair[1].value))
    return sorted(found, key=lambda pair: context.year(pair[1]) or "", reverse=True)
