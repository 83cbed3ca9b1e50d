"""Read TOML lists of publications: tables of one name, `[[papers]]`, as home pages keep them in data files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from kg.model import Record, Rejected, Source
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.tables.groups import records_in
from kg.sources.tables.headings import guess_columns, is_telling
from kg.sources.yaml_formats.records import item

EXAMPLE = """\
[[papers]]
title = "NightOwl"
authors = ["Ana Lopez", "Bo Chen"]
venue = "Journal of Maps"
year = 2019
"""

_TABLE = re.compile(r"^\[\[[^\]\n]{1,80}\]\][^\n]*\n((?:(?!\[)[^\n]*\n){1,100})", re.MULTILINE)
_MEMBER = re.compile(r"^[\"']?([\w-]{1,40})[\"']?[ \t]*=", re.MULTILINE)


def recognise(head: str) -> Sign | None:
    """Tell whether the first table of a list has members as tables have columns."""
    first = _TABLE.search(head)
    known = guess_columns(_MEMBER.findall(first[1])) if first else {}
    return sign("title" in known and is_telling(known), "its first table has a title and more")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each table, or skip it where it stands among what are no publications."""
    try:
        found = _written(tomllib.loads(document.text()))
    except (ValueError, RecursionError) as error:  # a number of too many digits, too
        yield Rejected(source, 1, 1, (f"this is not TOML: {error}",), {})
        return
    for number, each in enumerate(records_in(found), 1):
        yield item(each, Record(source, number))


def _written(value: Any) -> Any:
    """Return a value with its dates as texts."""
    if isinstance(value, dict):
        return {name: _written(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_written(each) for each in value]
    return value if isinstance(value, str | int | float) else str(value)


FORMAT = Format(
    "toml",
    "a TOML list of publications: tables with members such as title, authors, venue, year",
    EXAMPLE,
    recognise,
    read,
)
