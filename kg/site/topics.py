"""Topics that rise and fall: the concepts most named in the last years, by year, as a chart and a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from pyoxigraph import NamedNode

from kg.site.context import Context, Link
from kg.site.figures import is_year
from kg.site.pages import fill

CHART = "charts/topics.svg"
TITLE = "Topics rising and falling"
_TOPICS, _YEARS, _SHADES = 12, 12, 4
_ENOUGH = 4
"""Papers from which on a topic is said to rise or fall."""
_CLEAR = 1.25
"""How many times a share must be another to be said to have risen or fallen."""
_LEFT, _WIDTH, _ROW, _BAR = 210, 640, 34, 24
_LONGEST_LABEL = 30
_ORDER = {"rising": 0, "steady": 1, "falling": 2, "few papers": 3}


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept with its papers by year: counts, each with a shade from 0 to 4.

    `earlier` and `later` are its shares of the papers of both halves of the years.
    """

    link: Link
    years: tuple[tuple[int, int], ...]
    shares: tuple[float, ...]
    earlier: float
    later: float

    @property
    def total(self) -> int:
        """How many papers name it in these years."""
        return sum(n for n, _ in self.years)

    @property
    def trend(self) -> str:
        """Whether its share rises."""
        if self.total < _ENOUGH or len(self.years) < 2:
            return "few papers"
        if self.later > self.earlier * _CLEAR:
            return "rising"
        return "falling" if self.earlier > self.later * _CLEAR else "steady"


def topics(context: Context, papers: Mapping[int, int]) -> tuple[list[int], list[Topic]]:
    """Count the papers of the concepts most named in the last years, those that rise first.

    `papers` are all papers by year.
    """
    counts = _count(context)
    known = [year for each in counts.values() for year in each]
    last = max(known, default=0)
    years = list(range(max(min(known, default=1), last - _YEARS + 1), last + 1))
    totals = {c: sum(n[y] for y in years) for c, n in counts.items()}
    label = context.graph.label
    most = sorted(counts, key=lambda c: (-totals[c], label(c), c.value))[:_TOPICS]
    highest = max((counts[c][y] for c in most for y in years), default=1)
    found = [_topic(context.link(c), counts[c], years, papers, highest) for c in most]
    return years, sorted(found, key=lambda each: _ORDER[each.trend])


def _count(context: Context) -> dict[NamedNode, Counter[int]]:
    """Count the papers that name each concept, by year."""
    counts: dict[NamedNode, Counter[int]] = {}
    for paper, concept in context.graph.pointing("schema:mentions"):
        year = context.year(paper) or ""
        if is_year(year):
            counts.setdefault(concept, Counter())[int(year)] += 1
    return counts


def _topic(
    link: Link, counts: Counter[int], years: Sequence[int], papers: Mapping[int, int], highest: int
) -> Topic:
    def share(some: Sequence[int]) -> float:
        return sum(counts[y] for y in some) / max(sum(papers.get(y, 0) for y in some), 1)

    half = len(years) // 2
    shades = tuple((counts[y], -(-counts[y] * _SHADES // highest)) for y in years)
    shares = tuple(share([y]) for y in years)
    return Topic(link, shades, shares, share(years[:half]), share(years[half:]))


def draw(years: Sequence[int], found: Sequence[Topic], *, alone: bool = False) -> Markup:
    """Draw a row of bars for each topic; `alone` brings its colours along, for a file of its own."""
    rows = [_row(i, each, years) for i, each in enumerate(found)]
    height = _ROW * (len(rows) + 1)
    page = fill("topics.svg", title=TITLE, rows=rows, years=_ends(years), alone=alone,
                width=_WIDTH, height=height, left=_LEFT, base=height - 14)  # fmt: skip
    return Markup(page.decode())


def _row(number: int, topic: Topic, years: Sequence[int]) -> dict[str, object]:
    highest = max(topic.shares) or 1
    bottom, step = _ROW * number + _ROW - 4, _step(years)
    bars = [
        {"x": round(_LEFT + i * step, 1), "width": round(step * 0.8, 1), "y": round(bottom - high, 1),
         "height": round(high, 1), "year": year, "papers": n, "share": f"{100 * share:.1f} %"}
        for i, (year, (n, _), share) in enumerate(zip(years, topic.years, topic.shares, strict=True))
        for high in [share / highest * _BAR]
    ]  # fmt: skip
    label = topic.link.label
    shown = label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
    return {"label": label, "shown": shown, "trend": topic.trend, "bars": bars, "bottom": bottom}


def _step(years: Sequence[int]) -> float:
    return (_WIDTH - _LEFT - 90) / len(years)


def _ends(years: Sequence[int]) -> list[tuple[float, int]]:
    """Place the first and the last of the years under their bars."""
    ends = sorted({0, len(years) - 1}) if years else []
    return [(round(_LEFT + (i + 0.4) * _step(years), 1), years[i]) for i in ends]
