"""Turn records into JSON values and back, exactly: what is read back equals what was written."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_type_hints

from kg.model import Concept, Source

_T = TypeVar("_T")
_SHARED = (Source, Concept)


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
        if isinstance(value, _SHARED) and value in self._numbers:
            return self._numbers[value]
        if isinstance(value, tuple):
            return [self.encode(each) for each in value]
        if not is_dataclass(value):
            return value
        return {
            each.name: self.encode(content)
            for each in fields(value)
            if (content := getattr(value, each.name)) != each.default
        }

    def decode(self, class_: type[_T], value: Any) -> _T:
        """Turn a JSON value back into a record.

        Raises: TypeError, KeyError, IndexError: where the value is none.
        """
        if isinstance(value, int):
            thing: _T = self._shared[value]  # type: ignore[assignment]
            return thing
        hints = _hints(class_)  # type: ignore[arg-type]
        return class_(**{name: self._content(hints[name], each) for name, each in value.items()})

    def _content(self, hint: Any, value: Any) -> Any:
        if hint is object:
            return value
        if isinstance(value, list):
            return tuple(self._content(get_args(hint)[0], each) for each in value)
        record = next((each for each in (hint, *get_args(hint)) if is_dataclass(each)), None)
        return value if record is None or value is None else self.decode(record, value)  # type: ignore[arg-type]


@lru_cache
def _hints(class_: type) -> dict[str, Any]:
    return get_type_hints(class_)
