"""Values on disk rather than in memory, by position.

They lie in a database without a name, which is gone with the object; few never leave memory.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache, partial
from operator import eq
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from kg.errors import InputError

_T = TypeVar("_T")

_CACHE = 8_000
"""Kilobytes of a database that stay in memory."""
_FEW = 2_000
"""Values that stay in memory, as they are, and open no database: most lists have no more papers, which
a build goes over thirty times."""
_LATEST = 1_000
"""Values read last that stay in memory as they are."""


def open_database(table: str) -> sqlite3.Connection:
    """Open a database that is in a temporary file once it is large, and in none before."""
    opened = sqlite3.connect("", check_same_thread=False)
    for each in ("journal_mode=off", "synchronous=off", f"cache_size=-{_CACHE}"):
        opened.execute(f"PRAGMA {each}")
    opened.execute(table)
    return opened


@contextmanager
def explained() -> Iterator[None]:
    """Say what to do where a database has no room."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise InputError(
            "cannot write a temporary file", where="SQLITE_TMPDIR", value=str(error),
            todo="make room, or set it to another folder",
        ) from error  # fmt: skip


class Spool(Sequence[_T]):
    """Values put away one after the other, and read by position; as equal to a list as a list is.

    Raises: InputError: where there is no room for them.

    >>> spool = Spool([3, 1, 2])
    >>> spool[1], spool[-1], spool[:2], list(spool), len(spool)
    (1, 2, [3, 1], [3, 1, 2], 3)
    """

    def __init__(self, values: Iterable[_T] = ()) -> None:
        self._few: list[_T] = []
        self._length = 0
        self.extend(values)

    def append(self, value: _T) -> None:
        """Put a value behind the others."""
        if self._length < _FEW:
            self._few.append(value)
        else:
            with explained():
                self._file.execute(
                    "INSERT INTO spool VALUES (?, ?)", (self._length, _packed(value))
                )
        self._length += 1

    def extend(self, values: Iterable[_T]) -> None:
        """Put values behind the others."""
        for each in values:
            self.append(each)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> _T: ...
    @overload
    def __getitem__(self, at: slice) -> list[_T]: ...
    def __getitem__(self, at: int | slice) -> _T | list[_T]:
        found = range(self._length)[at]
        return self._at(found) if isinstance(found, int) else [self._at(n) for n in found]

    def __iter__(self) -> Iterator[_T]:
        yield from self._few
        if self._length > _FEW:
            query = "SELECT value FROM spool ORDER BY n"
            yield from (pickle.loads(value) for (value,) in self._file.execute(query))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def _file(self) -> sqlite3.Connection:
        return open_database("CREATE TABLE spool (n INTEGER PRIMARY KEY, value BLOB NOT NULL)")

    @cached_property
    def _latest(self) -> Callable[[int], _T]:
        return lru_cache(_LATEST)(partial(_load, self._file))

    def _at(self, n: int) -> _T:
        return self._few[n] if n < _FEW else self._latest(n)


class Chosen(Sequence[_T]):
    """Some values of a sequence, in an order of their own, by their positions there.

    >>> list(Chosen("owl", np.array([2, 0])))
    ['l', 'o']
    """

    def __init__(self, values: Sequence[_T], positions: NDArray[np.int64]) -> None:
        self._values, self._positions = values, positions

    def __len__(self) -> int:
        return len(self._positions)

    @overload
    def __getitem__(self, at: int) -> _T: ...
    @overload
    def __getitem__(self, at: slice) -> list[_T]: ...
    def __getitem__(self, at: int | slice) -> _T | list[_T]:
        found = self._positions[at]
        if isinstance(at, slice):
            return [self._values[n] for n in found.tolist()]
        return self._values[int(found)]

    def __iter__(self) -> Iterator[_T]:
        if np.array_equal(self._positions, np.arange(len(self._values))):
            return iter(self._values)  # One after the other is read three times as fast.
        return (self._values[int(n)] for n in self._positions)


def _load(file: sqlite3.Connection, n: int) -> Any:
    (value,) = file.execute("SELECT value FROM spool WHERE n = ?", (n,)).fetchone()
    return pickle.loads(value)


def _packed(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
