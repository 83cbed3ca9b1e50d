"""Look into the start of a JSON text: the page that records come in, and the first record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_PAGES = frozenset({"message", "results", "data", "recommendedPapers", "items", "publications"})
"""The members under which the pages of services, and CVs, hold their records."""
_FIRST_ONLY = "notes"
"""A page of OpenReview begins with its notes; in other records, notes are remarks."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[{}\[\]:,]|[^\s"{}\[\]:,]+', re.DOTALL)
_FIRST = re.compile(r"(?:[\s\[,]|null\b)*+(?=\{)")
_VALUE = re.compile(r"\s*:\s*")
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Start:
    """The members of the page around the records, and of the first record.

    Each member maps to the beginning of its value, as it is written; all only as far as the
    text goes.
    """

    page: dict[str, str]
    record: dict[str, str]


@lru_cache(maxsize=2)
def json_start(head: str) -> Start:
    """Return what the start of a JSON text shows.

    >>> start = json_start('{"meta": {}, "results": [{"id": {"x": 1}, "title": "On')
    >>> list(start.page), list(start.record), start.record["title"]
    (['meta', 'results'], ['id', 'title'], '"On')
    """
    first = _FIRST.match(head)
    if not first:
        return Start({}, {})
    position = open_page(head) if head.lstrip().startswith("{") else None
    if position is None:
        return Start({}, _shown(head, first.end()))
    inner = _FIRST.match(head, position)
    return Start(_shown(head, first.end()), _shown(head, inner.end()) if inner else {})


def open_page(text: str) -> int | None:
    """Return where the records of a page begin, at `[` or `{`; None where a text is no page."""
    for n, (key, position) in enumerate(_members(text, 0)):
        is_page = key in _PAGES or (key == _FIRST_ONLY and n == 0)
        if is_page and text[position : position + 1] in ("[", "{"):
            return _items(text, position) if key == "message" else position
    return None


def _items(text: str, start: int) -> int:
    """Go down to the items of a Crossref message, where it has some; else it is the one record."""
    if text[start] == "[":
        return start
    inner = (position for key, position in _members(text, start) if key == "items")
    return next((position for position in inner if text.startswith("[", position)), start)


def _shown(text: str, start: int) -> dict[str, str]:
    return {key: text[position : position + _SHOWN] for key, position in _members(text, start)}


def _members(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield each key of the object that begins at `start`, and where its value begins."""
    depth = 0
    for match in _TOKEN.finditer(text, start):
        token = match[0]
        if token in "{[":
            depth += 1
            if depth == 1 and token == "[":
                return
        elif token in "}]":
            depth -= 1
            if depth < 1:
                return
        elif depth == 1 and token[0] == '"':
            value = _VALUE.match(text, match.end())
            if value:
                yield token[1:-1], value.end()
        elif depth == 0:
            return
