"""Values on disk rather than in memory, by key."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import TypeVar

from kg.system.spool import Spool

_T = TypeVar("_T")


class Shelf(MutableMapping[str, _T]):
    """Values by key, of which memory holds the keys; few values never leave memory.

    Raises: InputError: where there is no room for them.

    >>> shelf = Shelf()
    >>> shelf["owl"], shelf["bat"] = 2, 4
    >>> shelf["owl"] = 3
    >>> del shelf["bat"]
    >>> dict(shelf)
    {'owl': 3}
    """

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._values: Spool[_T] = Spool()

    def __getitem__(self, key: str) -> _T:
        return self._values[self._places[key]]

    def __setitem__(self, key: str, value: _T) -> None:
        self._places[key] = len(self._values)
        self._values.append(value)

    def __delitem__(self, key: str) -> None:
        del self._places[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
