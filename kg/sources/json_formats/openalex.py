"""Read OpenAlex works: pages of a list, single works, the lines of a snapshot.

Source: https://docs.openalex.org/api-entities/works/work-object
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import identifiers_in, normalise, parse_identifier
from kg.model import Agent, Details, Grant, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.details import details, page_range
from kg.sources.fields.funding import grants, once, organization
from kg.sources.fields.kinds import Kind, kind_of
from kg.sources.fields.values import address, date_in, dois, line, person
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import (
    PUBMED,
    Members,
    distinct,
    elements,
    member,
    named,
    read_json,
    text,
    texts,
    told,
    unique,
)
from kg.sources.json_formats.start import json_start
from kg.sources.record import Malformed, shown

EXAMPLE = """\
{"id": "https://openalex.org/W1", "title": "NightOwl", "publication_year": 2019,
 "authorships": [{"author": {"display_name": "Ana Lopez"}}],
 "abstract_inverted_index": {"We": [0], "map.": [1]}}
"""

_WORK = re.compile(r'"https://openalex\.org/W\d')
_OTHER_ENTITY = re.compile(r"https://openalex\.org/([A-VX-Z])\d")
_ESCAPED_BREAK = re.compile(r"&#13;|\\[nr](?![a-z])")
_BREAK = re.compile(r"#(?:TAB|N|R)#|\(\s*\)")
"""Left in affiliations by Microsoft Academic Graph, of whose tables the older works were made."""
_LICENCES = "https://openalex.org/licenses/"
_LAST_POSITION = 1_000_000
_DETAILS = {
    "language": ("language",),
    "volume": ("biblio", "volume"),
    "issue": ("biblio", "issue"),
}


def recognise(head: str) -> Sign | None:
    """Tell whether the first record is a work: by its members, or by its id."""
    first = json_start(head).record
    known = {"abstract_inverted_index", "authorships"} & first.keys()
    work = _WORK.match(first.get("id", ""))
    return sign(known or work, "its first record is a work, by its members or its id")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each work of a type that is published."""
    return read_json(document, source, _convert)


def _convert(work: Members, record: Record) -> Paper | Skipped:
    other = _OTHER_ENTITY.match(text(work, "id") or "")
    if other:
        raise Malformed(f"{other[0]!r} is not a work: the ids of works begin with W")
    location = member(work, "primary_location") or {}
    venue = member(location, "source") or member(work, "host_venue") or {}
    kind = _kind(work, text(venue, "type"))
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    return Paper(
        title=text(work, "title") or text(work, "display_name"),
        abstract=_abstract(work),
        authors=unique(_author(each) for each in elements(work, "authorships")),
        year=text(work, "publication_year"),
        date=date_in(text(work, "publication_date")),
        identifiers=distinct(_identifiers(work)),
        venue=_venue(venue) or text(location, "raw_source_name"),
        kind=kind.fabio,
        url=address(text(location, "landing_page_url"), text(venue, "url"), text(work, "doi")),
        issn=text(venue, "issn_l") or next(iter(texts(venue, "issn")), None),
        keywords=named(work, "keywords", name="display_name")
        or named(work, "keywords", name="keyword"),
        licence=_licence(location),
        details=_details(work, venue),
        references=distinct(_references(work)),
        funding=once(_funding(work)),
        records=(record,),
    )


def _details(work: Members, source: Members) -> Details:
    """Return the details; the publisher is the host of the journal, but not of a repository."""
    first, last = (told(work, "biblio", key) for key in ("first_page", "last_page"))
    host = text(source, "host_organization_name") or text(source, "publisher")
    publisher = None if text(source, "type") == "repository" else host
    found = details(lambda path: told(work, *path), _DETAILS)
    return replace(found, pages=page_range(first, last), publisher=publisher)


def _funding(work: Members) -> Iterator[Grant]:
    """Yield the awards, `grants` as they were called before; funders without one stand by themselves."""
    addresses = {text(each, "id"): text(each, "ror") for each in elements(work, "funders")}
    for each in (*elements(work, "awards"), *elements(work, "grants")):
        id_ = text(each, "funder_id") or text(each, "funder")
        name = text(each, "funder_display_name")
        award = told(each, "funder_award_id") or told(each, "award_id")
        yield from grants(organization(name, addresses.get(id_)), [award])
    for each in elements(work, "funders"):
        yield from grants(organization(text(each, "display_name"), text(each, "ror")), [])


