"""Choose the pairs of records that are worth comparing, in time that grows with their number.

Two records of one paper share the title or its beginning, two words in a row that few titles
have, or an author's family name with a word of the title; blocks of many records say nothing.
"""

from __future__ import annotations

import hashlib
import itertools
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.resolution.profiles import Profile
from kg.resolution.words import STOPWORDS

_LARGEST = 25
"""Records of a block from which on it is left out; records of one title come through another."""


def pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of positions that share a block, each once, in order."""
    keys, owners = array("Q"), array("q")
    for n, each in enumerate(profiles):
        for number in {_number(key) for key in _keys(each)}:
            keys.append(number)
            owners.append(n)
    if not keys:
        return
    codes = np.unique(np.concatenate(list(_codes(_blocks(keys, owners), len(profiles)))))
    for code in codes.tolist():
        yield divmod(code, len(profiles))


def _keys(each: Profile) -> Iterator[str]:
    telling = [word for word in each.words if word not in STOPWORDS]
    if not telling:
        return
    yield "".join(each.words)
    if each.main:
        yield each.main.replace(" ", "")
    for first, second in itertools.pairwise(telling):
        yield f"{first} {second}"
    families = [name.family for name in each.names[:2]]
    # `Brøgger, Mia` and `Mia, Brøgger`: which name is the family's is not sure.
    families += [name.given[0] for name in each.names[:1] if name.given and len(name.given[0]) > 1]
    for family in families:
        for word in telling:
            yield f"{family}|{word}"


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def _blocks(keys: array[int], owners: array[int]) -> Iterator[NDArray[np.int64]]:
    """Yield the records of each block of two or more, smallest position first."""
    numbers, owned = np.frombuffer(keys, np.uint64), np.frombuffer(owners, np.int64)
    order = np.argsort(numbers, kind="stable")
    numbers, owned = numbers[order], owned[order]
    edges = np.flatnonzero(numbers[1:] != numbers[:-1]) + 1
    starts, ends = np.append(0, edges), np.append(edges, len(numbers))
    several = ends - starts > 1
    for start, end in zip(starts[several].tolist(), ends[several].tolist(), strict=True):
        yield owned[start:end]


def _codes(blocks: Iterable[NDArray[np.int64]], size: int) -> Iterator[NDArray[np.int64]]:
    yield np.array([], np.int64)
    for block in blocks:
        if len(block) > _LARGEST:
            # Neighbours only, so that many records of one title still form a chain.
            yield block[:-1] * size + block[1:]
        else:
            first, second = _corners(len(block))
            yield block[first] * size + block[second]


@lru_cache(_LARGEST)
def _corners(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of positions in a block: most blocks are of two or three."""
    return np.triu_indices(size, 1)
