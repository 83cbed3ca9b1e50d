"""Read YAML lists of publications, such as the data files that home pages are made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Paper, Record, Skipped, Source
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import converted
from kg.sources.tables.columns import row_to_paper
from kg.sources.tables.headings import field_of, guess_columns, is_telling
from kg.sources.yaml_formats.values import entries, rejected

EXAMPLE = """\
- title: NightOwl
  authors: [Ana Lopez, Bo Chen]
  venue: Journal of Maps
  year: 2019
"""

_ELEMENT = re.compile(r"-[ \t]++(?=[\w\"'])")
_TEXTS = ("url", "name", "title", "value", "text")
_MEMBER = re.compile(r"([ \t]*+)[\"']?([A-Za-z][\w -]{0,40})[\"']?[ \t]*:(?=\s|$)")


def recognise(head: str) -> Sign | None:
    """Tell whether it is a list whose first element has members as tables of publications have columns."""
    known = guess_columns(_names(head))
    return sign("title" in known and is_telling(known), "its first element has a title and more")


def _names(head: str) -> Iterator[str]:
    """Yield the names of the members of the first element: those that stand as far in as the first."""
    lines = [line for line in head.splitlines() if line.strip() and line.lstrip()[0] != "#"]
    lines = lines[1:] if lines and lines[0].rstrip() == "---" else lines
    first = _ELEMENT.match(lines[0]) if lines else None
    if first is None:
        return
    deep = first.end()
    for line in [" " * deep + lines[0][deep:], *lines[1:]]:
        if not line[:deep].isspace():
            return
        match = _MEMBER.match(line)
        if match and len(match[1]) == deep:
            yield match[2]


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each element of the list."""
    for index, entry in enumerate(entries(document.text()), 1):
        if entry.problem:
            yield rejected(entry, source, index)
        else:
            yield converted(entry.value, Record(source, index, entry.line), _convert)


def _convert(members: Mapping[str, Any], record: Record) -> Paper | Skipped:
    row = {name: _text_of(name, value) for name, value in members.items()}
    return row_to_paper(row, record)


def _text_of(name: str, value: Any) -> Any:
    """Return the address or the name in a mapping that stands for a text, as links and venues do."""
    if isinstance(value, dict) and field_of(name) not in ("authors", "editors"):
        return next((value[each] for each in _TEXTS if value.get(each)), None)
    return value


FORMAT = Format(
    "yaml",
    "a YAML list of publications with members such as title, authors, venue, year",
    EXAMPLE,
    recognise,
    read,
)
