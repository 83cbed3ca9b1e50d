"""Read DataCite records in JSON: answers of its API, single records, JSON Lines.

Source: https://support.datacite.org/docs/api and https://schema.datacite.org/meta/kernel-4/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.identity import identifiers_in, parse_identifier
from kg.model import Agent, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.kinds import Kind, kind_in, kind_of, thesis
from kg.sources.fields.values import address, complete_date, dois, group, person, titled
from kg.sources.fields.values import year as year_in
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import (
    Members,
    distinct,
    elements,
    member,
    named,
    read_json,
    text,
    unique,
)
from kg.sources.json_formats.start import json_start

EXAMPLE = """\
{"data": [{"type": "dois", "attributes": {"doi": "10.1000/1", "titles": [{"title": "NightOwl"}],
  "creators": [{"name": "Lopez, Ana"}], "publicationYear": 2019}}]}
"""

_OWN = re.compile(r'"(creators|titles|publicationYear|schemaVersion|doi)"\s*:')


def recognise(head: str) -> Sign | None:
    """Tell whether the first record has DataCite's members, of its own or as attributes."""
    first = json_start(head).record
    wrapped = first.get("attributes", "").startswith("{") and bool(_OWN.search(head))
    bare = bool({"creators", "publicationYear"} & first.keys()) and "titles" in first
    found = wrapped or bare or "datacite.org/schema" in first.get("schemaVersion", "")
    return sign(found, "its first record has creators, titles or the like, as DataCite's")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record of a type that is published."""
    return read_json(document, source, _convert)


def _convert(value: Members, record: Record) -> Paper | Skipped:
    attributes = member(value, "attributes") or value
    kind = _kind(member(attributes, "types"))
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    title, others = _titles(attributes)
    issued = next(_of_type(attributes, "dates", "date", "Issued"), None)
    return Paper(
        title=title,
        abstract=" ".join(_of_type(attributes, "descriptions", "description", "Abstract")) or None,
        authors=unique(_author(each) for each in elements(attributes, "creators")),
        year=year_in(text(attributes, "publicationYear") or issued),
        date=complete_date(issued),
        identifiers=distinct(_identifiers(attributes)),
        venue=text(attributes, "container", "title"),
        kind=kind.fabio,
        url=address(text(attributes, "url")),
        issn=_issn(attributes),
        keywords=named(attributes, "subjects", name="subject"),
        licence=address(*(text(each, "rightsUri") for each in elements(attributes, "rightsList"))),
        other_titles=others,
        records=(record,),
    )


def _of_type(attributes: object, key: str, name: str, type_: str) -> Iterator[str]:
    for each in elements(attributes, key):
        found = text(each, name)
        if found and member(each, f"{name}Type") == type_:
            yield found


def _titles(attributes: object) -> tuple[str | None, tuple[str, ...]]:
    """Return the title, with its subtitle, and all further titles."""
    plain = [each for each in elements(attributes, "titles") if not text(each, "titleType")]
    first = text(plain[0], "title") if plain else None
    subtitle = next(_of_type(attributes, "titles", "title", "Subtitle"), None)
    others = named(attributes, "titles", name="title")
    return titled(first, subtitle), tuple(each for each in others if each not in (first, subtitle))


def _author(creator: object) -> Agent | None:
    name = text(creator, "name") or text(creator, "raw_name")
    if text(creator, "nameType") == "Organizational":
        return group(name)
    given, family = text(creator, "givenName"), text(creator, "familyName")
    whole = bool(given and family)
    ids = elements(creator, "nameIdentifiers")
    return person(
        given if whole else None,
        family if whole else name or family or given,
        orcid=next((text(each, "nameIdentifier") for each in ids if _is_orcid(each)), None),
        affiliation="; ".join(named(creator, "affiliation")) or None,
    )


def _is_orcid(identifier: object) -> bool:
    return (text(identifier, "nameIdentifierScheme") or "").casefold() == "orcid"


def _identifiers(attributes: object) -> Iterator[Identifier]:
    yield from dois(text(attributes, "doi"))
    for each in elements(attributes, "identifiers"):
        scheme, value = (text(each, "identifierType") or "").casefold(), text(each, "identifier")
        if scheme == "arxiv" and value:
            yield parse_identifier("arxiv", value)
        if scheme == "pmid" and value:
            yield parse_identifier("pmid", value)
    yield from identifiers_in(text(attributes, "url"), "arxiv")


def _kind(types: object) -> Kind:
    """Tell the kind by the general type; where that says nothing, by the words, else by the CSL type."""
    words = text(types, "resourceType")
    kind = kind_of("datacite-json", text(types, "resourceTypeGeneral"))
    if kind.fabio == "Thesis":
        return Kind(thesis(words or ""))
    found = kind if kind != Kind() else kind_in(words)
    return found if found != Kind() else kind_of("csl-json", text(types, "citeproc"))


def _issn(attributes: object) -> str | None:
    container = member(attributes, "container")
    if text(container, "identifierType") == "ISSN":
        return text(container, "identifier")
    return next(
        (
            text(each, "relatedIdentifier")
            for each in elements(attributes, "relatedIdentifiers")
            if text(each, "relatedIdentifierType") == "ISSN"
        ),
        None,
    )


FORMAT = Format(
    "datacite-json",
    "DataCite records in JSON: answers with data, single records, JSON Lines",
    EXAMPLE,
    recognise,
    read,
)
