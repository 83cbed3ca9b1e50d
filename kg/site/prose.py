"""Texts for people: parted where evidence stands in them, and the sentence around a span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")
_END = re.compile(
    r"(?<![A-Z])(?<!e\.g)(?<!i\.e)(?<!et al)(?<!cf)(?<!vs)[.?!][\"”')\]]?\s+(?=[\"“'(\[]?[A-Z0-9$])"
)
"""Where a sentence ends: not after a capital, which is an initial, nor after what is short for more."""
_HARD = re.compile(r"[。！？؟]\s*|\n{2,}")

_REMEMBERED = 64
"""Texts of which the ends of sentences are kept: a page asks for each of its marks."""


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A piece of a text, and what is marked there, None where nothing is."""

    text: str
    mark: T | None


def part_text(text: str, marks: Sequence[tuple[int, int, T]]) -> Iterator[Piece[T]]:
    """Part a text where marks begin and end; offsets count characters, end exclusive.

    Of marks that overlap the first counts, and of those that begin together the longest.

    >>> [piece.text for piece in part_text("an owl here", [(3, 6, "owl")])]
    ['an ', 'owl', ' here']
    """
    done = 0
    for start, end, mark in sorted(marks, key=lambda each: (each[0], -each[1])):
        if done <= start < end <= len(text):
            if start > done:
                yield Piece(text[done:start], None)
            yield Piece(text[start:end], mark)
            done = end
    if done < len(text):
        yield Piece(text[done:], None)


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence that a span stands in.

    >>> text = "Owls see. They hunt at night. They sleep."
    >>> text[slice(*sentence_span(text, 15, 19))]
    'They hunt at night.'
    """
    ends = _sentence_ends(text)
    first = max((each for each in ends if each <= start), default=0)
    last = min((each for each in ends if each >= end), default=len(text))
    return first, first + len(text[first:last].rstrip())


@lru_cache(_REMEMBERED)
def _sentence_ends(text: str) -> tuple[int, ...]:
    return tuple(sorted(match.end() for rule in (_END, _HARD) for match in rule.finditer(text)))
