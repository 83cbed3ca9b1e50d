"""Figures of a whole graph: how much is known of its papers, when they appeared, what rises and falls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.site.context import Context, Link

_KNOWN = {
    "an abstract": "schema:abstract",
    "authors": "schema:author",
    "a year": "fabio:hasPublicationYear",
    "a venue": "schema:isPartOf",
    "an identifier": "schema:identifier",
    "a method, benchmark or task": "schema:mentions",
}
_TOPICS = 12
_YEARS = 12
_SHADES = 4


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all papers something is known of."""

    what: str
    n: int
    total: int

    @property
    def percent(self) -> str:
        """The share in percent."""
        return f"{100 * self.n / self.total:.0f} %" if self.total else "–"


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
    years = Counter(int(y) for y in (context.year(each) or "" for each in papers) if _is_year(y))
    if not years:
        return {}
    return {year: years[year] for year in range(min(years), max(years) + 1)}


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept with its papers by year: counts, each with a shade from 0 to 4."""

    link: Link
    total: int
    years: tuple[tuple[int, int], ...]


def topics(context: Context) -> tuple[list[int], list[Topic]]:
    """Count the papers of the concepts most named in the last years: the years, and the concepts."""
    papers: dict[NamedNode, Counter[int]] = {}
    for paper, concept in context.graph.pointing("schema:mentions"):
        year = context.year(paper) or ""
        if _is_year(year):
            papers.setdefault(concept, Counter())[int(year)] += 1
    known = [year for each in papers.values() for year in each]
    last = max(known, default=0)
    years = list(range(max(min(known, default=1), last - _YEARS + 1), last + 1))
    totals = {c: sum(n[y] for y in years) for c, n in papers.items()}
    label = context.graph.label
    most = sorted(papers, key=lambda c: (-totals[c], label(c), c.value))[:_TOPICS]
    highest = max((papers[c][y] for c in most for y in years), default=1)
    return years, [
        Topic(
            context.link(c), totals[c],
            tuple((papers[c][y], -(-papers[c][y] * _SHADES // highest)) for y in years),
        )
        for c in most
    ]  # fmt: skip


def introduced(context: Context) -> list[tuple[NamedNode, NamedNode]]:
    """List what was introduced, newest first: each concept with a paper that introduces it."""
    label = context.graph.label
    found = [(concept, paper) for paper, concept in context.graph.pointing("kg:introduces")]
    found.sort(key=lambda pair: (label(pair[0]).casefold(), pair[0].value, pair[1].value))
    return sorted(found, key=lambda pair: context.year(pair[1]) or "", reverse=True)
