"""Papers with more to show than a page may hold: parted among pages, each of a bounded size.

A page shows entries of the sections of its paper and embeds statements, and takes as many of both
as it has room for: all pages together show each entry once, and state what the graph
states of the paper and its parts. Only a text too long for a page is cut, and stands in the Turtle
alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from kg.site.pages import STATIC
from kg.site.prose import Piece

T = TypeVar("T")
Entry = tuple[str, str, Any]
"""An entry of a page: its section, its name in a section whose entries have names, and itself."""

LIMIT = 60_000
"""Bytes that a page of a paper takes at most, with its styles."""
ROOM = LIMIT - (STATIC / "style.css").stat().st_size
STATED = 24_000
"""Bytes of statements on one of several pages."""
SHOWN = ROOM - STATED
"""Bytes of all the rest of it."""
_LONGEST = 2000
"""Characters of one text on one of several pages."""


def filled(items: Sequence[T], fits: Callable[[Sequence[T]], bool]) -> list[Sequence[T]]:
    """Part a sequence: each part is as long as it fits, and of one item at least.

    >>> filled("barn owl", lambda part: len(part) <= 3)
    ['bar', 'n o', 'wl']
    """
    parts, start = [], 0
    while start < len(items):
        end = start + _fitting(items[start:], fits)
        parts.append(items[start:end])
        start = end
    return parts


def _fitting(items: Sequence[T], fits: Callable[[Sequence[T]], bool]) -> int:
    """Count the first items that fit together, one at least, with few looks at many of them."""
    low, high = 1, len(items) + 1
    while high - low > 1:
        middle = min(2 * low, (low + high) // 2)
        low, high = (middle, high) if fits(items[:middle]) else (low, middle)
    return low


def entries(sections: Mapping[str, Any], order: Sequence[str]) -> list[Entry]:
    """List the entries of sections, in this order, with their long texts cut.

    >>> entries({"facts": {"Year": "2001"}, "authors": ["Ana", "Bo"]}, ["authors", "facts"])
    [('authors', '', 'Ana'), ('authors', '', 'Bo'), ('facts', 'Year', '2001')]
    """
    return [(name, key, each) for name in order for key, each in _entries(sections[name])]


def _entries(section: Any) -> Iterator[tuple[str, Any]]:
    named = section if isinstance(section, dict) else {"": section}
    for key, several in named.items():
        for each in [several] if isinstance(several, str) else several:
            yield from ((key, part) for part in _shortened(each))


def gathered(several: Sequence[Entry], sections: Mapping[str, Any]) -> dict[str, Any]:
    """Make sections of entries: of the same kinds as these, and empty where there is no entry.

    >>> gathered([("facts", "Year", "2001")], {"facts": {"Year": "2001"}, "authors": ["Ana"]})
    {'facts': {'Year': '2001'}, 'authors': []}
    """
    found = {name: _emptied(section) for name, section in sections.items()}
    for name, key, each in several:
        if not isinstance(sections[name], dict):
            found[name].append(each)
        elif isinstance(sections[name][key], str):
            found[name][key] = each
        else:
            found[name].setdefault(key, []).append(each)
    return found


def _emptied(section: Any) -> Any:
    if not isinstance(section, dict):
        return []
    return {key: [] for key, each in section.items() if not isinstance(each, str)}


def _shortened(entry: Any) -> Iterator[Any]:
    """Cut the texts of an entry, but part a piece of a text, which goes on in the next one."""
    if isinstance(entry, Piece):
        for start in range(0, len(entry.text) or 1, _LONGEST):
            text = entry.text[start : start + _LONGEST]
            yield replace(entry, text=text, begins=entry.begins and not start)
    else:
        yield _cut(entry)


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else f"{value[:_LONGEST]} …"
    if isinstance(value, tuple):
        return tuple(map(_cut, value))
    if is_dataclass(value) and not isinstance(value, type):
        named = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{name: _cut(each) for name, each in named.items()})
    return value
