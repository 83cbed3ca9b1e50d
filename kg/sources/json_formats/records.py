"""Read records: JSON Lines, a JSON array, or one JSON object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Paper, Record, Rejected, Repair, Source
from kg.sources.fields.unread import Noted, unread, with_unread
from kg.sources.fields.values import date_in
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.start import json_start
from kg.sources.json_formats.values import Value, values
from kg.sources.record import AUTHOR_KEYS, KEYS, Malformed, near_keys, read_record, shown
from kg.sources.tables.columns import row_to_paper
from kg.sources.tables.headings import guess_columns, is_telling
from kg.sources.tables.json_objects import TABULAR, is_row

EXAMPLE = """\
{"title": "NightOwl", "authors": ["Lopez, Ana", {"name": "Bo Chen"}], "year": 2019}
"""

UNKNOWN_KEY = "the key is not known"
"""How the kind of a `Repair` begins that tells of a key whose value is not read."""


_TEXTS = ("title", "abstract")
_JSON = re.compile(r"[\s\ufeff]*+(?:\[(?:[\s\[]|null\b,?)*+(?=[{\]])|\{\s*+(?=[\"'}]|$))")
"""JSON with objects, or no object yet; a text may begin with `[1]` or `{ a }`, too."""


def recognise(head: str) -> Sign | None:
    """Tell whether a text is JSON whose first object, or else any, has members of a record."""
    if not _JSON.match(head):
        return None
    members = json_start(head).record.keys()
    known = members & set(KEYS)
    if members and members <= set(KEYS):
        return Sign("all members of its first object are those of records")
    found = is_telling(guess_columns(known)) or any(near_keys(members, _TEXTS)) or not members
    return sign(
        found, f"its first object has {', '.join(sorted(known)) or 'no members'}", sure=False
    )


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each JSON object, also in a page; one that cannot be read is rejected, the rest goes on."""
    paged = bool(json_start(document.head).record)  # An empty page is no record, and rejected.
    for index, each in enumerate(values(document, pages=paged), 1):
        yield from read_value(each, Record(source, index, each.line), each.value)


def read_value(found: Value, at: Record, record: object) -> Iterator[Item]:
    """Yield the paper of the record that a JSON value holds, after its notes, or why it is none."""
    if found.problem:
        yield Rejected(at.source, at.index, at.line, (found.problem,), found.raw, at.mends)
        return
    try:
        if isinstance(record, Noted) and is_row(tuple(record)):
            yield row_to_paper(record, at)
            return
        paper = _dated(read_record(record, at))
        names = unread(record) if isinstance(record, Noted) else ()
    except Malformed as error:
        yield Rejected(at.source, at.index, at.line, error.args, record, at.mends, True)
        return
    yield from _mistyped(record, at.source, at.line)
    yield with_unread(paper, names)


def _dated(paper: Paper) -> Paper:
    """Give a paper the year of its date, where it is said nowhere else."""
    return replace(paper, year=paper.year or (date_in(paper.date) or "")[:4] or None)


def _mistyped(value: object, source: Source, line: int | None) -> Iterator[Repair]:
    """Tell of each key of a record and of its people that is likely misspelt: nothing reads it."""
    if not isinstance(value, dict):
        return
    people = [each for key in ("authors", "editors") for each in _listed(value.get(key))]
    for each, known in ((value, KEYS), *((person, AUTHOR_KEYS) for person in people)):
        if isinstance(each, dict):
            for key, near in near_keys(each, known):
                text = each[key] if isinstance(each[key], str) else shown(each[key])
                yield Repair(source, line, key, text, "", f"{UNKNOWN_KEY}: is {near!r} meant?")


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


FORMAT = Format(
    "records",
    "JSON Lines, an array or one object, with keys such as title, abstract, authors, year, doi",
    EXAMPLE,
    recognise,
    read,
    TABULAR,
)
