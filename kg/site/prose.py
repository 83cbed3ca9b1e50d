"""Texts for people: parted where evidence stands in them, and the sentence around a span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Generic, TypeVar

from kg.text import sentence_spans

T = TypeVar("T")
_LONGEST_SENTENCE, _AROUND = 2000, 300
"""Characters of a sentence that is quoted whole, and around a span in a longer one."""


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A piece of a text, what is marked there, None where nothing is, and whether that begins here."""

    text: str
    mark: T | None
    begins: bool = False


def part_text(text: str, marks: Sequence[tuple[int, int, T]]) -> Iterator[Piece[T]]:
    """Part a text where marks begin and end; offsets count characters, end exclusive.

    Where marks lie in each other or overlap, a piece is that of the shortest, and of the first of
    those as long; what is longer goes on around it.

    >>> [piece.text for piece in part_text("an owl here", [(3, 6, "owl")])]
    ['an ', 'owl', ' here']
    >>> [piece.mark for piece in part_text("barn owl tasks", [(0, 14, "tasks"), (5, 8, "owl")])]
    ['tasks', 'owl', 'tasks']
    """
    within = [each for each in marks if 0 <= each[0] < each[1] <= len(text)]
    borders = sorted({0, len(text), *(border for each in within for border in each[:2])})
    begun: set[int] = set()
    owners = (
        min(
            (n for n, each in enumerate(within) if each[0] <= start and end <= each[1]),
            key=lambda n: within[n][1] - within[n][0],
            default=None,
        )
        for start, end in pairwise(borders)
    )
    for owner, spans in groupby(zip(owners, pairwise(borders), strict=True), itemgetter(0)):
        places = [span for _, span in spans]
        piece = text[places[0][0] : places[-1][1]]
        if owner is None:
            yield Piece(piece, None)
        else:
            yield Piece(piece, within[owner][2], owner not in begun)
            begun.add(owner)


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence that a span stands in.

    >>> text = "Owls see. They hunt at night. They sleep."
    >>> text[slice(*sentence_span(text, 15, 19))]
    'They hunt at night.'
    """
    sentences = sentence_spans(text)
    first = max((each for each, _ in sentences if each <= start), default=0)
    last = min((each for _, each in sentences if each >= end), default=len(text.rstrip()))
    return first, last


def passage_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence of a span, and of a very long one what is near the span."""
    first, last = sentence_span(text, start, end)
    if last - first <= _LONGEST_SENTENCE:
        return first, last
    return max(first, start - _AROUND), min(last, end + _AROUND)


def reworded(names: Iterable[str], name: str) -> list[str]:
    """List, each once and in order, the names that are not a name with its words turned round.

    >>> reworded(["Lopez, Ana", "A. Lopez", "Ana Lopez"], "Ana Lopez")
    ['A. Lopez']
    """
    return sorted({each for each in names if _words(each) != _words(name)})


def _words(name: str) -> list[str]:
    return sorted(name.replace(",", " ").split())
