"""Read EndNote XML, as EndNote and other reference managers write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.identity import parse_identifier
from kg.model import Agent, Identifier, Paper, Record, Skipped, Source
from kg.sources.document import Document
from kg.sources.format import Format, Item
from kg.sources.names import parse_name
from kg.sources.xml_fields import address, dois, is_name, literal, text, texts, year
from kg.sources.xml_records import read_elements, root

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<xml><records><record><ref-type name="Journal Article">17</ref-type><titles><title>NightOwl</title>
</titles><dates><year>2019</year></dates></record></records></xml>
"""

_KINDS = {
    "journal article": "JournalArticle",
    "electronic article": "JournalArticle",
    "conference proceedings": "ConferencePaper",
    "conference paper": "ConferencePaper",
    "book section": "BookChapter",
    "electronic book section": "BookChapter",
    "encyclopedia": "BookChapter",
    "thesis": "DoctoralThesis",
    "report": "ReportDocument",
    "government document": "ReportDocument",
    "preprint": "Preprint",
    "generic": None,
    "manuscript": None,
    "unpublished work": None,
    "": None,
}
_MASTERS = re.compile(r"\bmaster|\bM\.?(?:Sc|A|Phil|Eng)\b", re.IGNORECASE)
_ISSN = re.compile(r"(?<!\d)\d{4}-?\d{3}[\dXx](?!\d)")


def recognise(head: str) -> bool:
    """Tell whether the root element is `xml` or `records`, as EndNote writes it."""
    name = root(head)[0]
    return name in {"xml", "records"} and bool(re.search(r"<records?[\s>]", head))


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record of a kind that is published."""
    return read_elements(document, source, frozenset({"record"}), _convert)


def _convert(element: Element, record: Record) -> Paper | Skipped:
    type_ = element.find("ref-type")
    name = "" if type_ is None else (type_.get("name") or "").strip().casefold()
    if name not in _KINDS:
        return Skipped(record.source, record.index, record.line, name)
    number = element.find("isbn")
    issn = _ISSN.search(text(number) or "")
    book = name in {"book section", "electronic book section", "encyclopedia"}
    return Paper(
        title=text(element.find("titles/title")),
        abstract=text(element.find("abstract")),
        authors=_authors(element),
        year=year(text(element.find("dates/year")) or text(element.find("dates/pub-dates/date"))),
        identifiers=_identifiers(element),
        venue=text(element.find("titles/secondary-title"))
        or text(element.find("periodical/full-title")),
        kind=_kind(element, name),
        url=address(*(text(each) for each in element.iterfind("urls//url"))),
        issn=issn[0] if issn and not book else None,
        isbn=text(number) if book else None,
        keywords=_keywords(element),
        other_titles=texts(element.iterfind("titles/translated-title")),
        records=(record,),
    )


def _kind(element: Element, name: str) -> str | None:
    if name == "thesis" and _MASTERS.search(text(element.find("work-type")) or ""):
        return "MastersThesis"
    return _KINDS[name]


def _authors(element: Element) -> tuple[Agent, ...]:
    names = (text(each) for each in element.iterfind("contributors/authors/author"))
    return tuple(parse_name(name) for name in names if name and is_name(name))


def _identifiers(element: Element) -> tuple[Identifier, ...]:
    """Return the DOIs; and the accession number where it is said to be PubMed's."""
    number = text(element.find("electronic-resource-num")) or ""
    found = list(dois(number)) if "10." in number else []
    database = text(element.find("remote-database-name")) or ""
    accession = text(element.find("accession-num"))
    if accession and re.search(r"pubmed|medline|nlm", database, re.IGNORECASE):
        found.append(parse_identifier("pmid", accession))
    return tuple(found)


def _keywords(element: Element) -> tuple[str, ...]:
    """Return the keywords; some writers put them all into one element, a line each."""
    found = []
    for each in element.iterfind("keywords/keyword"):
        lines = re.split(r"[\r\n]+", literal(each))
        found += [" ".join(line.split()) for line in lines if line.strip()]
    return tuple(dict.fromkeys(found))


FORMAT = Format(
    "endnote-xml",
    "EndNote XML: xml/records/record with ref-type, titles, contributors",
    EXAMPLE,
    recognise,
    read,
)
