"""Read entries by what is learned of references: one more layout, and the fields that no layout tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.references import Field, FieldName, Mark, Marked, Reference, may_be_person, parse
from kg.sources.free.authors import LEAD, WITH, is_edited, named_before, named_behind
from kg.sources.free.entry import Entry
from kg.sources.free.layouts import rest_of, scored
from kg.sources.free.no_names import are_no_names
from kg.sources.free.people import Run, has_whole_name, run_at
from kg.sources.free.reading import Reading, Span
from kg.sources.free.titles import bare_title, may_be_title
from kg.sources.free.venues import is_label, venue_in, without_date, without_lead, year_in
from kg.sources.free.volume_numbers import behind_volume

_DETAILS = {
    "volume": re.compile(r"[\w./-]{1,20}"),
    "issue": re.compile(r"\w{1,6}(?:[-–/]\w{1,6})?"),
    "pages": re.compile(r"[A-Za-z]{0,3}\d{1,10}(?:\s?[-–—]{1,3}\s?[A-Za-z]{0,3}\d{1,6})?"),
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
_BY = re.compile(r"(?<!supervised)(?<!advised)(?<!edited)\s(?:written )?by\s")
_EDIT = re.compile(r"\W{0,3}\b(?:eds?|editors?|hrsg|hgg?)\b", re.IGNORECASE)
_SHORT = re.compile(r"\s[^\W\d_]{2,3}\.$")
"""How a name ends whose last word is short, or shortened: `Yiping Lu.`, `Ivanov Yu.`."""
_GAP = 4
"""Characters between names and the title behind them, where nothing else stands there."""
_SURE = 0.8
_OTHER_FIELDS = frozenset({"edition", "genre", "note", "place", "publisher"})
_OF_BOOKS: tuple[FieldName, ...] = ("place", "publisher", "series")
_LIKE_TAUGHT = 1.0
"""What it is worth that an entry looks as those that were learned from."""
_PRINTED = 0.75
"""What a publisher is worth where there is no venue: as much as that."""
_STANDARD = 10.0
"""What it is worth that the marks of a standard tell title and names."""
_SERIAL_NUMBER = re.compile(
    r"[,;]? ?\b(?:ISBN(?:-1[03])?|e?-?ISSN)[\s:.]{0,3}\d[\dXx –-]{6,16}[\dXx]\b"
)
_SERIAL = re.compile(r"(?:ISSN|ISBN|e-ISSN)[\s:]{0,3}$", re.IGNORECASE)


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
    run = _run(authors, more=reference.has_more_authors) if authors else None
    run = run or named_before(entry.text) or named_behind(entry, span)
    confidence = min(each.confidence for each in (title, authors) if each)
    if told := told_by(entry, span, run):
        span, run, confidence = *told, 1.0
    taken = [span, (run.start, run.end)] if run else [span]
    year = _span(reference.first("year")) or year_in(entry, rest_of(entry, taken))
    rest = rest_of(entry, [*taken, *_no_venues(reference)])
    venue = _venue(entry, named, year) or (None if is_edited else venue_in(entry, rest, year))
    without = run is not None and bool(WITH.search(entry.text, 0, run.start))
    reading = Reading(
        entry, "learned", span, run, year, venue,
        without_owner=without or bool(LEAD.match(entry.text)), confidence=confidence,
    )  # fmt: skip
    read = scored(reading, may_be_person)
    if venue is None and any(each.confidence >= _SURE for each in reference.all("publisher")):
        read = replace(read, score=read.score + _PRINTED)
    sure = run is not None and confidence >= _SURE
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


def _venue(entry: Entry, named: Field | None, year: Span | None) -> Span | None:
    """Return the venue that is named, without what stands around it; a day before its year, `(3 de mayo de 2020)`, is none."""
    text = entry.text
    if named is None or is_label(entry, named.start, named.end):
        return None
    span = without_date(text, without_lead(text, (named.start, named.end)))
    within = year and text[span[0] - 1 : span[0]] == "(" and 0 <= year[0] - span[1] <= 1
    return None if within else span


def _no_venues(reference: Reference) -> Iterator[Span]:
    """Yield what surely is another field, where no venue is named: the press and the place of a book."""
    for each in reference.fields:
        if each.name in _OTHER_FIELDS and each.confidence >= _SURE:
            yield each.start, each.end


def _standard_reading(entry: Entry, reference: Reference, title: Span, authors: Field) -> Reading:
    """Return an entry read by the marks of a standard, which tell more than any layout."""
    run = _run(authors, more=reference.has_more_authors)
    year, venue = _span(reference.first("year")), _span(reference.first("venue"))
    read = scored(Reading(entry, "standard", title, run, year, venue), may_be_person)
    return replace(read, score=read.score + _STANDARD)


def _run(people: Field, *, more: bool = False) -> Run:
    names = tuple((part.start, part.end) for part in people.parts)
    return Run(names or ((people.start, people.end),), people.start, people.end, more)


def told_by(entry: Entry, title: Span, run: Run | None) -> tuple[Span, Run] | None:
    """Return title and names where the title runs on into `by Ana Lopez`, and the other names follow it."""
    for by in _BY.finditer(entry.text, *title):
        named = run_at(entry.text, by.end())
        follows = run is None or (named is not None and named.end >= run.end)
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


def with_details(reading: Reading, reference: Reference) -> Reading:
    """Return a reading with volume, pages, publisher and the like, where they are sure; no name is a number."""
    if reading.entry.section.kind == "Book":
        reading = _without_press(reading, reference)
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
    if volume := dict(found).get("volume"):
        behind = behind_volume(reading.entry.text, volume[1])
        found += [each for each in behind if each[0] not in dict(found)]
    if "pages" not in dict(found):
        found += _pages_by_role(reading)
    return replace(_with_people(reading, reference), details=tuple(found))


def _pages_by_role(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Yield the pages that the class of an element tells."""
    for mark in reading.entry.roles:
        pages = _DETAILS["pages"].fullmatch(reading.entry.text, mark.start, mark.end)
        if pages and "pages" in mark.value.casefold():
            yield "pages", pages.span()
            return


