"""Read OpenReview notes, as both versions of its API give them.

A note has `content.title` in version 1 and `content.title.value` in version 2. Reviews, comments
and decisions are notes, too: they answer another one.

Source: https://docs.openreview.net/reference/api-v2/entities/note
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from kg.identity import parse_identifier
from kg.model import Agent, Paper, Record, Skipped, Source
from kg.sources.fields.outcomes import read_decision, year_in
from kg.sources.fields.values import address, person
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import (
    Members,
    elements,
    member,
    read_json,
    text,
    texts,
    unique,
)
from kg.sources.json_formats.start import json_start
from kg.sources.record import Malformed

EXAMPLE = """\
{"notes": [{"id": "oW_l-21", "invitation": "Owls.org/2021/-/Submission", "cdate": 1612137600000,
  "content": {"title": "NightOwl", "authors": ["Ana Lopez"], "venue": "Owls 2021 Poster"}}]}
"""

_WEB = "https://openreview.net/forum?id="
_ARCHIVE = re.compile(r"corr\b|arxiv", re.IGNORECASE)
_WORKSHOP = re.compile(r"workshop", re.IGNORECASE)
_JOURNAL = re.compile(r"^TMLR|journal|transactions", re.IGNORECASE)
_DATES = ("pdate", "cdate", "tcdate")
_LATEST = 253_402_300_800_000
"""The end of the year 9999."""


def recognise(head: str) -> Sign | None:
    """Tell whether the first record is a note: content, and an invitation or a forum."""
    first = json_start(head).record
    found = "content" in first and {"invitation", "invitations", "forum"} & first.keys()
    return sign(found, "its first record is a note: content, with an invitation or a forum")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each submission; reviews, comments, decisions and revisions are skipped."""
    return read_json(document, source, _convert)


def _convert(note: Members, record: Record) -> Paper | Skipped:
    other = _other(note)
    if other:
        return Skipped(record.source, record.index, record.line, other)
    venue = _value(note, "venue")
    year, date = _dated(note, venue)
    id_ = text(note, "forum") or text(note, "id")
    return Paper(
        title=_value(note, "title"),
        abstract=_value(note, "abstract"),
        authors=_authors(note),
        year=year,
        date=date,
        identifiers=(parse_identifier("openreview", id_),) if id_ else (),
        venue=None if not venue or _ARCHIVE.search(venue) else venue,
        status=_status(note),
        track=read_decision(_value(note, "decision") or "")[1],
        kind=kind_at(venue),
        url=address(f"{_WEB}{id_}") if id_ else None,
        keywords=texts(_content(note, "keywords")),
        code=address(_value(note, "code")),
        records=(record,),
    )


def _status(note: Members) -> str | None:
    """Tell what was decided: by the state in the venue's id or the invitation, else by a decision."""
    state = (_value(note, "venueid") or "").rpartition("/")[2]
    said = (state, _invitation(note), _value(note, "decision") or "")
    found = (read_decision(each.replace("_", " "))[0] for each in said)
    # That it was submitted is true of all notes.
    return next((each for each in found if each not in (None, "submitted")), None)


def _invitation(note: Members) -> str:
    """Return the name of what a note answers: `withdrawn submission`, `official review`."""
    invitations = texts(note, "invitations") or texts(note, "invitation")
    return invitations[0].rpartition("/")[2].replace("_", " ").lower() if invitations else ""


def _content(note: Members, name: str) -> object:
    """Return a member of the content; version 2 puts it into `value`."""
    found = member(note, "content", name)
    return found.get("value") if isinstance(found, dict) else found


def _value(note: Members, name: str) -> str | None:
    return text(_content(note, name)) if _content(note, name) is not None else None


def _other(note: Members) -> str | None:
    """Say what a note is that is no submission, by its invitation; None for a submission."""
    if member(note, "ddate"):
        return "deleted note"
    if member(note, "replyto") and text(note, "replyto") != text(note, "id"):
        return _invitation(note) or "reply"
    if member(note, "referent") and text(note, "referent") != text(note, "id"):
        return "revision"
    return None


def _authors(note: Members) -> tuple[Agent, ...]:
    found = _content(note, "authors")
    if isinstance(found, dict):
        raise Malformed("authors is an object, not a list of names")
    return unique(person(None, text(each)) for each in elements({"a": found}, "a"))


def _dated(note: Members, venue: str | None) -> tuple[str | None, str | None]:
    """Return the year that the venue names, else that of the note; and the day it was made public.

    Times are milliseconds from 1970.
    """
    named = year_in(venue or "")
    times = (member(note, key) for key in _DATES)
    time = next((each for each in times if isinstance(each, int) and 0 < each < _LATEST), None)
    day = datetime.fromtimestamp(time / 1000, UTC).date() if time else None
    year = named or (str(day.year) if day else None)
    return year, day.isoformat() if day and str(day.year) == year else None


def kind_at(venue: str | None) -> str | None:
    """Tell the kind of a publication by the name of its venue; of preprints the archive is no venue.

    >>> kind_at("CoRR 2023"), kind_at("ICLR 2024 poster"), kind_at("Transactions on Owls"), kind_at(None)
    ('Preprint', 'ConferencePaper', 'JournalArticle', None)
    """
    if venue is None:
        return None
    if _ARCHIVE.search(venue):
        return "Preprint"
    if _JOURNAL.search(venue):
        return "JournalArticle"
    return "WorkshopPaper" if _WORKSHOP.search(venue) else "ConferencePaper"


FORMAT = Format(
    "openreview",
    "OpenReview notes of either version of its API: pages with notes, single notes, JSON Lines",
    EXAMPLE,
    recognise,
    read,
)
