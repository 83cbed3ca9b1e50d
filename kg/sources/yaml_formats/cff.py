"""Read the Citation File Format, CITATION.cff: the work that is preferred to be cited, and the references.

Source: Citation File Format 1.2.0, https://github.com/citation-file-format/citation-file-format
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import identifiers_in, parse_identifier
from kg.model import Agent, Details, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.details import details, page_range
from kg.sources.fields.kinds import Kind, kind_of, thesis
from kg.sources.fields.values import address, date_in, dois, group, iso_date, person, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import (
    Members,
    converted,
    distinct,
    elements,
    named,
    text,
    texts,
    told,
    unique,
)
from kg.sources.yaml_formats.values import Entry, entries, rejected

EXAMPLE = """\
cff-version: 1.2.0
title: Owl tools
authors: [{family-names: Lopez, given-names: Ana}]
preferred-citation:
  type: article
  title: NightOwl
  authors: [{family-names: Lopez, given-names: Ana}]
  journal: Journal of Maps
  year: 2019
"""

_VERSION = re.compile(r"^[\"']?cff-version[\"']?[ \t]*:", re.MULTILINE)
_DETAILS = {
    "volume": ("volume",),
    "issue": ("issue",),
    "edition": ("edition",),
    "publisher": ("publisher", "name"),
    "place": ("publisher", "city"),
    "language": ("languages",),
    "chapter": ("section",),
}


def recognise(head: str) -> Sign | None:
    """Tell whether a line gives the version of the format, `cff-version:`."""
    return sign(_VERSION.search(head), "it has a `cff-version`")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield the software or data set itself, which is skipped, and a paper for each work it names."""
    about: dict[str, object] = {}
    broken: list[Entry] = []
    for entry in entries(document.text()):
        if entry.problem:
            broken.append(entry)
        elif entry.key is not None:
            about[entry.key] = entry.value
    kind = kind_of("cff", text(about.get("type")) or "software")
    yield Skipped(source, 1, 1, kind.skipped or "software")
    works = [*elements(about, "preferred-citation"), *elements(about, "references")]
    for index, work in enumerate(works, 2):
        yield converted(work, Record(source, index, getattr(work, "line", None)), _convert)
    for index, entry in enumerate(broken, len(works) + 2):
        yield rejected(entry, source, index)


def _convert(work: Members, record: Record) -> Paper | Skipped:
    kind = _kind(work)
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    day = date_in(text(work, "date-published") or text(work, "issue-date"))
    printed = text(work, "year") or text(work, "year-original") or text(work, "date-released")
    return Paper(
        title=text(work, "title"),
        abstract=text(work, "abstract"),
        authors=unique(map(_agent, elements(work, "authors"))),
        editors=unique(map(_agent, elements(work, "editors"))) if kind.fabio == "Book" else (),
        year=year(printed) or year(day),
        date=day or iso_date(year(printed), text(work, "month"), None),
        identifiers=distinct(_identifiers(work)),
        venue=_venue(work, kind),
        kind=kind.fabio,
        url=address(text(work, "url")),
        issn=text(work, "issn"),
        isbn=text(work, "isbn"),
        keywords=texts(work, "keywords"),
        code=address(text(work, "repository-code")),
        details=_details(work, kind),
        records=(record,),
    )


def _kind(work: Members) -> Kind:
    kind = kind_of("cff", text(work, "type"))
    if kind.fabio == "Thesis":
        return Kind(thesis(told(work, "thesis-type") or ""))
    return kind


def _venue(work: Members, kind: Kind) -> str | None:
    if kind.fabio == "Book":
        return None
    meeting = next(iter(named(work, "conference")), None)
    return text(work, "journal") or text(work, "collection-title") or meeting


def _details(work: Members, kind: Kind) -> Details:
    found = details(lambda path: told(work, *path), _DETAILS)
    number = told(work, "number") if kind.fabio == "ReportDocument" else None
    pages = page_range(told(work, "start"), told(work, "end"))
    return replace(found, pages=pages, report_number=number)


def _agent(value: object) -> Agent | None:
    """Read a person by the parts of the name, or an entity by its one name; None where it is nobody."""
    if isinstance(value, str):
        return person(None, text(value))
    affiliation, orcid = told(value, "affiliation"), told(value, "orcid")
    family = " ".join(filter(None, (text(value, "name-particle"), text(value, "family-names"))))
    given, suffix = text(value, "given-names"), text(value, "name-suffix")
    if not family and not given:
        return group(text(value, "name") or text(value, "alias"))
    return person(given, family or None, suffix=suffix, orcid=orcid, affiliation=affiliation)


def _identifiers(work: Members) -> Iterator[Identifier]:
    yield from dois(text(work, "doi"))
    if pmcid := told(work, "pmcid"):
        yield parse_identifier("pmcid", pmcid)
    for each in elements(work, "identifiers"):
        value = told(each, "value")
        yield from dois(value) if told(each, "type") == "doi" else identifiers_in(value)
    yield from identifiers_in(told(work, "url"), "doi", "arxiv", "pmid", "pmcid")


FORMAT = Format(
    "cff",
    "CITATION.cff: the work that is preferred to be cited, and the references",
    EXAMPLE,
    recognise,
    read,
)
