"""Hash any phrase of a text at once: from sums over its tokens, as the key of all its spellings.

The hash of a key is the sum of its characters, each times a power of an odd number, modulo 2 to the
64: so it does not tell how the key was cut into tokens, and that of each run of tokens
comes from two sums over the text from its beginning.

Source: Karp and Rabin, Efficient randomized pattern-matching algorithms, IBM Journal 31(2), 1987.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy
from numpy.typing import NDArray

Hashes = NDArray[numpy.uint64]

_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_MOST = 1 << 15
"""The numbers of so many keys are remembered."""
_INVERSE = pow(_BASE, -1, 1 << 64)


def _numbers(key: str) -> tuple[int, int, int]:
    """Return the hash of a key, the power that its length stands for, and that one's inverse."""
    size = len(key)
    return phrase_hash(key), pow(_BASE, size, 1 << 64), pow(_INVERSE, size, 1 << 64)


def phrase_hash(key: str) -> int:
    """Return the hash of the key of a phrase.

    >>> whole, part = phrase_hash("actorcritic"), PhraseHashes(["we", "actor", "", "critic"])
    >>> int(part.between(numpy.array([1]), numpy.array([4]))[0]) == whole
    True
    """
    # From the base on, not from one: where the hash is shortened, the first character must count.
    powers = accumulate(key, lambda power, _: power * _BASE & _MASK, initial=_BASE)
    return (
        sum(ord(character) * power for character, power in zip(key, powers, strict=False)) & _MASK
    )


class _Numbered(dict[str, int]):
    """Keys that have been seen, each with the row of its numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = numpy.zeros((_MOST, 3), numpy.uint64)

    def __missing__(self, key: str) -> int:
        row = self[key] = len(self)
        if row == len(self.rows):
            self.rows = numpy.concatenate([self.rows, numpy.zeros_like(self.rows)])
        self.rows[row] = _numbers(key)
        return row

    def of(self, keys: Sequence[str]) -> Hashes:
        """Return the numbers of each key; where many have been seen, all are forgotten first."""
        if len(self) > _MOST:
            self.clear()
        rows = numpy.fromiter(map(self.__getitem__, keys), numpy.int64, len(keys))
        return self.rows[rows]


_NUMBERED = _Numbered()


class PhraseHashes:
    """The hashes of all phrases of a text, whose tokens have these keys."""

    def __init__(self, keys: Sequence[str]) -> None:
        hashes, powers, inverses = _NUMBERED.of(keys).T
        one = numpy.ones(1, numpy.uint64)
        before = numpy.cumprod(numpy.concatenate([one, powers]))
        self._back = numpy.cumprod(numpy.concatenate([one, inverses]))
        self._sums = numpy.concatenate([one - one, numpy.cumsum(hashes * before[:-1])])

    def between(self, begin: NDArray[numpy.int64], end: NDArray[numpy.int64]) -> Hashes:
        """Return the hashes of the phrases from and to these tokens."""
        hashes: Hashes = (self._sums[end] - self._sums[begin]) * self._back[begin]
        return hashes
