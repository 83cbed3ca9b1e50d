"""Read DBLP's XML: the whole dump, a slice of it, a person's page, or single records.

Source: https://dblp.org/xml/docu/dblpxml.pdf
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kg.identity import identifiers_in, normalise, parse_identifier, parse_orcid
from kg.model import Agent, Identifier, Paper, Record, Repair, Skipped, Source
from kg.sources.fields.details import details, edited
from kg.sources.fields.kinds import kind_of
from kg.sources.fields.names import parse_name
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.values import address, iso_date, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.xml_formats.fields import element_text, element_texts
from kg.sources.xml_formats.reading import read_elements, root

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<dblp><article key="journals/owls/Li19"><author>Bo Li 0002</author><title>NightOwl.</title>
<year>2019</year></article></dblp>
"""

_TAGS = frozenset(
    {"article", "inproceedings", "incollection", "phdthesis", "mastersthesis", "book",
     "proceedings", "www", "person", "data"}
)  # fmt: skip
_NO_TEXTS = frozenset({"data", "software"})
"""Values of `publtype` for what is no text, whatever the tag."""
_UNNAMED = "no booktitle is beside it, and volumes are not looked up"
_BLANK = re.compile(r"(/10\.1007/978[\dxX-]+)\s++_?(?=\d+$)|(?<!\s)\s++_\s*+|_\s++")
_FIELD = re.compile(r"<(?:author|title|editor|year|crossref)[\s>]")
_NUMBER = re.compile(r"(?<!\s)\s+\d{4}$")
_WORKSHOP = re.compile(r"@|\bworkshop", re.IGNORECASE)
_DETAILS = {
    "volume": "volume",
    "issue": "number",
    "pages": "pages",
    "series": "series",
    "publisher": "publisher",
}


def recognise(head: str) -> Sign | None:
    """Tell whether the root is DBLP's, or one of its records, with a key."""
    name, attributes = root(head)
    own = name in _TAGS and re.search(r"\skey=", attributes) and _FIELD.search(head)
    return sign(name in {"dblp", "dblpperson"} or own, "its root is DBLP's, or a record with a key")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each publication; volumes, pages and people are skipped.

    Where the volume that a paper stands in is named by its key alone, a `Repair` before it says so.
    """
    notes: list[Repair] = []

    def convert(element: Element, record: Record) -> Paper | Skipped:
        item = _convert(element, record)
        volume = element_text(element.find("crossref"))
        if isinstance(item, Paper) and not item.venue and volume:
            notes.append(Repair(source, record.line, "crossref", volume, "", _UNNAMED))
        return item

    for item in read_elements(document, source, _TAGS, convert):
        yield from notes
        notes.clear()
        yield item


def _convert(element: Element, record: Record) -> Paper | Skipped:
    types = (element.get("publtype") or "").split()
    said = (kind_of("dblp", each) for each in types if each in _NO_TEXTS)
    kind = next(said, kind_of("dblp", element.tag))
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    links = [link for each in element.iterfind("ee") if (link := element_text(each))]
    title = element_text(element.find("title"))
    # What a book gives as its `booktitle` is its own short title.
    venues = ("journal", "school") if kind.fabio == "Book" else ("journal", "booktitle", "school")
    venue = next((found for tag in venues if (found := element_text(element.find(tag)))), None)
    editors = _people(element, "editor")
    return Paper(
        title=title.removesuffix(".") if title else None,
        authors=_people(element, "author"),
        editors=editors if kind.fabio == "Book" else (),
        year=year(element_text(element.find("year"))),
        date=_date(element),
        identifiers=_identifiers(element, links),
        venue=venue,
        status="withdrawn" if "withdrawn" in types else None,
        kind=_kind(element, types, venue or "") or kind.fabio,
        url=address(*links),
        isbn=next(iter(element_texts(element.iterfind("isbn"))), None),
        details=edited(details(lambda tag: element_text(element.find(tag)), _DETAILS), editors),
        records=(record,),
    )


def _date(element: Element) -> str | None:
    published, month = (element_text(element.find(tag)) for tag in ("year", "month"))
    return iso_date(published, month, None)


def _kind(element: Element, types: list[str], venue: str) -> str | None:
    """Tell what the tag alone does not: preprints, surveys and papers of workshops."""
    if element.tag == "article" and ("informal" in types or venue == "CoRR"):
        return "Preprint"
    if element.tag == "article" and "survey" in types:
        return "ReviewArticle"
    if element.tag == "inproceedings" and _WORKSHOP.search(venue):
        return "WorkshopPaper"
    return None


def _people(element: Element, tag: str) -> tuple[Agent, ...]:
    return tuple(agent for each in element.iterfind(tag) if (agent := _author(each)))


def _author(element: Element) -> Agent | None:
    found = author_of(element_text(element))
    return replace(found, orcid=parse_orcid(element.get("orcid"))) if found else None


def author_of(printed: str | None) -> Agent | None:
    """Return an author; the number that tells namesakes apart stays in the name as printed.

    >>> found = author_of("Bo Li 0002")
    >>> found and (found.name, found.printed)
    ('Bo Li', 'Bo Li 0002')
    """
    if not printed or not is_name(printed):
        return None
    return replace(parse_name(_NUMBER.sub("", printed)), printed=printed)


def _identifiers(element: Element, links: list[str]) -> tuple[Identifier, ...]:
    """Return the identifiers that the links are pages of; of CoRR also the volume."""
    found = [each for link in links for each in identifiers_in(_joined(link))]
    volume = (element_text(element.find("volume")) or "").removeprefix("abs/")
    if element_text(element.find("journal")) == "CoRR" and normalise("arxiv", volume):
        found.append(parse_identifier("arxiv", volume))
    return tuple(dict.fromkeys(found))


def _joined(link: str) -> str:
    """Take the blank out of an address that DBLP writes as `book _12` for the chapter `book_12`.

    Up to the blank it is the DOI of the book.

    >>> _joined("https://doi.org/10.1007/978-3-540-0001-1%20_12")
    'https://doi.org/10.1007/978-3-540-0001-1_12'
    """
    return _BLANK.sub(r"\1_", unquote(link)) if " " in link or "%20" in link else link


FORMAT = Format(
    "dblp",
    "DBLP XML: the dump, a slice of it, or single records with their key",
    EXAMPLE,
    recognise,
    read,
)
