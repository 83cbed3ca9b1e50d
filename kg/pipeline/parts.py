"""Part what is sorted where its keys say so: what comes anew moves the borders of its own part alone.

So the other parts are what they were, and what was worked out for them still holds.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")

_MOST = 2
"""Times of the size that no part is larger than."""


def parts(items: Iterable[_T], key: Callable[[_T], str], size: int) -> Iterator[list[_T]]:
    """Part items into lists of `size` on average; each begins where the hash of a key says so.

    >>> ["".join(part) for part in parts("abcdefghijk", str, 3)]
    ['ab', 'c', 'd', 'efg', 'hi', 'jk']
    >>> ["".join(part) for part in parts("abcdefXghijk", str, 3)]
    ['ab', 'c', 'd', 'efXg', 'hi', 'jk']
    """
    part: list[_T] = []
    for item in items:
        is_full = len(part) >= _MOST * size
        if part and (is_full or zlib.crc32(key(item).encode()) % size == 0):
            yield part
            part = []
        part.append(item)
    if part:
        yield part
