"""Read records that were kept out by an earlier build, once they have been mended."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kg.identity import digest
from kg.model import Record, Rejected, Source
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.records import read_value
from kg.sources.json_formats.values import parse, values

EXAMPLE = """\
{"source": "list.txt", "line": 2, "reasons": ["no name"], "record": {"title": "NightOwl"}}
"""

_RECORD = re.compile(r"[a-z0-9-]{16,80}\.[0-9a-f]{16}(-[1-9][0-9]{0,15})?")
"""What `identity.entry_key` gives."""
_ENTRY = re.compile(r'\s*\{(?>[^\n]*?"reasons"\s*:)[^\n]*?"record"\s*:')


def recognise(head: str) -> Sign | None:
    """Tell whether the first line is an object with a record and the reasons it was kept out."""
    return sign(_ENTRY.match(head), "its first line has reasons and a record")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield the paper that each line holds as its record; a plain record is read as it stands.

    The line says which records it stands for: these are replaced by the mended one. What stands
    there as its source has it, and has not been mended, is rejected again for the same reasons.
    """
    for index, each in enumerate(values(document), 1):
        entry = each.value
        if not isinstance(entry, dict) or not {"record", "reasons"} <= entry.keys():
            yield from read_value(each, Record(source, index, each.line), entry)
            continue
        mends, record = _records(entry.get("stands_for")), entry["record"]
        if entry.get("as_read") == raw_digest(record):
            reasons = tuple(
                map(str, entry["reasons"] if isinstance(entry["reasons"], list) else ())
            )
            yield Rejected(source, index, each.line, reasons, record, mends)
        else:
            yield from read_value(each, Record(source, index, each.line, mends), _as_json(record))


def raw_digest(raw: object) -> str:
    """Digest what a source has, to tell whether a line of the quarantine has been mended."""
    return digest(json.dumps(raw, sort_keys=True))


def _records(value: object) -> tuple[str, ...]:
    named = value if isinstance(value, list) else []
    return tuple(each for each in named if isinstance(each, str) and _RECORD.fullmatch(each))


def _as_json(record: object) -> object:
    """Parse a record that was no JSON and stands there as text."""
    if not isinstance(record, str):
        return record
    parsed = parse(record)
    return record if parsed.problem else parsed.value


FORMAT = Format(
    "quarantine",
    "JSON Lines with reasons and record: what a build kept out, mended by hand",
    EXAMPLE,
    recognise,
    read,
)
