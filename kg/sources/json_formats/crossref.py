"""Read Crossref works: pages with message.items, single works, JSON Lines.

Source: https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.identity import find_isbn, identifiers_in
from kg.model import Agent, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.details import details, edited
from kg.sources.fields.funding import grants, once, organization
from kg.sources.fields.kinds import kind_of, thesis
from kg.sources.fields.values import address, dois, fullest, group, titled
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.csl import parse_csl_name, published_licence
from kg.sources.json_formats.reading import (
    Members,
    distinct,
    elements,
    member,
    read_json,
    text,
    texts,
    told,
    unique,
    year_and_date,
)
from kg.sources.json_formats.start import json_start

EXAMPLE = """\
{"status": "ok", "message-type": "work-list", "message": {"items": [
  {"DOI": "10.1000/1", "type": "journal-article", "title": ["NightOwl"],
   "author": [{"given": "Ana", "family": "Lopez"}], "issued": {"date-parts": [[2019]]}}]}}
"""

_OWN = frozenset({"is-referenced-by-count", "reference-count", "references-count"})
_WORKS = re.compile(r'"work(-list)?"')
_DATES = ("issued", "published", "published-print", "published-online", "posted", "approved")
_DETAILS = {
    "language": ("language",),
    "subtitle": ("subtitle",),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("page",),
    "article_number": ("article-number",),
    "edition": ("edition-number",),
    "publisher": ("publisher",),
    "place": ("publisher-location",),
}


def recognise(head: str) -> Sign | None:
    """Tell whether the text is an answer with works, or its first record is one as they come."""
    start = json_start(head)
    titled = start.record.get("title", "[").startswith("[")
    own = bool(_OWN & start.record.keys()) and titled
    works = _WORKS.match(start.page.get("message-type", ""))
    return sign(own or works, "it is an answer with works, or counts references as these do")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each work of a type that is published."""
    return read_json(document, source, _convert)


def _convert(work: Members, record: Record) -> Paper | Skipped:
    kind = kind_of("crossref-json", text(work, "type"))
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    is_book, is_thesis = kind.fabio == "Book", kind.fabio == "Thesis"
    titles = (*texts(work, "title"), *texts(work, "original-title"))
    dates = [year_and_date(member(work, key)) for key in _DATES]
    year = next((year for year, _ in dates if year), None)
    editors = unique(_author(each) for each in elements(work, "editor"))
    return Paper(
        title=titled(next(iter(titles), None), text(work, "subtitle")),
        abstract=text(work, "abstract"),
        authors=unique(_author(each) for each in elements(work, "author")),
        editors=editors if is_book else (),
        year=year,
        date=fullest(*(date for _, date in dates if date and date[:4] == year)),
        identifiers=distinct(_identifiers(work)),
        venue=text(work, "container-title") or text(work, "event", "name"),
        kind=thesis(" ".join(texts(work, "degree"))) if is_thesis else kind.fabio,
        url=address(text(work, "resource", "primary", "URL"), text(work, "URL")),
        issn=text(work, "ISSN"),
        isbn=next((isbn for each in texts(work, "ISBN") if (isbn := find_isbn(each))), None),
        keywords=texts(work, "subject"),
        licence=published_licence(work),
        other_titles=tuple(dict.fromkeys(titles[1:])),
        details=edited(details(lambda path: told(work, *path), _DETAILS), editors),
        funding=once(
            grant
            for each in elements(work, "funder")
            for grant in grants(
                organization(told(each, "name"), told(each, "DOI")), texts(each, "award")
            )
        ),
        references=distinct(
            each for cited in elements(work, "reference") for each in dois(told(cited, "DOI"))
        ),
        records=(record,),
    )


def _author(value: object) -> Agent | None:
    """Read an author: `name` is that of a group; one without any name is nobody."""
    name = text(value, "name")
    return group(name) if name else parse_csl_name(value)


def _identifiers(work: Members) -> Iterator[Identifier]:
    yield from dois(text(work, "DOI"))
    for each in elements(work, "alternative-id"):
        yield from identifiers_in(text(each), "arxiv")


FORMAT = Format(
    "crossref-json",
    "Crossref works in JSON: answers with message.items, single works, JSON Lines",
    EXAMPLE,
    recognise,
    read,
)
