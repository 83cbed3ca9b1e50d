"""Read records that were kept out by an earlier build, once they have been mended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Source
from kg.sources.document import Document
from kg.sources.format import Format, Item
from kg.sources.json_values import parse
from kg.sources.records import read_values

EXAMPLE = """\
{"source": "list.txt", "line": 2, "reasons": ["no name"], "record": {"title": "NightOwl"}}
"""

_ENTRY = re.compile(r'\s*\{[^\n]*"reasons"\s*:[^\n]*"record"\s*:')


def recognise(head: str) -> bool:
    """Tell whether the first line is an object with a record and the reasons it was kept out."""
    return bool(_ENTRY.match(head))


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield the paper that each line holds as its record; a plain record is read as it stands."""
    return read_values(document, source, unwrap=_unwrap)


def _unwrap(value: object) -> object:
    """Take the record out of a line; one that was no JSON stands there as text."""
    record = value["record"] if isinstance(value, dict) and _is_entry(value) else value
    if isinstance(record, str):
        parsed = parse(record)
        return record if parsed.problem else parsed.value
    return record


def _is_entry(value: object) -> bool:
    return isinstance(value, dict) and {"record", "reasons"} <= value.keys()


FORMAT = Format(
    "quarantine",
    "JSON Lines with reasons and record: what a build kept out, mended by hand",
    EXAMPLE,
    recognise,
    read,
)
