"""Leave out the pairs of records whose titles are not alike by their letters, many at a time.

Most pairs of a block are such, and each would take Python ten times as long.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from kg.resolution.profiles import Profile
from kg.resolution.titles import LOOSE_FROM, spelt

_AT_ONCE = 10_000
"""Pairs that are held in memory."""
Pair = tuple[int, int]
Positions = NDArray[np.int64]


def alike_by_letters(profiles: Sequence[Profile], pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield those pairs, by position, that have a title, or one without its subtitle, alike.

    Titles of other pairs are those of two papers, whatever their words mean.
    """
    numbers = {"": 0}
    titles = _Texts((each.words for each in profiles), numbers)
    mains = _Texts(((each.main or "").split() for each in profiles), numbers)
    coming = iter(pairs)
    while some := list(itertools.islice(coming, _AT_ONCE)):
        ones, others = np.array(some, np.int64).T
        kept = titles.alike(ones, titles, others)
        for one, other in ((ones, others), (others, ones)):
            kept |= (mains.numbers[one] > 0) & mains.alike(one, titles, other)
        yield from itertools.compress(some, kept.tolist())


class _Texts:
    """Words as they are compared, by position, with a number for each text, blanks left out."""

    def __init__(self, words: Iterable[Sequence[str]], numbers: dict[str, int]) -> None:
        self.texts = [" ".join(spelt(each)) for each in words]
        bare = (text.replace(" ", "") for text in self.texts)
        self.numbers = np.array([numbers.setdefault(each, len(numbers)) for each in bare], np.int64)

    def alike(self, ones: Positions, other: _Texts, others: Positions) -> NDArray[np.bool_]:
        """Tell of each pair whether its texts are alike, or the same but for blanks."""
        left = [self.texts[n] for n in ones.tolist()]
        right = [other.texts[n] for n in others.tolist()]
        likeness = cpdist(left, right, scorer=fuzz.ratio, score_cutoff=LOOSE_FROM)
        return np.asarray((likeness > 0) | (self.numbers[ones] == other.numbers[others]))
