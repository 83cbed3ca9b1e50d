"""Texts as comparing them needs it: their words, hashed, each with how telling it is."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.text import fold

WORDS_FILE = Path(__file__).parent / "weights" / "words.npz"
BUCKETS = 1 << 14
"""Buckets that words are hashed to; few words share one."""
_WEIGHT = 8
"""Bits of a weight, behind those of the hash."""
_UNIT = np.dtype("<u4")

Weights = bytes
"""Hashed words with their weights, whole numbers so that sums are exact: see `pack`."""


def weigh_text(text: str) -> Weights:
    """Hash the words of a text with their weights, without those that say nothing."""
    return pack({bucket: weight for bucket, weight in map(_weighed, fold(text).split()) if weight})


def pack(words: Mapping[int, int]) -> Weights:
    """Pack hashed words with their weights, four bytes each, in the order of the hashes.

    >>> list(buckets(pack({7: 3, 2: 1})))
    [2, 7]
    """
    return np.array(sorted(b << _WEIGHT | w for b, w in words.items()), _UNIT).tobytes()


def buckets(weights: Weights) -> list[int]:
    """List the hashes of words."""
    found: list[int] = (np.frombuffer(weights, _UNIT) >> _WEIGHT).tolist()
    return found


def likeness(rows: Sequence[Weights]) -> NDArray[np.float64]:
    """Return the root of the cosine of each two texts, shape `(n, n)`.

    >>> likeness([pack({1: 2}), pack({1: 2}), pack({2: 9})]).tolist()
    [[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    matrix, squares = shared(rows)
    products = matrix @ matrix.T
    np.fill_diagonal(products, squares)
    norms = np.sqrt(np.maximum(1, squares))
    alike: NDArray[np.float64] = np.sqrt(products / norms[:, None] / norms[None, :])
    return alike


def shared(rows: Sequence[Weights]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the weights of the words that several texts have, one a column, and of each text the sum
    of the squares of all its weights. The other words, most of them, say nothing of two texts.
    """
    packed = np.frombuffer(b"".join(rows), _UNIT)
    words, weights = packed >> _WEIGHT, (packed & ((1 << _WEIGHT) - 1)).astype(np.float64)
    text = np.repeat(np.arange(len(rows)), [len(each) // _UNIT.itemsize for each in rows])
    is_shared = np.bincount(words, minlength=BUCKETS) > 1
    column, chosen = np.cumsum(is_shared) - 1, is_shared[words]
    matrix = np.zeros((len(rows), int(column[-1]) + 1))
    matrix[text[chosen], column[words[chosen]]] = weights[chosen]
    squares: NDArray[np.float64] = np.bincount(text, weights**2, len(rows)).astype(np.float64)
    return matrix, squares


@lru_cache(maxsize=1 << 16)
def _weighed(word: str) -> tuple[int, int]:
    """Return the hash of a word, and its weight."""
    bucket = bucket_of(word)
    return bucket, int(word_weights()[bucket])


def bucket_of(word: str) -> int:
    """Hash a word."""
    return zlib.crc32(word.encode()) % BUCKETS


@lru_cache(maxsize=1)
def word_weights() -> NDArray[np.uint8]:
    """Load how telling words are, by hash: whole numbers, 0 for those that say nothing."""
    with np.load(WORDS_FILE) as file:
        return np.asarray(file["weights"])
