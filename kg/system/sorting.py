"""Sort more than memory holds: runs are sorted in memory, put away in files, and merged."""

from __future__ import annotations

import heapq
import pickle
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from kg.system.temporary import Scratch

_T = TypeVar("_T", bound=tuple[object, ...])

_RUN = 200_000
"""Items that are sorted in memory at a time."""
_BATCH = 500
_IN_MEMORY = 1 << 20


class ExternalSort(Generic[_T]):
    """Tuples that come in any order and are given in theirs, once; equal ones stay.

    >>> sorting = ExternalSort(run=2)
    >>> sorting.add([(3, "c"), (1, "a")])
    >>> sorting.add([(2, "b")])
    >>> list(sorting.merged())
    [(1, 'a'), (2, 'b'), (3, 'c')]
    """

    def __init__(self, run: int = _RUN) -> None:
        self._run = run
        self._held: list[_T] = []
        self._runs: list[Scratch] = []

    def add(self, items: Iterable[_T]) -> None:
        """Take in more; what is sorted already costs little."""
        self._held += items
        if len(self._held) >= self._run:
            self._put_away()

    def merged(self) -> Iterator[_T]:
        """Yield all in order, and close the files."""
        self._held.sort()
        yield from heapq.merge(*map(_reread, self._runs), self._held)
        self._runs, self._held = [], []

    def _put_away(self) -> None:
        self._held.sort()
        file = Scratch(_IN_MEMORY)
        for start in range(0, len(self._held), _BATCH):
            file.write(pickle.dumps(self._held[start : start + _BATCH]))
        file.seek(0)
        self._runs.append(file)
        self._held = []


def _reread(file: Scratch) -> Iterator[_T]:
    with file:
        while True:
            try:
                batch: list[_T] = pickle.load(file)
            except EOFError:
                return
            yield from batch
