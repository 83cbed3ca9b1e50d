"""Read the JSON of Zotero: items as its translators, its export and its web API give them.

Source: https://www.zotero.org/support/dev/web_api/v3/types_and_fields
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.identity import identifiers_in, parse_identifier
from kg.model import Agent, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.details import details, edited
from kg.sources.fields.kinds import Kind, kind_of, thesis
from kg.sources.fields.values import address, date_in, dois, person, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import (
    PUBMED,
    Members,
    distinct,
    elements,
    member,
    named,
    read_json,
    text,
    told,
    unique,
)
from kg.sources.json_formats.start import json_start

EXAMPLE = """\
[{"itemType": "journalArticle", "title": "NightOwl", "date": "2019-02-07",
  "creators": [{"creatorType": "author", "firstName": "Ana", "lastName": "Lopez"}]}]
"""

_VENUES = (
    "publicationTitle", "proceedingsTitle", "conferenceName", "bookTitle", "encyclopediaTitle",
    "dictionaryTitle", "university", "institution", "repository",
)  # fmt: skip
_PARTS = frozenset({"attachment", "note", "annotation"})
_DETAILS = {
    "printed_date": ("date",),
    "language": ("language",),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("pages",),
    "report_number": ("reportNumber",),
    "edition": ("edition",),
    "series": ("series", "seriesTitle"),
    "series_number": ("seriesNumber",),
    "publisher": ("publisher", "university", "institution"),
    "place": ("place",),
}


def recognise(head: str) -> Sign | None:
    """Tell whether the first record is an item, by its type, or wraps one as its data."""
    first = json_start(head).record
    found = "itemType" in first or ("data" in first and '"itemType"' in first["data"])
    return sign(found, "its first record has an `itemType`")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each item of a kind that is published."""
    return read_json(document, source, item_to_paper)


def item_to_paper(value: Members, record: Record) -> Paper | Skipped:
    """Make a paper of an item, bare or as the `data` of the web API."""
    item = member(value, "data") or value
    type_ = text(item, "itemType")
    kind = kind_of("zotero", type_)
    if kind.skipped or type_ in _PARTS:
        return Skipped(record.source, record.index, record.line, kind.skipped or str(type_))
    dated = text(item, "date")
    editors = _creators(item, "editor")
    return Paper(
        title=text(item, "title"),
        abstract=text(item, "abstractNote"),
        authors=_creators(item, "author"),
        editors=editors if kind.fabio == "Book" else (),
        year=year(dated),
        date=date_in(dated),
        identifiers=distinct(_identifiers(item)),
        venue=None if kind.fabio == "Book" else next(_texts(item, _VENUES), None),
        kind=_kind(item, kind),
        url=address(text(item, "url")),
        issn=text(item, "ISSN"),
        isbn=text(item, "ISBN"),
        keywords=named(item, "tags", name="tag"),
        details=edited(
            details(
                lambda names: next(filter(None, (told(item, name) for name in names)), None),
                _DETAILS,
            ),
            editors,
        ),
        records=(record,),
    )


def _texts(item: Members, names: tuple[str, ...]) -> Iterator[str]:
    return (found for name in names if (found := text(item, name)))


def _kind(item: Members, kind: Kind) -> str | None:
    if kind.fabio == "Thesis":
        return thesis(text(item, "thesisType") or text(item, "type") or "")
    return kind.fabio


def _creators(item: Members, role: str) -> tuple[Agent, ...]:
    """Return the people of a role in their order; `name` alone is a name in one field."""
    return unique(
        person(text(each, "firstName"), text(each, "lastName") or text(each, "name"))
        for each in elements(item, "creators")
        if (text(each, "creatorType") or "author") == role
    )


def _identifiers(item: Members) -> Iterator[Identifier]:
    """Return the identifiers; `extra` holds a line for each field that Zotero has no place for."""
    yield from dois(text(item, "DOI"))
    for scheme in PUBMED:
        if found := text(item, scheme.upper()):
            yield parse_identifier(scheme, found)
    for written in _texts(item, ("archiveID", "url", "reportNumber")):
        yield from identifiers_in(written)
    for line in str(member(item, "extra") or "").splitlines():
        yield from identifiers_in(line)


FORMAT = Format(
    "zotero",
    "Zotero's own JSON: items with itemType, title and creators, bare or as `data` of its web API",
    EXAMPLE,
    recognise,
    read,
)
