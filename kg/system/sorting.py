"""Sort more than memory holds, in a database without a name that is gone afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from kg.system.spool import explained, open_database

_T = TypeVar("_T", bound=tuple[object, ...])


class ExternalSort(Generic[_T]):
    """Tuples of texts and numbers that come in any order and are given in theirs; equal ones stay.

    Raises: InputError: where there is no room for them.

    >>> sorting = ExternalSort(columns=2)
    >>> sorting.add([(3, "c"), (1, "a")])
    >>> sorting.add([(2, "b")])
    >>> list(sorting.merged())
    [(1, 'a'), (2, 'b'), (3, 'c')]
    """

    def __init__(self, columns: int) -> None:
        self._columns = columns
        names = ", ".join(f"c{n}" for n in range(columns))
        self._file: sqlite3.Connection = open_database(f"CREATE TABLE unsorted ({names})")

    def add(self, items: Iterable[_T]) -> None:
        """Take in more."""
        marks = ", ".join("?" * self._columns)
        with explained():
            self._file.executemany(f"INSERT INTO unsorted VALUES ({marks})", items)

    def merged(self) -> Iterator[_T]:
        """Yield all in order."""
        order = ", ".join(str(n + 1) for n in range(self._columns))
        with explained():
            rows: Iterator[_T] = self._file.execute(f"SELECT * FROM unsorted ORDER BY {order}")
            yield from rows
