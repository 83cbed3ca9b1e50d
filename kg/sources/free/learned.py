"""Read entries by what is learned of references: one more layout, and the fields that no layout tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.references import Field, Mark, Marked, Reference, parse
from kg.sources.free.entry import Entry
from kg.sources.free.layouts import rest_of, scored
from kg.sources.free.people import Run
from kg.sources.free.reading import Reading, Span
from kg.sources.free.venues import venue_in, year_in

_DETAILS = {
    "volume": re.compile(r"[\w./-]{1,20}"),
    "issue": re.compile(r"\w{1,6}(?:[-–/]\w{1,6})?"),
    "pages": re.compile(r"[A-Za-z]{0,3}\d{1,6}(?:\s?[-–—]{1,3}\s?[A-Za-z]{0,3}\d{1,6})?"),
    "publisher": re.compile(r"[^\d\n]{2,80}"),
    "place": re.compile(r"[^\d\n]{2,60}"),
    "series": re.compile(r"[^\n]{2,120}"),
    "edition": re.compile(r"[^\n]{1,30}"),
}
"""Fields that are taken over, and how they look."""
_PARTED = re.compile(r"[.,:;()?!]")
"""What stands between authors and title: without a sign, either may have a word of the other."""
_PAGE = re.compile(r"(?<!\w)\d{2,}(?!\w)")
"""A number by itself, which no name of a person has; a mark such as the 1 of `Li1` it may have."""
_SURE = 0.8
_LIKE_TAUGHT = 1.0
"""What it is worth that an entry looks as those that were learned from."""
_SERIAL = re.compile(r"(?:ISSN|ISBN|e-ISSN)[\s:]{0,3}$", re.IGNORECASE)


def references_of(entries: Sequence[Entry]) -> list[Reference]:
    """Return how the text of each entry is parsed as a reference."""
    return parse([_marked(entry) for entry in entries])


def learned_reading(entry: Entry, reference: Reference) -> Reading | None:
    """Return an entry read as it was parsed; None where no title was found."""
    title, authors = reference.first("title"), reference.first("author")
    if title is None or title.end - title.start < 3 or "\n" in title.of(entry.text):
        return None  # A page does not break the line within a title.
    run = None
    if authors:
        names = tuple((part.start, part.end) for part in authors.parts)
        run = Run(
            names or ((authors.start, authors.end),),
            authors.start,
            authors.end,
            reference.has_more_authors,
        )
    span = (title.start, title.end)
    rest = rest_of(entry, [span, (run.start, run.end)] if run else [span])
    year = _span(reference.first("year")) or year_in(entry, rest)
    venue = _span(reference.first("venue")) or venue_in(entry, rest, year)
    confidence = min(each.confidence for each in (title, authors) if each)
    reading = Reading(entry, "learned", span, run, year, venue, confidence=confidence)
    read = scored(reading)
    sure = authors is not None and confidence >= _SURE
    return replace(read, score=read.score + _LIKE_TAUGHT) if sure and _is_plain(reading) else read


def _is_plain(reading: Reading) -> bool:
    """Tell a reference as papers print them, names first, in one line, its title not set off."""
    entry, (start, end), authors = reading.entry, reading.title, reading.authors
    first = authors is not None and bool(_PARTED.search(entry.text[authors.end - 1 : start]))
    set_off = any(
        mark.kind != "wrap" and mark.start < end and start < mark.end for mark in entry.marks
    )
    return first and not set_off and "\n" not in entry.text and not entry.roles


def with_details(reading: Reading, reference: Reference) -> Reading:
    """Return a reading with volume, pages, publisher and the like, where they are sure; no name is a number."""
    taken = [span for _, span in reading.fields()]
    found: list[tuple[str, Span]] = []
    for field in reference.fields:
        pattern = _DETAILS.get(field.name)
        if pattern is None or field.confidence < _SURE or field.name in dict(found):
            continue
        start, end = _bare(reading.entry.text, field)
        clashes = any(start < last and first < end for first, last in taken)
        serial = _SERIAL.search(reading.entry.text, 0, start)
        if not clashes and not serial and pattern.fullmatch(reading.entry.text, start, end):
            found.append((field.name, (start, end)))
    return replace(reading, authors=_people(reading), details=tuple(found))


def _people(reading: Reading) -> Run | None:
    """Return the names without those that are numbers, such as pages that stand behind them."""
    run, text = reading.authors, reading.entry.text
    if run is None:
        return None
    return replace(
        run, names=tuple(n for n in run.names if not _PAGE.search(text[slice(*n)])) or run.names
    )


def _marked(entry: Entry) -> Marked:
    marks = [
        Mark(mark.kind, mark.start, mark.end, mark.value or None)
        for mark in entry.marks
        if mark.kind in ("strong", "emphasis", "link")
    ]
    return Marked(entry.text, tuple(marks))


def _span(field: Field | None) -> Span | None:
    return (field.start, field.end) if field else None


def _bare(text: str, field: Field) -> Span:
    start, end = field.start, field.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
