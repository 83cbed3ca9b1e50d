"""Read DataCite records in JSON: answers of its API, single records, JSON Lines.

Source: https://support.datacite.org/docs/api and https://schema.datacite.org/meta/kernel-4/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import identifiers_in, normalise_registry, parse_identifier
from kg.model import Agent, Details, Grant, Identifier, Paper, Record, Scheme, Skipped, Source
from kg.sources.fields.details import details, page_range
from kg.sources.fields.funding import grants, once, organization
from kg.sources.fields.kinds import Kind, kind_in, kind_of, thesis
from kg.sources.fields.values import address, date_in, dois, group, person, titled
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
    told,
    unique,
)
from kg.sources.json_formats.start import json_start

EXAMPLE = """\
{"data": [{"type": "dois", "attributes": {"doi": "10.1000/1", "titles": [{"title": "NightOwl"}],
  "creators": [{"name": "Lopez, Ana"}], "publicationYear": 2019}}]}
"""

_WITHIN = frozenset({"IsPartOf", "IsPublishedIn"})
_RANKS = {None: 0, "Subtitle": 2}
_SCHEMES: tuple[Scheme, ...] = ("doi", "arxiv", "pmid")
_OWN = re.compile(r'"(creators|titles|publicationYear|schemaVersion|doi)"\s*:')
_DETAILS = {
    "language": ("language",),
    "volume": ("container", "volume"),
    "issue": ("container", "issue"),
}


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
        abstract=_abstract(attributes),
        authors=unique(_author(each) for each in elements(attributes, "creators")),
        editors=unique(_author(each) for each in _editors(attributes) if kind.fabio == "Book"),
        year=year_in(text(attributes, "publicationYear") or issued),
        date=date_in(issued),
        identifiers=distinct(_identifiers(attributes)),
        venue=_venue(attributes),
        kind=kind.fabio,
        url=address(text(attributes, "url")),
        issn=next(_numbers(attributes, "ISSN"), None),
        isbn=next(_numbers(attributes, "ISBN"), None),
        keywords=named(attributes, "subjects", name="subject"),
        licence=address(*(text(each, "rightsUri") for each in elements(attributes, "rightsList"))),
        other_titles=others,
        details=_details(attributes),
        funding=once(_funding(attributes)),
        records=(record,),
    )


def _details(attributes: Members) -> Details:
    """Return the details; of what it was published in where the record describes that."""
    first, last = (told(attributes, "container", key) for key in ("firstPage", "lastPage"))
    found = details(lambda path: told(attributes, *path), _DETAILS)
    for holder in _holders(attributes):
        first, last = first or told(holder, "firstPage"), last or told(holder, "lastPage")
        volume, issue = found.volume or told(holder, "volume"), found.issue or told(holder, "issue")
        found = replace(found, volume=volume, issue=issue)
    return replace(
        found,
        subtitle=next(_of_type(attributes, "titles", "title", "Subtitle"), None),
        pages=page_range(first, last),
        publisher=next(iter(named(attributes, "publisher")), None),
    )


def _funding(attributes: object) -> Iterator[Grant]:
    for each in elements(attributes, "fundingReferences"):
        funder = organization(told(each, "funderName"), told(each, "funderIdentifier"))
        yield from grants(funder, [told(each, "awardNumber")])


def _of_type(attributes: object, key: str, name: str, type_: str) -> Iterator[str]:
    for each in elements(attributes, key):
        found = text(each, name)
        if found and member(each, f"{name}Type") == type_:
            yield found


def _titles(attributes: object) -> tuple[str | None, tuple[str, ...]]:
    """Return the title, with its subtitle, and all further titles; a translated one if need be."""
    titles = [each for each in elements(attributes, "titles") if text(each, "title")]
    titles.sort(key=lambda each: _RANKS.get(text(each, "titleType"), 1))
    first = text(titles[0], "title") if titles else None
    subtitle = next(_of_type(attributes, "titles", "title", "Subtitle"), None)
    others = named(attributes, "titles", name="title")
    return titled(first, subtitle), tuple(each for each in others if each not in (first, subtitle))


def _abstract(attributes: object) -> str | None:
    """Return the abstract with all its parts; those in further languages say the same again."""
    found = [
        each
        for each in elements(attributes, "descriptions")
        if member(each, "descriptionType") == "Abstract" and text(each, "description")
    ]
    parts = (
        text(each, "description") or ""
        for each in found
        if member(each, "lang") == member(found[0], "lang")
    )
    return " ".join(parts) or None


def _editors(attributes: object) -> Iterator[object]:
    for each in elements(attributes, "contributors"):
        if member(each, "contributorType") == "Editor":
            yield each


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
        organizations=[
            organization(text(each, "name"), address)
            for each in elements(creator, "affiliation")
            if normalise_registry(address := told(each, "affiliationIdentifier"))
        ],
    )


def _is_orcid(identifier: object) -> bool:
    return (text(identifier, "nameIdentifierScheme") or "").casefold() == "orcid"


def _identifiers(attributes: object) -> Iterator[Identifier]:
    yield from dois(text(attributes, "doi"))
    for each in elements(attributes, "identifiers"):
        yield from _identifier(text(each, "identifierType"), text(each, "identifier"))
    for each in elements(attributes, "relatedIdentifiers"):
        if member(each, "relationType") == "IsIdenticalTo":
            yield from _identifier(
                text(each, "relatedIdentifierType"), text(each, "relatedIdentifier")
            )
    yield from identifiers_in(text(attributes, "url"), "arxiv")


def _identifier(type_: str | None, value: str | None) -> Iterator[Identifier]:
    for scheme in _SCHEMES:
        if value and (type_ or "").casefold() == scheme:
            yield parse_identifier(scheme, value)


def _kind(types: object) -> Kind:
    """Tell the kind by the general type; where that says nothing, by the words, else by the CSL type."""
    words = text(types, "resourceType")
    kind = kind_of("datacite-json", text(types, "resourceTypeGeneral"))
    if kind.fabio == "Thesis":
        return Kind(thesis(words or ""))
    found = kind if kind != Kind() else kind_in(words)
    return found if found != Kind() else kind_of("csl-json", text(types, "citeproc"))


def _venue(attributes: object) -> str | None:
    titles = (
        text(next(iter(elements(each, "titles")), None), "title") for each in _holders(attributes)
    )
    return text(attributes, "container", "title") or next(filter(None, titles), None)


def _holders(attributes: object) -> Iterator[object]:
    """Yield the journals and books that the record describes as what it was published in."""
    for each in elements(attributes, "relatedItems"):
        if member(each, "relationType") == "IsPublishedIn":
            yield each


def _numbers(attributes: object, type_: str) -> Iterator[str]:
    """Yield the numbers of a type: the record's own first, then those of what it is a part of."""
    within = (
        each
        for each in elements(attributes, "relatedIdentifiers")
        if member(each, "relationType") in _WITHIN
    )
    items = (member(each, "relatedItemIdentifier") for each in _holders(attributes))
    for name, places in (
        ("identifier", [*elements(attributes, "identifiers"), member(attributes, "container")]),
        ("relatedItemIdentifier", items),
        ("relatedIdentifier", within),
    ):
        for each in places:
            found = text(each, name)
            if found and member(each, f"{name}Type") == type_:
                yield found


FORMAT = Format(
    "datacite-json",
    "DataCite records in JSON: answers with data, single records, JSON Lines",
    EXAMPLE,
    recognise,
    read,
)
