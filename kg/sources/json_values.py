"""Take the values of a JSON text one by one, each with its line: lines, an array, or one object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.sources.document import Document

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


def values(document: Document) -> Iterator[Value]:
    """Yield the values of JSON Lines one line at a time, else those of the whole text.

    What cannot be parsed is yielded as a problem, and the lines after it still come.
    """
    start = document.head.lstrip()[:1]
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


def _array(text: str) -> Iterator[Value]:
    """Yield the elements of an array; after an error in it, nothing more can be read."""
    position = _skip(text, text.index("[") + 1)
    line, counted = 1, 0
    while position < len(text) and text[position] != "]":
        line, counted = line + text.count("\n", counted, position), position
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            yield _broken(text[position:], line, str(error))
            return
        yield _checked(value, text[position:end], line)
        position = _skip(text, end)
        if text[position : position + 1] == ",":
            position = _skip(text, position + 1)
        elif text[position : position + 1] != "]":
            yield _broken(text[position:], line, "a comma or ] is missing")
            return
    rest = text[position + 1 :].strip()
    if position >= len(text) or rest:
        yield _broken(rest, line, "] is missing" if not rest else "text follows the array")


def _broken(rest: str, line: int, reason: str) -> Value:
    problem = f"the array breaks off here, nothing after it was read: {reason}"
    return Value(line, problem=problem, raw=rest)


def _skip(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position