def _venue(source: Members) -> str | None:
    """Return a venue by its own name; the shelf that a publisher has for all its e-books is none."""
    if text(source, "type") == "ebook platform":
        return None
    host = text(source, "host_organization_name") or text(source, "publisher")
    return (text(source, "display_name") or "").removesuffix(f" ({host})") or None


def _licence(location: Members) -> str | None:
    """Return the address that OpenAlex gives a licence; `other-oa` and its like name none."""
    name = text(location, "license")
    return None if not name or name.endswith("-oa") else address(_LICENCES + name)


def _abstract(work: Members) -> str | None:
    index = member(work, "abstract_inverted_index")
    if index is None or isinstance(index, str):
        return text(work, "abstract_inverted_index") or text(work, "abstract")
    return invert(index)


def invert(index: object) -> str | None:
    r"""Put the words of an inverted index at their positions; where one is empty, nothing stands.

    Raises: Malformed: where it is no object of lists of positions.

    >>> invert({"learn\n\nto": [1], "We": [0], "R&amp;D.": [5]})
    'We learn to R&D.'
    """
    if not isinstance(index, dict):
        raise Malformed(f"abstract_inverted_index is {shown(index)}, not an object")
    placed: list[tuple[int, str]] = []
    for word, positions in index.items():
        for position in positions if isinstance(positions, list) else [positions]:
            if not isinstance(position, int) or not 0 <= position < _LAST_POSITION:
                raise Malformed(f"abstract_inverted_index has the position {shown(position)}")
            placed.append((position, word))
    words = (_ESCAPED_BREAK.sub(" ", word) for _, word in sorted(placed, key=lambda each: each[0]))
    return line(" ".join(words))


def _author(authorship: object) -> Agent | None:
    printed = text(authorship, "raw_author_name")
    agent = person(
        None,
        text(authorship, "author", "display_name") or printed,
        orcid=text(authorship, "author", "orcid") or text(authorship, "raw_orcid"),
        affiliation="; ".join(_affiliations(authorship)) or None,
        organizations=[
            organization(text(each, "display_name"), text(each, "ror"))
            for each in elements(authorship, "institutions")
        ],
    )
    return replace(agent, printed=printed or agent.printed) if agent else None


def _affiliations(authorship: object) -> tuple[str, ...]:
    found = (
        texts(authorship, "raw_affiliation_strings")
        or named(authorship, "institutions", name="display_name")
        or texts(authorship, "raw_affiliation_string")
    )
    return tuple(bare for each in found if (bare := line(_BREAK.sub(" ", each))))


def _references(work: Members) -> Iterator[Identifier]:
    """Yield the works that are cited; `related_works` are only like it, by what OpenAlex computes."""
    for each in texts(work, "referenced_works"):
        if number := normalise("openalex", each):
            yield Identifier("openalex", number)


def _identifiers(work: Members) -> Iterator[Identifier]:
    yield from dois(text(work, "doi") or text(work, "ids", "doi"))
    for scheme in PUBMED:
        if found := text(work, "ids", scheme):
            yield parse_identifier(scheme, found)
    for location in [member(work, "primary_location"), *elements(work, "locations")]:
        for key in ("landing_page_url", "pdf_url"):
            # Other DOIs among these are of other versions, or of the data.
            yield from identifiers_in(text(location, key), "arxiv", "openreview", "acl", "pmlr")
    if number := normalise("openalex", text(work, "id") or ""):
        yield Identifier("openalex", number)


def _kind(work: Members, venue: str | None) -> Kind:
    """Tell the kind; an `article` is of the kind that its place of publication has."""
    type_ = text(work, "type")
    kind = kind_of("openalex", type_)
    if member(work, "is_paratext") is True and not kind.skipped:
        return kind_of("openalex", "paratext")
    if type_ == "article":
        by_venue = {"conference": "ConferencePaper", "repository": "Preprint"}.get(venue or "")
        deposited = text(work, "type_crossref") or text(work, "primary_location", "raw_type")
        crossref = kind_of("crossref-json", deposited)
        return Kind(by_venue or crossref.fabio or "JournalArticle")
    return kind


FORMAT = Format(
    "openalex",
    "OpenAlex works: pages with results, single works, JSON Lines of a snapshot",
    EXAMPLE,
    recognise,
    read,
)
