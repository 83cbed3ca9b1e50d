"""Add to a reading what was learned of its volume, pages, publisher and the like, and of who edited it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.references import Field, FieldName, Reference
from kg.sources.free.authors import is_edited, named_before
from kg.sources.free.people import Run
from kg.sources.free.reading import Reading, Span
from kg.sources.free.venues import is_label
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
_PAGE = re.compile(r"(?<!\w)\d{2,}(?!\w)")
"""A number by itself, which no name of a person has; a mark such as the 1 of `Li1` it may have."""
_EDIT = re.compile(r"\W{0,3}\b(?:eds?|editors?|hrsg|hgg?)\b", re.IGNORECASE)
_SHORT = re.compile(r"\s[^\W\d_]{2,3}\.$")
"""How a name ends whose last word is short, or shortened: `Yiping Lu.`, `Ivanov Yu.`."""
SURE = 0.8
_OF_BOOKS: tuple[FieldName, ...] = ("place", "publisher", "series")
_SERIAL = re.compile(r"(?:ISSN|ISBN|e-ISSN)[\s:]{0,3}$", re.IGNORECASE)


def run_of(people: Field, *, more: bool = False) -> Run:
    """Return the names of a field, which may leave out `more`."""
    names = tuple((part.start, part.end) for part in people.parts)
    return Run(names or ((people.start, people.end),), people.start, people.end, more)


def with_details(reading: Reading, reference: Reference) -> Reading:
    """Return a reading with volume, pages, publisher and the like, where they are sure; no name is a number."""
    if reading.entry.section.kind == "Book":
        reading = _without_press(reading, reference)
    taken = [span for _, span in reading.fields()]
    found: list[tuple[str, Span]] = []
    for field in reference.fields:
        pattern = _DETAILS.get(field.name)
        if pattern is None or field.confidence < SURE or field.name in dict(found):
            continue
        start, end = _bare(reading.entry.text, field)
        clashes = any(start < last and first < end for first, last in taken)
        text = reading.entry.text
        other = _SERIAL.search(text, 0, start) or is_label(reading.entry, start, end)
        if not clashes and not other and pattern.fullmatch(reading.entry.text, start, end):
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
        or (people.confidence < SURE and not _EDIT.match(text, people.end))
        or any(people.start < end and start < people.end for start, end in taken)
    ):  # fmt: skip
        return None
    return run_of(people)


def _named(text: str, run: Run | None) -> Run | None:
    """Return names without those that are numbers, such as pages that stand behind them, or signs: `…`.

    A stop behind the last ends a sentence, where no other name is shortened to a few letters.
    """
    if run is None:
        return None
    told = [each for each in run.names if any(map(str.isalpha, text[slice(*each)]))] or [*run.names]
    names = [each for each in told if not _PAGE.search(text[slice(*each)])] or told
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


def _bare(text: str, field: Field) -> Span:
    start, end = field.start, field.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        if text[end - 1] == ")" and "(" in text[start:end]:
            break  # `Lyon (France)`
        end -= 1
    return start, end
