"""Propose every phrase that could be a name: far too many of them, for the judge to choose from.

A phrase is a run of words within a sentence that stops at words which are never part of
a name. Which words those are is counted in annotated documents: a word that was seen
often and never inside a name, never first or never last, is barred from that place.
Words not seen often are barred from none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

import numpy
from numpy.typing import NDArray

from kg.extraction.tokenizer import HYPHENS

Places = NDArray[numpy.uint8]
"""By hash of a word, the places where it may stand: a sum of INSIDE, FIRST, LAST and ALONE."""

INSIDE, FIRST, LAST, ALONE = 1, 2, 4, 8
_BUCKETS = 1 << 16
_SEEN_OFTEN = 10
_LONGEST = 9
"""Tokens of a phrase, hyphens counted."""
_INNER = frozenset(HYPHENS) | {"/", "&", "'s", "’s"}


def _bucket(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % _BUCKETS


def count_places(documents: Iterable[tuple[Sequence[str], Iterable[tuple[int, int]]]]) -> Places:
    """Count where words stand in documents: their tokens, and the names as tokens from and to."""
    seen: Counter[str] = Counter()
    places: dict[str, int] = {}
    for texts, names in documents:
        words = [text.casefold() for text in texts]
        seen.update(words)
        for begin, end in names:
            for index in range(begin, end):
                place = INSIDE
                place |= FIRST * (index == begin) | LAST * (index == end - 1)
                place |= ALONE * (end - begin == 1)
                places[words[index]] = places.get(words[index], 0) | place
    table = numpy.full(_BUCKETS, INSIDE | FIRST | LAST, numpy.uint8)
    for word, count in seen.items():
        if count >= _SEEN_OFTEN:
            table[_bucket(word)] = 0
    for word, place in places.items():  # where words share a bucket, the permission wins
        table[_bucket(word)] |= place
    return table


class Proposer:
    """Proposes phrases by a table of places."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._known: dict[str, int] = {}

    def _place(self, text: str) -> int:
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._look_up(text)
            if len(self._known) > 1 << 16:
                self._known.clear()
        return known

    def _look_up(self, text: str) -> int:
        if text in _INNER:
            return INSIDE
        if not any(character.isalnum() for character in text):
            return 0
        place = int(self.places[_bucket(text.casefold())])
        if place and not text.islower() and len(text) > 1:
            place |= ALONE
        return place

    def phrases(self, texts: Sequence[str], starts: Sequence[bool]) -> Iterator[tuple[int, int]]:
        """Yield phrases as tokens from and to; none runs over the start of a sentence."""
        places = [self._place(text) for text in texts]
        for begin, first in enumerate(places):
            if not first & FIRST:
                continue
            if first & ALONE:
                yield begin, begin + 1
            for end in range(begin + 1, min(begin + _LONGEST, len(places))):
                if not places[end] or starts[end]:
                    break
                if places[end] & LAST:
                    yield begin, end + 1