def _without_press(reading: Reading, reference: Reference) -> Reading:
    """Return the reading of a book whose venue is none, but who printed it and where, or a series."""
    venue = reading.venue
    printed = venue and any(
        each.start < venue[1] and venue[0] < each.end
        for name in _OF_BOOKS
        for each in reference.all(name)
    )
    return replace(reading, venue=None) if printed else reading


def are_people(text: str, run: Run) -> bool:
    """Tell names from words that are known of titles and journals alone: `Nonprofit Institutions`."""
    return any(may_be_person(text[slice(*name)]) for name in run.names)


def _with_people(reading: Reading, reference: Reference) -> Reading:
    """Return a reading whose editors are none of its authors, and whose names are no numbers."""
    text, run = reading.entry.text, reading.authors
    if is_edited(text):
        return replace(reading, authors=None, editors=named_before(text))
    if run is None or not _EDIT.match(text, run.end):
        editors = _editors(reading, reference)
    else:
        run, editors = None, run
    venue = None if _names_people(reading.text(reading.venue)) else reading.venue
    return replace(reading, authors=_named(text, run), editors=_named(text, editors), venue=venue)


def _editors(reading: Reading, reference: Reference) -> Run | None:
    """Return the editors that are told beside the authors, where they are sure."""
    people, text = reference.first("editor"), reading.entry.text
    taken = [span for name, span in reading.fields() if name in ("title", "author")]
    if (
        people is None
        or (people.confidence < _SURE and not _EDIT.match(text, people.end))
        or any(people.start < end and start < people.end for start, end in taken)
    ):  # fmt: skip
        return None
    return _run(people)


def _named(text: str, run: Run | None) -> Run | None:
    """Return names without those that are numbers, such as pages that stand behind them.

    A stop behind the last ends a sentence, where no other name is shortened to a few letters.
    """
    if run is None:
        return None
    names = [each for each in run.names if not _PAGE.search(text[slice(*each)])] or [*run.names]
    short = [bool(_SHORT.search(text[slice(*each)])) for each in names]
    if len(names) > 1 and short[-1] and not any(short[:-1]):
        names[-1] = (names[-1][0], names[-1][1] - 1)
    return replace(run, names=tuple(names))


def _names_people(venue: str | None) -> bool:
    """Tell editors and translators from a venue: `Eva King, Editor`, `Translated by Cy Lim`."""
    return venue is not None and bool(
        re.search(
            r"^editors?\b|^(?:edited|translated|trans\.|ed\.) by\b|\W(?:editors?|eds?\.)$",
            venue,
            re.IGNORECASE,
        )
    )


def _marked(entry: Entry) -> Marked:
    marks = [
        Mark(mark.kind, mark.start, mark.end, mark.value or None)
        for mark in entry.marks
        if mark.kind in ("strong", "emphasis", "link")
    ]
    # Both are told by their labels, and say nothing of the fields around them.
    text = LEAD.sub(_blank, entry.text, count=1) if LEAD.match(entry.text) else entry.text
    text = _SERIAL_NUMBER.sub(_blank, text)
    return Marked(text, tuple(marks))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _span(field: Field | None) -> Span | None:
    return (field.start, field.end) if field else None


def _bare(text: str, field: Field) -> Span:
    start, end = field.start, field.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        if text[end - 1] == ")" and "(" in text[start:end]:
            break  # `Lyon (France)`
        end -= 1
    return start, end
