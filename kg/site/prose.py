"""Texts for people: parted where evidence stands in them, and the sentence around a span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.text import sentence_spans

T = TypeVar("T")


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
    sentences = sentence_spans(text)
    first = max((each for each, _ in sentences if each <= start), default=0)
    last = min((each for _, each in sentences if each >= end), default=len(text.rstrip()))
    return first, last
