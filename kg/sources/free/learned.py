"""Read entries by what is learned of references: one more layout, and the fields that no layout tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.references import Field, Mark, Marked, Reference, may_be_person, parse
from kg.sources.free.authors import LEAD, WITH, named_before, named_behind
from kg.sources.free.details import SURE, run_of
from kg.sources.free.entry import Entry
from kg.sources.free.layouts import rest_of, scored
from kg.sources.free.no_names import are_no_names
from kg.sources.free.other_versions import OTHER_VERSION
from kg.sources.free.people import Run, has_whole_name, run_at
from kg.sources.free.reading import Reading, Span
from kg.sources.free.set_off import names_before_mark, title_in_mark
from kg.sources.free.titles import bare_title, may_be_title
from kg.sources.free.venues import (
    is_aside,
    is_label,
    venue_in,
    without_date,
    without_lead,
    year_in,
    year_of_heading,
)

_PARTED = re.compile(r"[.,:;()?!]")
"""What stands between authors and title: without a sign, either may have a word of the other."""
_BY = re.compile(r"(?<!supervised)(?<!advised)(?<!edited)\s(?:written )?by\s")
_GAP = 4
"""Characters between names and the title behind them, where nothing else stands there."""
_OTHER_FIELDS = frozenset({"edition", "genre", "note", "place", "publisher"})
_LIKE_TAUGHT = 1.0
"""What it is worth that an entry looks as those that were learned from."""
_PRINTED = 0.75
"""What a publisher is worth where there is no venue: as much as that."""
_STANDARD = 10.0
"""What it is worth that the marks of a standard tell title and names."""
_SERIAL_NUMBER = re.compile(
    r"[,;]? ?\b(?:ISBN(?:-1[03])?|e?-?ISSN)[\s:.]{0,3}\d[\dXx –-]{6,16}[\dXx]\b"
)


def references_of(entries: Sequence[Entry]) -> list[Reference]:
    """Return how the text of each entry is parsed as a reference."""
    return parse([_marked(entry) for entry in entries])


def learned_reading(
    entry: Entry, reference: Reference, *, left_out: bool = False
) -> Reading | None:
    """Return an entry read as it was parsed; None where no title was found.

    Where its author is `left_out`, what it begins with is its title.
    """
    reference = _begun(reference, left_out=left_out)
    title, named = reference.first("title"), reference.first("venue")
    authors = reference.first("author")
    is_edited = authors is None and [each.name for each in reference.fields[:1]] == ["editor"]
    if is_edited:
        authors = reference.fields[0]
    if title is None or "\n" in title.of(entry.text):
        return None  # A page does not break the line within a title.
    said = entry.description
    if said and title.start < said.at < title.end:
        title, named = replace(title, end=said.at), None
    span = bare_title(entry, (title.start, title.end))
    if not may_be_title(entry.text, span):
        return None
    if reference.by_standard and authors:
        return _standard_reading(entry, reference, span, authors)
    run = run_of(authors, more=reference.has_more_authors) if authors else None
    run = run or named_before(entry.text) or named_behind(entry, span)
    if run and (before := names_before_mark(entry, run)):
        run, named = before, None
    if within := title_in_mark(entry, span):
        span, named = within, None
    confidence = min(each.confidence for each in (title, authors) if each)
    if told := told_by(entry, span, run):
        span, run, confidence = *told, 1.0
    taken = [span, (run.start, run.end)] if run else [span]
    year = _year(entry, reference, rest_of(entry, taken))
    rest = rest_of(entry, [*taken, *_no_venues(reference)])
    venue = _venue(entry, named, year) or (None if is_edited else venue_in(entry, rest, year))
    without = run is not None and bool(WITH.search(entry.text, 0, run.start))
    reading = Reading(
        entry, "learned", span, run, year, venue,
        without_owner=without or bool(LEAD.match(entry.text)), confidence=confidence,
    )  # fmt: skip
    read = scored(reading, may_be_person)
    if venue is None and any(each.confidence >= SURE for each in reference.all("publisher")):
        read = replace(read, score=read.score + _PRINTED)
    sure = run is not None and confidence >= SURE
    return replace(read, score=read.score + _LIKE_TAUGHT) if sure and _is_plain(reading) else read


def _begun(reference: Reference, *, left_out: bool) -> Reference:
    """Begin a title with what stands before it for names, and is none."""
    authors, title = reference.first("author"), reference.first("title")
    if authors is None or title is None or not 0 <= title.start - authors.end <= _GAP:
        return reference
    names = [each.of(reference.text) for each in authors.parts]
    if not (left_out or are_no_names(names)):
        return reference
    kept = [each for each in reference.fields if each not in (authors, title)]
    begun = replace(title, start=authors.start)
    return replace(reference, fields=tuple(sorted([*kept, begun], key=lambda each: each.start)))


def _year(entry: Entry, reference: Reference, rest: list[Span]) -> Span | None:
    """Return the year that a class or the heading tells of, else what was learned, else what looks like one."""
    told = year_of_heading(entry, rest) or _span(reference.first("year"))
    return told or year_in(entry, rest)


def _venue(entry: Entry, named: Field | None, year: Span | None) -> Span | None:
    """Return the venue that is named, without what stands around it; a day before its year, `(3 de mayo de 2020)`, is none."""
    text = entry.text
    if named is None or is_label(entry, named.start, named.end) or is_aside(named.of(text)):
        return None
    span = without_date(text, without_lead(text, (named.start, named.end)))
    within = year and text[span[0] - 1 : span[0]] == "(" and 0 <= year[0] - span[1] <= 1
    return None if within else span


def _no_venues(reference: Reference) -> Iterator[Span]:
    """Yield what surely is another field, where no venue is named: the press and the place of a book."""
    for each in reference.fields:
        if each.name in _OTHER_FIELDS and each.confidence >= SURE:
            yield each.start, each.end


def _standard_reading(entry: Entry, reference: Reference, title: Span, authors: Field) -> Reading:
    """Return an entry read by the marks of a standard, which tell more than any layout."""
    run = run_of(authors, more=reference.has_more_authors)
    year, venue = _span(reference.first("year")), _span(reference.first("venue"))
    read = scored(Reading(entry, "standard", title, run, year, venue), may_be_person)
    return replace(read, score=read.score + _STANDARD)


def told_by(entry: Entry, title: Span, run: Run | None) -> tuple[Span, Run] | None:
    """Return title and names where the title runs on into `by Ana Lopez`, and the other names follow it."""
    for by in _BY.finditer(entry.text, *title):
        named = run_at(entry.text, by.end())
        follows = run is None or (
            named is not None and run.start >= title[0] and named.end >= run.end
        )
        whole = named and has_whole_name(entry.text, named) and are_people(entry.text, named)
        if named and whole and named.end >= title[1] and follows:
            return bare_title(entry, (title[0], by.start())), named
    return None


def _is_plain(reading: Reading) -> bool:
    """Tell a reference as papers print them, names first, in one line, its title not set off."""
    entry, (start, end), authors = reading.entry, reading.title, reading.authors
    first = authors is not None and bool(_PARTED.search(entry.text[authors.end - 1 : start]))
    set_off = any(
        mark.kind != "wrap" and mark.start < end and start < mark.end for mark in entry.marks
    )
    return first and not set_off and "\n" not in entry.text and not entry.roles


def are_people(text: str, run: Run) -> bool:
    """Tell names from words that are known of titles and journals alone: `Nonprofit Institutions`."""
    return any(may_be_person(text[slice(*name)]) for name in run.names)


def _marked(entry: Entry) -> Marked:
    marks = [
        Mark(mark.kind, mark.start, mark.end, mark.value or None)
        for mark in entry.marks
        if mark.kind in ("strong", "emphasis", "link")
    ]
    # These are told by their words, and say nothing of the fields around them.
    text = LEAD.sub(_blank, entry.text, count=1) if LEAD.match(entry.text) else entry.text
    text = OTHER_VERSION.sub(_blank, _SERIAL_NUMBER.sub(_blank, text))
    return Marked(text, tuple(marks))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _span(field: Field | None) -> Span | None:
    return (field.start, field.end) if field else None
