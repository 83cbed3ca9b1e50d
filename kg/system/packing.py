"""Records on their way to disk and to other processes, faster than dataclasses take themselves apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

_Values = tuple[Any, ...]
_Make = Callable[..., Any]


class Packed:
    """A frozen dataclass of several fields that is pickled as the call that makes it.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, slots=True)
    ... class Owl(Packed):
    ...     name: str
    ...     age: int = 1
    >>> make, values = Owl("Ada").__reduce__()
    >>> make is Owl, values
    (True, ('Ada', 1))
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[_Make, _Values]:
        class_ = type(self)
        values, has_keywords = _plan(class_)  # type: ignore[arg-type]
        return (_made, (class_, values(self))) if has_keywords else (class_, values(self))


class Shared(Packed):
    """One that many others hold, and that is one in memory however often it is read."""

    __slots__ = ()

    def __reduce__(self) -> tuple[_Make, _Values]:
        return _the_same, super().__reduce__()


@lru_cache(maxsize=1 << 12)
def _the_same(make: _Make, values: _Values) -> Any:
    return make(*values)


def _made(class_: type, values: _Values) -> Any:
    return class_(**dict(zip(_names(class_), values, strict=True)))


@lru_cache
def _plan(class_: type) -> tuple[Callable[[Any], _Values], bool]:
    """Return what takes the values of a record, and whether some are to be named."""
    return attrgetter(*_names(class_)), any(each.kw_only for each in fields(class_))


@lru_cache
def _names(class_: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(class_))
