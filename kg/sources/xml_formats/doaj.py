"""Read the XML by which publishers give articles to DOAJ, the Directory of Open Access Journals.

Source: https://doaj.org/docs/xml/, schema `doajArticles.xsd`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Agent, Paper, Record, Skipped, Source
from kg.sources.fields.details import details, page_range
from kg.sources.fields.kinds import Kind, kind_of
from kg.sources.fields.values import address, date_in, dois, person, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.xml_formats.fields import element_text, element_texts
from kg.sources.xml_formats.reading import read_elements, root

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<records><record><journalTitle>Journal of Maps</journalTitle><publicationDate>2019-04</publicationDate>
<doi>10.1000/1</doi><title language="eng">NightOwl</title>
<authors><author><name>Ana Lopez</name></author></authors></record></records>
"""

_OWN = re.compile(r"<(?:journalTitle|publisherRecordId|fullTextUrl|affiliationsList)[\s>]")
_DETAILS = {
    "volume": "volume",
    "issue": "issue",
    "publisher": "publisher",
    "language": "language",
}


def recognise(head: str) -> Sign | None:
    """Tell whether the first of `records` has an element that is DOAJ's own."""
    first = head.partition("</record>")[0]
    own = root(head)[0] in {"records", "record"} and _OWN.search(first)
    return sign(own, "its records have elements that are DOAJ's own")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each article; of titles and abstracts in several languages the first counts."""
    return read_elements(document, source, frozenset({"record"}), _convert)


def _convert(element: Element, record: Record) -> Paper | Skipped:
    said = element_text(element.find("documentType"))
    kind = kind_of("doaj-xml", said, otherwise=Kind("JournalArticle"))
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)

    def told(tag: str) -> str | None:
        return element_text(element.find(tag))

    titles = element_texts(element.iterfind("title"))
    published = told("publicationDate")
    found = details(told, _DETAILS)
    return Paper(
        title=titles[0] if titles else None,
        abstract=next(iter(element_texts(element.iterfind("abstract"))), None),
        authors=tuple(_authors(element)),
        year=year(published),
        date=date_in(published),
        identifiers=tuple(dois(told("doi"))),
        venue=told("journalTitle"),
        kind=kind.fabio or "JournalArticle",
        url=address(*element_texts(element.iterfind("fullTextUrl"))),
        issn=next(filter(None, [told("issn"), told("eissn")]), None),
        keywords=element_texts(element.iterfind("keywords/keyword")),
        other_titles=titles[1:],
        details=replace(found, pages=page_range(told("startPage"), told("endPage"))),
        records=(record,),
    )


def _authors(element: Element) -> Iterator[Agent]:
    names = element.iterfind("affiliationsList/affiliationName")
    places = {each.get("affiliationId"): element_text(each) for each in names}
    for author in element.iterfind("authors/author"):
        number = element_text(author.find("affiliationId"))
        orcid = element_text(author.find("orcid_id"))
        name = element_text(author.find("name"))
        if found := person(None, name, orcid=orcid, affiliation=places.get(number)):
            yield found


FORMAT = Format(
    "doaj-xml",
    "DOAJ XML: articles as publishers give them to the directory",
    EXAMPLE,
    recognise,
    read,
)
