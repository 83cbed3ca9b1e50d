"""Tell headings, items and paragraphs of printed pages from each other, by place, size and signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from kg.sources.input.converting.lines import Line

SIGN = re.compile(
    r"(?:[•·◦▪■□●○‣⁃∗*–—-]|[\uf000-\uf0ff])\s+(?=\S)"
    r"|(?:\[\w{1,12}\]|\(\d{1,3}\)|[A-Za-z]{0,3}\d{1,3}[.):])\s+(?=\S)"
)
"""What is printed before an item: a bullet, or a number with a sign."""
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?\W{0,3}\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W{0,3}", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_REPEATED = 3
"""Pages on whose border a line stands in one place that is printed on every page."""
_LARGER, _FURTHER, _ASIDE = 1.12, 1.3, 0.35
"""How much larger than the text a heading is; how much further down, and how many of its heights
further left or right, a line stands that begins something."""
_WORDS_OF_A_HEADING = 5
_FULL_STOPS = (".", ";", "]", ")")
_FILLED = 0.9
"""The share of lines in a column that go no further right than its border: some stick out."""
Kind: TypeAlias = Literal["heading", "item", "paragraph"]


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and for each whether it ends before the border on purpose."""

    kind: Kind
    lines: list[Line]
    ends: list[bool]

    @property
    def left(self) -> float:
        """Return where the first line begins."""
        return self.lines[0].left


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual in a document: the height of its text and the distance of its lines."""

    height: float
    leading: float

    @property
    def aside(self) -> float:
        return _ASIDE * self.height


def paragraphs_of(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document, in order, without what is printed on every page."""
    lines = _without_furniture(lines)
    if not lines:
        return
    measure, borders = _measure(lines), _borders(lines)
    current = Paragraph(_kind(lines[0], True, measure), [lines[0]], [])
    for (before, line), border in zip(pairwise(lines), borders, strict=False):
        kind = _kind(line, _stands_apart(before, line, measure), measure)
        ended = before.right + _first_word(line) < border
        if _begins(current, line, kind, ended, measure):
            yield current
            current = Paragraph(kind, [line], [])
        else:
            current.lines.append(line)
            current.ends.append(ended)
    yield current


def _without_furniture(lines: Sequence[Line]) -> list[Line]:
    """Leave out numbers of pages, and what is printed on the border of page after page."""
    ends: dict[int, tuple[float, float]] = {}
    for line in lines:
        first, last = ends.get(line.page, (line.baseline, line.baseline))
        ends[line.page] = min(first, line.baseline), max(last, line.baseline)
    at_border = [line for line in lines if line.baseline in ends[line.page]]
    often = Counter(printed for printed, _ in {(_printed(line), line.page) for line in at_border})
    return [
        line
        for line in lines
        if line.baseline not in ends[line.page]
        or not (_PAGE_NUMBER.fullmatch(line.text) or often[_printed(line)] >= _REPEATED)
    ]


def _printed(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.baseline)


def _measure(lines: Sequence[Line]) -> _Measure:
    heights: Counter[float] = Counter()
    for line in lines:
        heights[round(line.height, 1)] += len(line.text)
    height = heights.most_common(1)[0][0]
    steps = Counter(
        round(after.baseline - before.baseline, 1)
        for before, after in pairwise(lines)
        if before.page == after.page and 0.6 < (after.baseline - before.baseline) / height < 2
    )
    return _Measure(height, min(steps, key=lambda step: (-steps[step], step), default=1.2 * height))


def _borders(lines: Sequence[Line]) -> list[float]:
    """Return for each line how far right the lines of its column go: a column ends where the page goes up."""
    columns: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if line.page != before.page or line.baseline < before.baseline:
            columns.append([])
        columns[-1].append(line)
    rights = [sorted(each.right for each in column) for column in columns]
    return [each[int(_FILLED * len(each))] for each in rights for _ in each]


def _first_word(line: Line) -> float:
    word = line.text.split(" ", maxsplit=1)[0]  # A blank that does not break is part of it.
    return (line.right - line.left) * (len(word) + 1) / len(line.text)


def _stands_apart(before: Line, line: Line, measure: _Measure) -> bool:
    """Tell whether there is more than the usual space between two lines."""
    down = line.baseline - before.baseline
    return line.page != before.page or down < 0 or down > _FURTHER * measure.leading


def _kind(line: Line, apart: bool, measure: _Measure) -> Kind:
    if line.drawn_bullet or SIGN.match(line.text):
        return "item"
    bold = all(style.bold for text, style in line.runs if text.strip())
    alone = (
        apart and (bold or line.text.isupper()) and len(line.text.split()) <= _WORDS_OF_A_HEADING
    )
    return "heading" if alone or line.height > _LARGER * measure.height else "paragraph"


def _begins(current: Paragraph, line: Line, kind: Kind, ended: bool, measure: _Measure) -> bool:
    """Tell whether a line begins something, rather than goes on with the lines before it."""
    before = current.lines[-1]
    below = line.page == before.page and line.baseline > before.baseline
    if kind == "item":
        return ended or not below or line.left < current.left + measure.aside
    larger, smaller = sorted((line.height, before.height))[::-1]
    if larger > _LARGER * smaller or (kind == "heading") != (current.kind == "heading"):
        return True
    if below and _stands_apart(before, line, measure):
        return True
    return _begins_beside(current, line, below, ended, measure.aside)


def _begins_beside(current: Paragraph, line: Line, below: bool, ended: bool, aside: float) -> bool:
    """Tell by where a line stands beside the one before it, at the usual distance below or on a new page."""
    before = current.lines[-1]
    if (
        line.left < before.left - aside
    ):  # The first line may have been set in; else the others hang.
        return ended or len(current.lines) > 1
    if line.left > before.left + aside:
        return ended and len(current.lines) > 1
    if not below:
        return ended or before.text.endswith(_FULL_STOPS)
    return _is_set_as_first(line, current) and (
        ended or len({each.face for _, each in line.runs}) == 1
    )


def _is_set_as_first(line: Line, paragraph: Paragraph) -> bool:
    """Tell whether a line begins in bold, in italics or as a link like its paragraph, unlike the line before."""
    own, first = line.runs[0][1], paragraph.lines[0].runs[0][1]
    before = paragraph.lines[-1].runs[-1][1]
    return own.face == first.face != before.face and any(own.face)
