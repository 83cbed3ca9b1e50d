"""Read articles of DOAJ, the Directory of Open Access Journals: answers of its API, and its data dumps.

Source: https://doaj.org/api/docs, https://doaj.github.io/doaj-docs/master/data_models/IncomingAPIArticle
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Agent, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.details import details, page_range
from kg.sources.fields.values import address, dois, iso_date, person, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
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
)
from kg.sources.json_formats.start import json_start

EXAMPLE = """\
{"bibjson": {"title": "NightOwl", "author": [{"name": "Ana Lopez"}], "year": "2019",
  "journal": {"title": "Journal of Maps"}, "identifier": [{"type": "doi", "id": "10.1000/1"}]}}
"""

_ARTICLE = frozenset({"author", "abstract", "start_page", "year"})
_DETAILS = {
    "volume": ("journal", "volume"),
    "issue": ("journal", "number"),
    "publisher": ("journal", "publisher"),
    "language": ("journal", "language"),
}


def recognise(head: str) -> Sign | None:
    """Tell whether the first record has a member `bibjson`."""
    return sign("bibjson" in json_start(head).record, "its first record has `bibjson`")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each article; journals are skipped."""
    return read_json(document, source, _convert)


def _convert(value: Members, record: Record) -> Paper | Skipped:
    article = member(value, "bibjson")
    if not isinstance(article, dict):
        return Paper(records=(record,))
    if "journal" not in article and _ARTICLE.isdisjoint(article):
        return Skipped(record.source, record.index, record.line, "journal")
    published = year(text(article, "year"))
    numbers = [
        (text(each, "type") or "", text(each, "id")) for each in elements(article, "identifier")
    ]
    issns = [number for type_, number in numbers if "issn" in type_.casefold()]
    found = details(lambda path: told(article, *path), _DETAILS)
    return Paper(
        title=text(article, "title"),
        abstract=text(article, "abstract"),
        authors=unique(map(_author, elements(article, "author"))),
        year=published,
        date=iso_date(published, text(article, "month"), None),
        identifiers=distinct(_dois(numbers)),
        venue=told(article, "journal", "title"),
        kind="JournalArticle",
        url=address(*(told(each, "url") for each in elements(article, "link"))),
        issn=next(iter(texts(article, "journal", "issns")), next(iter(issns), None)),
        keywords=texts(article, "keywords"),
        licence=address(*(told(each, "url") for each in elements(article, "journal", "license"))),
        details=replace(
            found, pages=page_range(told(article, "start_page"), told(article, "end_page"))
        ),
        records=(record,),
    )


def _dois(numbers: list[tuple[str, str | None]]) -> Iterator[Identifier]:
    for type_, number in numbers:
        if type_.casefold() == "doi":
            yield from dois(number)


def _author(value: object) -> Agent | None:
    orcid, affiliation = told(value, "orcid_id"), told(value, "affiliation")
    return person(None, text(value, "name"), orcid=orcid, affiliation=affiliation)


FORMAT = Format(
    "doaj", "articles of DOAJ, as its API and its data dumps have them", EXAMPLE, recognise, read
)
