"""Turn records into JSON values and back, exactly: what is read back equals what was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from kg.model import Concept, Source

_T = TypeVar("_T")
_SHARED = (Source, Concept)
_PLAIN = frozenset((str, int, float, bool, type(None)))


class Coder:
    """A record is an object of its fields, those at their default left out.

    A shared source or concept is written as its number, in the order of `share`.

    >>> coder, source = Coder(), Source("00", "a.bib", "bibtex")
    >>> coder.share(source)
    >>> coder.encode(source), coder.decode(Source, 0) is source
    (0, True)
    """

    def __init__(self) -> None:
        self._numbers: dict[Source | Concept, int] = {}
        self._shared: list[Source | Concept] = []

    def share(self, thing: Source | Concept) -> None:
        """Number a thing; from here on it is written as that."""
        self._numbers[thing] = len(self._shared)
        self._shared.append(thing)

    def encode(self, value: Any) -> Any:
        """Turn a record, or a sequence of records, into JSON values."""
        class_ = type(value)
        if class_ is tuple:
            return [self.encode(each) for each in value]
        if class_ in _PLAIN or not is_dataclass(class_):
            return value
        if class_ in _SHARED and value in self._numbers:
            return self._numbers[value]
        encoded = {}
        for name, default in _defaults(class_):
            content = getattr(value, name)
            if content is not default and content != default:
                encoded[name] = self.encode(content)
        return encoded

    def decode(self, class_: type[_T], value: Any) -> _T:
        """Turn a JSON value back into a record.

        Raises: TypeError, KeyError, IndexError: where the value is none.
        """
        if isinstance(value, int):
            thing: _T = self._shared[value]  # type: ignore[assignment]
            return thing
        readers = _readers(class_)  # type: ignore[arg-type]
        return class_(
            **{
                name: each if (read := readers[name]) is None else read(self, each)
                for name, each in value.items()
            }
        )


_Reader = Callable[[Coder, Any], Any]


@lru_cache
def _defaults(class_: type) -> list[tuple[str, Any]]:
    return [(each.name, each.default) for each in fields(class_)]


@lru_cache
def _readers(class_: type) -> dict[str, _Reader | None]:
    """Return what reads each field of a class; None where a value is what it is."""
    return {name: _reader(hint) for name, hint in get_type_hints(class_).items()}


def _reader(hint: Any) -> _Reader | None:
    if get_origin(hint) is tuple:
        return _reader_of_many(get_args(hint)[0])
    class_: Any = next((each for each in (hint, *get_args(hint)) if is_dataclass(each)), None)
    if class_ is None:
        return None
    return lambda coder, value: None if value is None else coder.decode(class_, value)


def _reader_of_many(hint: Any) -> _Reader:
    read = _reader(hint)
    if read is None:
        return lambda coder, values: tuple(values)
    return lambda coder, values: tuple([read(coder, each) for each in values])
