"""Make a paper of an entry that is understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import identifiers_in
from kg.model import Agent, Details, FieldSpan, Identifier, Paper, Record
from kg.references import is_given
from kg.sources.fields.names import parse_inverted, parse_name, turn_initials
from kg.sources.free.authors import is_edited
from kg.sources.free.choice import Choice
from kg.sources.free.kinds import THESIS, kind_told
from kg.sources.free.owner import Owner
from kg.sources.free.people import Run
from kg.sources.free.positions import Lines
from kg.sources.free.reading import Reading
from kg.sources.free.untitled import as_parsed
from kg.sources.free.venues import PRESS
from kg.sources.free.volumes import volume_above

_CAPITAL_PARTICLES_TEXT = """
Van Von De Di Le La Du Del Della Ter Da Dos El Al Den Der
"""
_CAPITAL_PARTICLES = frozenset(_CAPITAL_PARTICLES_TEXT.split())
_VIETNAMESE_TEXT = """
Nguyen Tran Le Pham Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dinh
"""
_VIETNAMESE = frozenset(_VIETNAMESE_TEXT.split())
"""Family names that come first, before a `Van` that is none of the family."""
_BRACKETED = re.compile(r"(?P<family>[^\W\d_][\w'’-]+) \((?P<given>[^\W\d_][\w.'’ -]{1,40})\)")
"""A name as French lists of law and history have it: `Hibou (Claire)`."""
_DETACHED = re.compile(r"(?<!\w)[´`¨ˆ˜¸]\s?")
"""An accent that stands by itself, as copied from a page that was printed."""
_CLOSE = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]{3})")
"""Where a blank is left out behind initials: `A.Lopez`."""
_THESIS = re.compile(
    rf"^\W*(?:[^\W\d_]+ )?(?:{THESIS})(?: (?:en|in|di|de|i) [^,\n]{{3,40}}(?=,))?"
    r"(?:, (?:sous la dir|dir\.|dirigid|directed|supervised|under)[^,\n]{3,60}(?=,))?(?: and defen[cs]e)?\W*(?:(?:an der|an|à|at|de)\b)?\s*",
    re.IGNORECASE,
)
"""What stands before the institution where a thesis was handed in."""
_UNPUBLISHED = re.compile(r"\bmanuscript\b", re.IGNORECASE)
"""What is said of a text of which an institution is told, and no publisher."""


def paper_of(reading: Reading, record: Record, lines: Lines, owner: Owner | None = None) -> Paper:
    """Return the paper that a reading tells of; `owner` is whom the entries of the page leave out."""
    entry, authors = reading.entry, _people(reading, reading.authors)
    if owner and not _is_left_out(owner, reading, authors):
        owner = None
    addresses = _own_addresses(reading)
    found: dict[str, Identifier] = {}
    for each in identifiers_in(" ".join([entry.text, *addresses])):
        found.setdefault(each.scheme, each)  # Behind that of the paper stand those of its data.
    serials = dict(reading.serials())
    said = kind_told(reading).fabio
    venue, details = _placed(reading, said or entry.section.kind)
    own = (replace(_person(owner.name), printed=owner.name),) if owner else ()
    wrote = authors if is_edited(entry.text) else own + authors
    editors = _editors(reading, own, authors)
    if entry.section.edited and not editors:
        wrote, editors = (), wrote
    return Paper(
        reading.text(reading.title),
        None,
        wrote,
        year=reading.year_text,
        date=reading.date,
        identifiers=tuple(found.values()),
        venue=venue,
        kind=said or entry.section.kind or None,
        editors=editors,
        details=details,
        isbn=reading.text(serials.get("isbn")),
        issn=reading.text(serials.get("issn")),
        url=next((each for each in addresses if each.startswith(("http://", "https://"))), None),
        records=(replace(record, spans=tuple(_spans(reading, lines, owner))),),
    )


def _editors(
    reading: Reading, own: tuple[Agent, ...], authors: tuple[Agent, ...]
) -> tuple[Agent, ...]:
    """Return who edited what has no authors, with the owner who says so: `(Hg., mit Bo Chen)`."""
    edited = is_edited(reading.entry.text)
    if authors or (own and not edited):
        return ()
    return own + _people(reading, reading.editors)


def _placed(reading: Reading, kind: str | None) -> tuple[str | None, Details]:
    """Return venue and details: where a thesis was handed in is no venue, and neither is who printed a book."""
    venue, told = reading.text(reading.venue), _details(reading)
    said = reading.entry.description
    if (kind and kind.endswith("Thesis")) or (said and _UNPUBLISHED.search(said.text)):
        return _handed_in(reading, venue, told)
    if venue and PRESS.fullmatch(venue):
        return None, replace(told, publisher=told.publisher or venue)
    if venue is None and kind == "JournalArticle" and told.publisher:
        return told.publisher, replace(told, publisher=None)
    above = volume_above(reading.entry.headings) if venue is None and kind != "Book" else None
    if above:
        return above.name, replace(
            told, volume=told.volume or above.volume, issue=told.issue or above.issue
        )
    return venue, told


def _handed_in(reading: Reading, venue: str | None, told: Details) -> tuple[str | None, Details]:
    """Return venue and details of a thesis: the institution stands in brackets, else for a venue or for who printed it."""
    said = reading.entry.description
    if said and said.institution:
        if told.publisher:
            return venue, replace(told, institution=said.institution)
        return None, replace(told, institution=said.institution, publisher=venue)
    institution = _THESIS.sub("", venue or "", count=1).strip(" ,.;:[]()") or told.publisher
    if institution is None:
        return venue, told  # `PhD thesis`: nothing else tells where it is.
    publisher = None if institution == told.publisher else told.publisher
    return None, replace(told, institution=institution, publisher=publisher)


def _own_addresses(reading: Reading) -> list[str]:
    """Return where the links of an entry lead, but for those of names, which lead to people."""
    people = [span for run in (reading.authors, reading.editors) if run for span in run.names]
    return [
        mark.value
        for mark in reading.entry.marks
        if mark.kind == "link"
        and not any(start < mark.end and mark.start < end for start, end in people)
    ]


def as_read(choice: Choice) -> dict[str, object]:
    """Return what was understood of an entry, and its text, as a record that can be mended."""
    raw: dict[str, object] = as_parsed(choice.untitled) if choice.untitled else {}
    if reading := choice.reading:
        raw["title"] = reading.text(reading.title)
        if reading.authors:
            raw["authors"] = [reading.text(span) for span in reading.authors.names]
        fields = {"year": reading.year_text, "venue": reading.text(reading.venue)}
        raw |= {name: value for name, value in fields.items() if value}
    return raw | {"text": choice.entry.whole}


def _spans(reading: Reading, lines: Lines, owner: Owner | None) -> Iterator[FieldSpan]:
    if owner:
        yield _span("author", owner.start, owner.start + len(owner.name), lines)
    offsets, said = reading.entry.offsets, reading.entry.description
    if said:
        yield _span("kind", *said.source, lines)
    for name, (first, last) in reading.fields():
        yield _span(name, offsets[first], offsets[last - 1] + 1, lines)


def _span(field: str, start: int, end: int, lines: Lines) -> FieldSpan:
    return FieldSpan(field, start, end, *lines.at(start), lines.text[start:end])


def _details(reading: Reading) -> Details:
    editors = (
        [reading.text(span) or "" for span in reading.editors.names] if reading.editors else []
    )
    found = {name: reading.text(span) for name, span in reading.details}
    return Details(**found, printed_editors="; ".join(editors) or None)


def _people(reading: Reading, run: Run | None) -> tuple[Agent, ...]:
    names = [reading.text(span) or "" for span in run.names] if run else []
    return tuple(
        replace(_person(turned), printed=name)
        for name, turned in zip(names, turn_initials(names), strict=True)
    )


def _is_left_out(owner: Owner, reading: Reading, authors: tuple[Agent, ...]) -> bool:
    """Tell whether the owner is an author: named `with` others, or left out with nobody else named."""
    told = any(each.family == _person(owner.name).family for each in authors)
    return not told and (not authors or reading.without_owner)


def _person(name: str) -> Agent:
    name = _CLOSE.sub(" ", _DETACHED.sub("", name))
    if (turned := _BRACKETED.fullmatch(name)) and is_given(re.split("[ -]", turned["given"])[0]):
        return parse_inverted(f"{turned['family']}, {turned['given']}")
    if "," in name:
        return parse_inverted(name)
    words = name.split()
    if len(words) > 2 and words[-2] in _CAPITAL_PARTICLES and words[0] not in _VIETNAMESE:
        return parse_inverted(f"{' '.join(words[-2:])}, {' '.join(words[:-2])}")
    return parse_name(name)
