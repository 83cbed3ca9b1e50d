"""Read EndNote XML, as EndNote and other reference managers write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.identity import SCHEMES, identifiers_in, normalise, parse_identifier
from kg.model import Agent, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.details import IN_VOLUMES, details, edited
from kg.sources.fields.kinds import kind_of, thesis
from kg.sources.fields.names import parse_name
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.values import address, dois, fullest, written_date, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.tagged_formats.tags import is_pubmed, numbered_date, serials, split_keywords
from kg.sources.xml_formats.fields import element_text, element_texts, literal, mark_read
from kg.sources.xml_formats.reading import read_elements, root

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<xml><records><record><ref-type name="Journal Article">17</ref-type><titles><title>NightOwl</title>
</titles><dates><year>2019</year></dates></record></records></xml>
"""


_RECORD = re.compile(r"<records?[\s>]")
_OWN_FIELD = re.compile(r"(?:custom|user)\d+")
_INNER = re.compile(r"<(?:ref-type|contributors|titles|source-app)[\s>]")
_DETAILS = {
    "language": ("language",),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages",),
    "edition": ("edition",),
    "series": ("titles/tertiary-title",),
    "publisher": ("publisher",),
    "place": ("pub-location",),
    "article_number": ("custom7",),
    "printed_date": ("dates/pub-dates/date",),
}


def recognise(head: str) -> Sign | None:
    """Tell whether the root element is `xml` or `records`, as EndNote writes it."""
    name = root(head)[0]
    found = name in {"xml", "records"} and _RECORD.search(head) and _INNER.search(head)
    return sign(found, "its root is `xml` or `records`, with records of references")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record of a kind that is published."""
    return read_elements(document, source, frozenset({"record"}), _convert)


def _convert(element: Element, record: Record) -> Paper | Skipped:
    type_ = element.find("ref-type")
    name = "" if type_ is None else (type_.get("name") or "").strip().casefold()
    if type_ is not None:
        mark_read(type_)
    kind = kind_of("endnote-xml", name)
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    published = year(
        element_text(element.find("dates/year"))
        or element_text(element.find("dates/pub-dates/date"))
    )
    issn, isbn = _serials(element, book=kind.fabio in {"Book", "BookChapter"})
    editors = _people(element, "secondary-authors") if kind.fabio in IN_VOLUMES else ()
    return Paper(
        title=element_text(element.find("titles/title")),
        abstract=element_text(element.find("abstract")),
        authors=_people(element, "authors"),
        editors=editors if kind.fabio == "Book" else (),
        year=published,
        date=_date(element, published),
        identifiers=_identifiers(element),
        venue=element_text(element.find("titles/secondary-title"))
        or element_text(element.find("periodical/full-title")),
        kind=_degree(element) if kind.fabio == "Thesis" else kind.fabio,
        url=address(*(element_text(each) for each in element.iterfind("urls//url"))),
        issn=issn,
        isbn=isbn,
        keywords=split_keywords(literal(each) for each in element.iterfind("keywords/keyword")),
        other_titles=element_texts(element.iterfind("titles/translated-title")),
        details=edited(details(lambda tags: _first(element, tags), _DETAILS), editors),
        records=(record,),
    )


def _first(element: Element, tags: tuple[str, ...]) -> str | None:
    found = (element_text(element.find(tag)) for tag in tags)
    return next(filter(None, found), None)


def _degree(element: Element) -> str:
    return thesis(element_text(element.find("work-type")) or "")


def _people(element: Element, role: str) -> tuple[Agent, ...]:
    names = (element_text(each) for each in element.iterfind(f"contributors/{role}/author"))
    return tuple(parse_name(name) for name in names if name and is_name(name))


def _date(element: Element, published: str | None) -> str | None:
    """Return the day of publication; that of another year tells of something else."""
    dates = (element_text(each) or "" for each in element.iterfind("dates/pub-dates/date"))
    days = (numbered_date([each]) or written_date(each, published) for each in dates)
    return fullest(*(day for day in days if day and day[:4] == published))


def _serials(element: Element, *, book: bool) -> tuple[str | None, str | None]:
    """Tell the ISSN and the ISBN apart, which share a field; what is neither is kept as printed."""
    number = element_text(element.find("isbn"))
    issn, isbn = serials([number or ""])
    if issn or isbn:
        return issn, isbn
    return (None, number) if book else (number, None)


def _identifiers(element: Element) -> tuple[Identifier, ...]:
    """Return the DOIs; the accession number where it is said to be PubMed's; and what is labelled.

    Custom and user fields hold what each library keeps there, such as a PMCID.
    """
    number = element_text(element.find("electronic-resource-num")) or ""
    found = list(dois(number)) if "10." in number else []
    database = element_text(element.find("remote-database-name")) or ""
    accession = element_text(element.find("accession-num")) or ""
    if is_pubmed(database) and normalise("pmid", accession):
        found.append(parse_identifier("pmid", accession))
    schemes = tuple(each for each in SCHEMES if each != "doi" or not found)
    own = (each for each in element.iterfind("*") if _OWN_FIELD.fullmatch(str(each.tag)))
    for each in (*element.iterfind("accession-num"), *own, *element.iterfind("urls//url")):
        found += identifiers_in(element_text(each), *schemes)
    return tuple(dict.fromkeys(found))


FORMAT = Format(
    "endnote-xml",
    "EndNote XML: xml/records/record with ref-type, titles, contributors",
    EXAMPLE,
    recognise,
    read,
)
