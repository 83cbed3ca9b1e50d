"""Read Crossref XML: unixref and unixsd answers, and OAI-PMH records that hold one.

Source: https://www.crossref.org/documentation/retrieve-metadata/xml-api/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.identity import parse_identifier
from kg.model import Agent, Details, Grant, Paper, Record, Skipped, Source
from kg.sources.fields.details import details, edited, page_range
from kg.sources.fields.funding import grants, once, organization
from kg.sources.fields.kinds import kind_of, thesis
from kg.sources.fields.values import address, dois, group, iso_date, person, titled, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.xml_formats.fields import element_text, element_texts, mark_read, sections
from kg.sources.xml_formats.reading import content, read_elements

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EXAMPLE = """\
<doi_records><doi_record><crossref><journal><journal_article><titles><title>NightOwl</title></titles>
</journal_article></journal></crossref></doi_record></doi_records>
"""

_ROOTS = frozenset({"doi_records", "doi_record", "crossref", "crossref_result"})
_OF_CROSSREF = re.compile(r"<(?:[\w.-]+:)?crossref[\s>]")
_ITEMS = (
    ("journal/journal_article", "JournalArticle"),
    ("conference/conference_paper", "ConferencePaper"),
    ("book/content_item", "BookChapter"),
    ("posted_content", "Preprint"),
    ("dissertation", "Thesis"),
    ("report-paper/content_item", "ReportDocument"),
    ("report-paper/report-paper_metadata", "ReportDocument"),
    ("book/book_metadata", "Book"),
    ("book/book_series_metadata", "Book"),
    ("book/book_set_metadata", "Book"),
)
_VENUES = (
    "journal/journal_metadata/full_title",
    "conference/proceedings_metadata/proceedings_title",
    "conference/event_metadata/conference_name",
    "book/*/titles/title",
)
_SERIES = ("book/*/series_metadata/titles/title", "book/*/set_metadata/titles/title")
_EMPTY = "record without content"
_ISSNS = ("journal/journal_metadata/issn", "*/*/series_metadata/issn")
_ISBNS = ("conference/proceedings_metadata/isbn", "book/*/isbn")
_DATES = (
    "publication_date", "posted_date", "approval_date", "acceptance_date",
    "../journal_issue/publication_date", "../proceedings_metadata/publication_date",
    "../*/publication_date",
)  # fmt: skip
_DETAILS = {
    "subtitle": "titles/subtitle",
    "volume": "../journal_issue/journal_volume/volume",
    "issue": "../journal_issue/issue",
    "article_number": "publisher_item/item_number[@item_number_type='article_number']",
}


def recognise(head: str) -> Sign | None:
    """Tell whether the root is one of Crossref's or of OAI-PMH, with a `crossref` element."""
    found = content(head) in _ROOTS and _OF_CROSSREF.search(head)
    return sign(found, "its root holds an element `crossref`")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each answer; journals, data sets and errors are skipped."""
    return read_elements(document, source, frozenset({"crossref"}), _convert)


def _convert(element: Element, record: Record) -> Paper | Skipped:
    for path, kind in _ITEMS:
        item = element.find(path)
        if item is not None and _is_paper(item):
            return _paper(element, item, kind, record)
    found = element[0] if len(element) else None
    other = kind_of("crossref-xml", _EMPTY if found is None else found.tag)
    return Skipped(record.source, record.index, record.line, other.skipped or _EMPTY)


def _is_paper(item: Element) -> bool:
    if item.tag == "posted_content":
        return item.get("type", "preprint") in {"preprint", "working_paper", "other"}
    return True


def _paper(element: Element, item: Element, kind: str, record: Record) -> Paper:
    year_, date = _date(item)
    doi = item.find("doi_data/doi")
    originals = element_texts(item.iterfind("titles/original_language_title"))
    title = element_text(item.find("titles/title")) or next(iter(originals), None)
    pmid = element_text(item.find("publisher_item/identifier[@id_type='pmid']"))
    editors = tuple(_contributors(item, "editor"))
    return Paper(
        title=titled(title, element_text(item.find("titles/subtitle"))),
        abstract=sections(item.find("abstract")),
        authors=tuple(_contributors(item, "author")),
        editors=editors if kind == "Book" else (),
        year=year_,
        date=date,
        identifiers=(*dois(element_text(doi)), *([parse_identifier("pmid", pmid)] if pmid else [])),
        venue=_first(element, _SERIES if kind == "Book" else _VENUES),
        kind=thesis(element_text(item.find("degree")) or "") if kind == "Thesis" else kind,
        url=address(element_text(item.find("doi_data/resource"))),
        issn=_first(element, _ISSNS),
        isbn=_first(element, _ISBNS),
        licence=address(
            *(
                element_text(each)
                for each in item.iter("license_ref")
                if each.get("applies_to") != "tdm"
            )
        ),
        other_titles=tuple(each for each in originals if each != title),
        details=edited(_details(element, item), editors),
        funding=once(_funding(item)),
        references=tuple(
            dict.fromkeys(
                each
                for cited in item.iterfind("citation_list/citation/doi")
                for each in dois(element_text(cited))
            )
        ),
        records=(record,),
    )


def _details(element: Element, item: Element) -> Details:
    """Return the details: of the item, else of the journal, the proceedings or the book around it."""
    pages = [element_text(item.find(f"pages/{tag}_page")) for tag in ("first", "last")]
    around = [each.get("language") for each in (item, *element.iterfind("*/*"))]
    found = details(lambda path: element_text(item.find(path)), _DETAILS)
    return replace(
        found,
        language=next(filter(None, around), None),
        volume=found.volume or _first(element, ("book/*/volume", "*/*/volume")),
        pages=page_range(*pages),
        edition=_first(element, ("book/*/edition_number",)),
        series=_first(element, ("*/*/series_metadata/titles/title",)),
        publisher=_first(
            element, ("*/*/publisher/publisher_name", "*//institution/institution_name")
        ),
        place=_first(element, ("*/*/publisher/publisher_place",)),
    )


def _first(element: Element, paths: tuple[str, ...]) -> str | None:
    return next((found for path in paths if (found := element_text(element.find(path)))), None)


def _contributors(item: Element, role: str) -> Iterator[Agent]:
    """Yield people and organizations of a role in their order."""
    contributors = item.find("contributors")
    for each in item if contributors is None else contributors:
        if each.get("contributor_role", "author") != role:
            continue
        agent = None
        if each.tag == "person_name":
            agent = _person(each)
        elif each.tag == "organization":
            agent = group(element_text(each))
        if agent:
            yield agent


def _person(element: Element) -> Agent | None:
    affiliation = element_text(element.find("affiliation"))
    return person(
        element_text(element.find("given_name")),
        element_text(element.find("surname")),
        suffix=element_text(element.find("suffix")),
        orcid=element_text(element.find("ORCID")),
        affiliation=affiliation
        or element_text(element.find("affiliations/institution/institution_name")),
        organizations=[
            organization(element_text(each.find("institution_name")),
                         *map(element_text, each.iterfind("institution_id")))
            for each in element.iterfind("affiliations/institution")
        ],
    )  # fmt: skip


def _funding(item: Element) -> Iterator[Grant]:
    """Yield the grants of FundRef: in a group of its own, or all of the one funder that is named."""
    for program in item.iter("program"):
        for told in program.findall("assertion[@name='fundgroup']") or [program]:
            awards = element_texts(told.iterfind("assertion[@name='award_number']"))
            for each in told.iterfind("assertion[@name='funder_name']"):
                address = element_text(each.find("assertion[@name='funder_identifier']"))
                mark_read(each)
                name = " ".join((each.text or "").split())
                yield from grants(organization(name, address), awards)


def _date(item: Element) -> tuple[str | None, str | None]:
    """Return year and day of the first kind of date there is: in print before online."""
    for path in _DATES:
        found = item.findall(path)
        if found:
            chosen = next((each for each in found if each.get("media_type") == "print"), found[0])
            parts = [element_text(chosen.find(tag)) for tag in ("year", "month", "day")]
            return year(parts[0]), iso_date(*parts)
    return None, None


FORMAT = Format(
    "crossref-xml",
    "Crossref XML: unixref or unixsd, bare or in OAI-PMH",
    EXAMPLE,
    recognise,
    read,
)
