"""Take the values of a JSON text one by one, each with its line: lines, an array, or one object."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

from kg.sources.document import Document
from kg.sources.json_start import open_page

_BLANK = re.compile(r"\s*")
_DEEPEST = 100
_TOO_DEEP = "this JSON is nested too deeply"


@dataclass(frozen=True, slots=True)
class Value:
    """A JSON value and its line; `problem` says why there is none, and `raw` is then the text."""

    line: int
    value: object = None
    problem: str | None = None
    raw: str | None = None


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def values(document: Document, *, pages: bool = False) -> Iterator[Value]:
    """Yield the values of JSON Lines one line at a time, else those of the whole text.

    What cannot be parsed is yielded as a problem, and the lines after it still come. With
    `pages`, a page of a service (one, or one a line) is opened: its records are yielded.
    """
    start = document.head.lstrip()[:1]
    if pages and start == "{" and open_page(document.head) is not None:
        yield from _pages(document)
        return
    if start == "[":
        yield from _array(document.text())
    elif not _first_line_is_whole(document) and _parse(document.text(), 1).problem is None:
        text = document.text()
        yield _parse(text, text[: len(text) - len(text.lstrip())].count("\n") + 1)
    else:
        yield from (_parse(text, line) for line, text in document.lines() if text.strip())


def parse(text: str) -> Value:
    """Parse one JSON text."""
    return _parse(text, 1)


def _first_line_is_whole(document: Document) -> bool:
    first = next((text for _, text in document.lines() if text.strip()), "")
    return _parse(first, 1).problem is None


def _parse(text: str, line: int) -> Value:
    try:
        value = _DECODER.decode(text)
    except ValueError as error:
        return Value(line, problem=f"this is not JSON: {error}", raw=text)
    except RecursionError:
        return Value(line, problem=_TOO_DEEP, raw=text)
    return _checked(value, text, line)


def _checked(value: object, text: str, line: int) -> Value:
    """Refuse what could be read but not written again."""
    if text.count("[") + text.count("{") > _DEEPEST and _is_deep(value):
        return Value(line, problem=_TOO_DEEP, raw=text)
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


def _pages(document: Document) -> Iterator[Value]:
    if not _first_line_is_whole(document):
        yield from _page(document.text(), 1)
        return
    for line, text in document.lines():
        if text.strip():
            yield from _page(text, line)


def _page(text: str, line: int) -> Iterator[Value]:
    """Yield the records of a page, then those of the pages after it."""
    while text.strip():
        start = open_page(text)
        if start is None:
            yield _parse(text, line)
            return
        begin = line + text.count("\n", 0, start)
        records = _elements if text[start] == "[" else _one
        end = yield from records(text, start, begin)
        if end is None:
            return
        # With an empty array for the records, what is around them must be JSON.
        around = f"{text[:start]}[]{text[end:]}"
        try:
            _, closed = _DECODER.raw_decode(around, _skip(around, 0))
        except (ValueError, RecursionError) as error:
            problem = f"the page breaks off after its records: {error}"
            yield Value(begin, problem=problem, raw=text[end:])
            return
        following = around[closed:]
        line += text.count("\n", 0, len(text) - len(following))
        text = following


def _one(text: str, start: int, line: int) -> Generator[Value, None, int | None]:
    """Yield the one value that begins at `start`; return where it ends."""
    try:
        value, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        yield Value(line, problem=f"this is not JSON: {error}", raw=text[start:])
        return None
    yield _checked(value, text[start:end], line)
    return end


def _array(text: str) -> Iterator[Value]:
    """Yield the elements of a text that is an array, or several, one after the other."""
    line, counted, position = 1, 0, _skip(text, 0)
    while text.startswith("[", position):
        line, counted = line + text.count("\n", counted, position), position
        end = yield from _elements(text, position, line)
        if end is None:
            return
        position = _skip(text, end)
    if position < len(text):
        line += text.count("\n", counted, position)
        yield _broken(text[position:], line, "text follows the array")


def _elements(text: str, start: int, line: int) -> Generator[Value, None, int | None]:
    """Yield the elements of an array; return where it ends, None where it is broken.

    After an error in it, nothing more can be read.
    """
    position = _skip(text, start + 1)
    counted = start
    while position < len(text) and text[position] != "]":
        line, counted = line + text.count("\n", counted, position), position
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            yield _broken(text[position:], line, str(error))
            return None
        yield _checked(value, text[position:end], line)
        position = _skip(text, end)
        if text[position : position + 1] == ",":
            position = _skip(text, position + 1)
        elif text[position : position + 1] != "]":
            yield _broken(text[position:], line, "a comma or ] is missing")
            return None
    if position >= len(text):
        yield _broken("", line, "] is missing")
        return None
    return position + 1


def _broken(rest: str, line: int, reason: str) -> Value:
    problem = f"the array breaks off here, nothing after it was read: {reason}"
    return Value(line, problem=problem, raw=rest)


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position
