"""Read the metadata snapshot of arXiv: JSON Lines, or an array of the same objects.

Source: https://www.kaggle.com/datasets/Cornell-University/arxiv
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.identity import parse_identifier
from kg.model import Agent, Identifier, Paper, Record, Source
from kg.sources.fields.journal_references import venue_in
from kg.sources.fields.latex import decode_latex
from kg.sources.fields.names import parse_behalf, parse_inverted, with_behalf
from kg.sources.fields.values import address, dois, group, person
from kg.sources.fields.values import year as year_in
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import Members, distinct, elements, read_json, text, unique
from kg.sources.json_formats.start import json_start

EXAMPLE = """\
{"id": "2107.05407", "authors_parsed": [["Lopez", "Ana", ""]], "title": "NightOwl",
 "abstract": "  We map.", "categories": "cs.LG", "versions": [{"created": "Mon, 12 Jul 2021"}]}
"""

_NEW_ID = re.compile(r"(\d\d)(\d\d)\.\d{4,5}")
_OLD_ID = re.compile(r"[a-z.-]+/(\d\d)\d{5}", re.IGNORECASE)
_PARENTHESES = re.compile(r"\([^()]*\)")
_BETWEEN_NAMES = re.compile(r"(?:(?<!\s)\s+)?(?:,\s*and\s+|,|;|\band\s)\s*")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")


def recognise(head: str) -> Sign | None:
    """Tell whether the first record has the members of the snapshot."""
    first = json_start(head).record.keys()
    found = "authors_parsed" in first or {"submitter", "categories"} <= first
    return sign(found, "its first record has the members of the snapshot")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record."""
    return read_json(document, source, _convert)


def _convert(value: Members, record: Record) -> Paper:
    id_ = text(value, "id")
    return Paper(
        title=_tex(value, "title"),
        abstract=_tex(value, "abstract"),
        authors=_authors(value),
        year=_year(value, id_),
        identifiers=distinct(_identifiers(value, id_)),
        venue=venue_in(_tex(value, "journal-ref")),
        kind="Preprint",
        url=address(f"https://arxiv.org/abs/{id_}") if id_ else None,
        keywords=tuple((text(value, "categories") or "").split()),
        licence=address(text(value, "license")),
        records=(record,),
    )


def _tex(value: object, *path: str) -> str | None:
    found = text(value, *path)
    return decode_latex(found) if found else None


def _identifiers(value: Members, id_: str | None) -> Iterator[Identifier]:
    if id_:
        yield parse_identifier("arxiv", id_)
    yield from dois(text(value, "doi"))


def _year(value: Members, id_: str | None) -> str | None:
    """Return the year of the first version, which the identifier tells, too."""
    versions = elements(value, "versions")
    created = text(versions[0], "created") if versions else None
    if created:
        return year_in(created)
    digits = _NEW_ID.match(id_ or "") or _OLD_ID.match(id_ or "")
    if digits:
        return f"{'19' if int(digits[1]) > 90 else '20'}{digits[1]}"
    return year_in(text(value, "update_date"))


def _authors(value: Members) -> tuple[Agent, ...]:
    parsed = elements(value, "authors_parsed")
    if parsed:
        places = (place for each in parsed for place in _places(each))
        return with_behalf(unique(map(_author, parsed)), places)
    return parse_arxiv_authors(_tex(value, "authors") or "")


def _author(parts: object) -> Agent | None:
    """Make an agent of family name, given names, suffix and affiliations."""
    family, given, suffix, *_ = [*(_tex(part) for part in elements(parts)), None, None, None]
    if family and parse_inverted(family).kind == "group":
        return group(" ".join(filter(None, (given, family))))
    places = (place for place in _places(parts) if not parse_behalf(place))
    return person(given, family, suffix=suffix, affiliation="; ".join(places) or None)


def _places(parts: object) -> list[str]:
    return [place for part in elements(parts)[3:] if (place := _tex(part))]


def parse_arxiv_authors(written: str) -> tuple[Agent, ...]:
    """Parse the authors as they were typed in: names with affiliations in parentheses.

    >>> [each.name for each in parse_arxiv_authors("A. Rossi (1 and 2), B. Lim, Jr. ((1) ETH (Zurich))")]
    ['A. Rossi', 'B. Lim Jr.']
    """
    before = None
    while written != before:
        before, written = written, _PARENTHESES.sub(" ", written)
    names: list[str] = []
    for name in _BETWEEN_NAMES.split(written.strip()):
        if names and _SUFFIX.fullmatch(name):
            names[-1] += f" {name}"
        else:
            names.append(name.strip())
    return unique(person(None, name) for name in names if name)


FORMAT = Format(
    "arxiv-json",
    "arXiv's metadata snapshot: JSON Lines with id, title, abstract, authors_parsed",
    EXAMPLE,
    recognise,
    read,
)
