"""Take the values of a JSON text one by one, each with its line: lines, arrays, pages, or objects."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator, Set
from dataclasses import dataclass
from typing import Any

from kg.sources.input.document import Document
from kg.sources.json_formats.start import open_page
from kg.sources.json_formats.text import DECODER, JsonText

_DEEPEST = 100
_TOO_DEEP = "this JSON is nested too deeply"
_LONGEST_RAW = 100_000
_FEWEST_ALIKE = 3
_LEAST_ALIKE = 0.6
_TITLES = frozenset({"title", "titles", "attributes"})
_OBJECT = re.compile(r"(?<=[}\],\s])\{(?=\s*+\")")
_LINE = re.compile(r"(?<=\n)[\[{]")


@dataclass(frozen=True, slots=True)
class Value:
    """A JSON value and its line; `problem` says why there is none, and `raw` is then the text."""

    line: int
    value: object = None
    problem: str | None = None
    raw: str | None = None


def values(document: Document, *, pages: bool = False) -> Iterator[Value]:
    """Yield the values of a text, one after the other: those of JSON Lines, arrays or objects.

    The text is read piece by piece. What cannot be parsed is yielded as a problem, and reading
    goes on at the next line that begins a value, in an array at the next object with members like
    those before. With `pages`, a page of a service is opened: its records are yielded.
    """
    begins = document.head.lstrip().startswith("{") and open_page(document.head) is not None
    yield from _Reader(JsonText(document.chunks), pages=pages and begins).values()


def parse(text: str) -> Value:
    """Parse one JSON text."""
    try:
        value = DECODER.decode(text)
    except ValueError as error:
        return Value(1, problem=f"this is not JSON: {error}", raw=text)
    except RecursionError:
        return Value(1, problem=_TOO_DEEP, raw=text)
    return _checked(value, text, 1)


def _checked(value: object, text: str, line: int) -> Value:
    """Refuse what could be read but not written again."""
    if text.count("[") + text.count("{") > _DEEPEST and _is_deep(value):
        return Value(line, problem=_TOO_DEEP, raw=text[:_LONGEST_RAW])
    if "\\ud" in text.lower():
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            return Value(line, problem="a text holds half of a surrogate pair", raw=text)
    return Value(line, value)


def _is_deep(value: object) -> bool:
    level: list[Any] = [value] if isinstance(value, dict | list) else []
    for _ in range(_DEEPEST):
        lists = (each.values() if isinstance(each, dict) else each for each in level)
        level = [part for each in lists for part in each if isinstance(part, dict | list)]
        if not level:
            return False
    return True


class _Reader:
    """Read the values of a text; `known` are the members of the objects that were whole."""

    def __init__(self, text: JsonText, *, pages: bool) -> None:
        self._text, self._pages = text, pages
        self._known = set[str]()

    def values(self) -> Iterator[Value]:
        """Yield the values of arrays, pages and lines, as they follow."""
        while self._text.skip():
            opening = self._text.peek()
            inner = open_page(self._text.ahead()) if self._pages and opening == "{" else None
            if inner is not None:
                yield from self._page(inner)
            elif opening == "[":
                yield from self._elements()
            else:
                yield from self._one()

    def _page(self, inner: int) -> Iterator[Value]:
        """Yield the records of a page; with an empty array in their place, what is around is JSON."""
        text = self._text
        before = text.take(inner)
        closed = yield from self._elements() if text.peek() == "[" else self._one()
        if not closed:
            return
        line = text.line
        text.put_back(f"{before}[]")
        try:
            text.value()
        except (ValueError, RecursionError) as error:
            problem = f"the page breaks off after its records: {_said(error)}"
            yield Value(line, problem=problem, raw=text.pass_to(_LINE)[len(before) + 2 :])

    def _one(self) -> Generator[Value, None, bool]:
        """Yield the value that is next, or why there is none; tell whether there was one."""
        line = self._text.line
        try:
            value, written = self._text.value()
        except (ValueError, RecursionError) as error:
            problem = (
                _TOO_DEEP if isinstance(error, RecursionError) else f"this is not JSON: {error}"
            )
            yield Value(line, problem=problem, raw=self._text.pass_to(_LINE))
            return False
        yield self._noted(value, written, line)
        return True

    def _elements(self) -> Generator[Value, None, bool]:
        """Yield the elements of the array that is next; tell whether it was closed."""
        text, whole = self._text, True
        text.take(1)
        while text.skip() and text.peek() != "]":
            line = text.line
            try:
                value, written = text.value()
            except (ValueError, RecursionError) as error:
                raw, whole = self._pass_to_alike(), False
                end = "" if text.skip() else ", nothing after it was read"
                problem = f"the array breaks off here{end}: {_said(error)}"
                yield Value(line, problem=problem, raw=raw)
                continue
            yield self._noted(value, written, line)
            if text.skip() and text.peek() == ",":
                text.take(1)
        if text.skip():
            text.take(1)
            return True
        if whole:
            yield Value(text.line, problem="the array breaks off here: ] is missing", raw="")
        return False

    def _noted(self, value: object, written: str, line: int) -> Value:
        if isinstance(value, dict):
            self._known |= value.keys()
        return _checked(value, written, line)

    def _pass_to_alike(self) -> str:
        """Pass to the next object that has the members of a record; return the start of what was passed."""
        passed = ""
        while True:
            passed += self._text.pass_to(_OBJECT)[: _LONGEST_RAW - len(passed)]
            if not self._text.skip():
                return passed
            try:
                members = self._text.look().keys()
            except (ValueError, RecursionError):
                continue
            if self._is_alike(members):
                return passed

    def _is_alike(self, members: Set[str]) -> bool:
        if not self._known:
            return bool(members & _TITLES) and len(members) >= _FEWEST_ALIKE
        shared = len(members & self._known)
        titled = bool(members & self._known & _TITLES)
        most = titled or shared >= _LEAST_ALIKE * len(members)
        return most and shared >= min(_FEWEST_ALIKE, len(self._known))


def _said(error: Exception) -> str:
    return _TOO_DEEP if isinstance(error, RecursionError) else str(error)
