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

_PLACE = re.compile(r"[0-9a-f]{64}\.[1-9][0-9]{0,15}")
_ENTRY = re.compile(r'\s*\{(?>[^\n]*?"reasons"\s*:)[^\n]*?"record"\s*:')


def recognise(head: str) -> bool:
    """Tell whether the first line is an object with a record and the reasons it was kept out."""
    return bool(_ENTRY.match(head))


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield the paper that each line holds as its record; a plain record is read as it stands.

    The line says which records it stands for: these are replaced by the mended one.
    """
    return read_values(document, source, unwrap=_unwrap)


def _unwrap(value: object) -> tuple[object, tuple[str, ...]]:
    """Take the record out of a line; one that was no JSON stands there as text."""
    if not isinstance(value, dict) or not {"record", "reasons"} <= value.keys():
        return value, ()
    record, places = value["record"], value.get("stands_for")
    if isinstance(record, str):
        parsed = parse(record)
        record = record if parsed.problem else parsed.value
    named = places if isinstance(places, list) else []
    return record, tuple(each for each in named if isinstance(each, str) and _PLACE.fullmatch(each))


FORMAT = Format(
    "quarantine",
    "JSON Lines with reasons and record: what a build kept out, mended by hand",
    EXAMPLE,
    recognise,
    read,
)
