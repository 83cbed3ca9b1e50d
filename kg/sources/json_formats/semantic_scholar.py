"""Read Semantic Scholar papers: S2ORC lines, pages and batches of the Graph API.

Source: https://api.semanticscholar.org/api-docs/graph and https://github.com/allenai/s2orc
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.identity import parse_identifier
from kg.model import Agent, Identifier, Paper, Record, Scheme, Skipped, Source
from kg.sources.fields.details import details
from kg.sources.fields.kinds import Kind, kind_of
from kg.sources.fields.values import address, date_in, dois, person
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
    texts,
    told,
    unique,
)
from kg.sources.json_formats.start import json_start

EXAMPLE = """\
{"paperId": "0a1b", "title": "NightOwl", "authors": [{"name": "Ana Lopez"}], "year": 2019}
"""

_BEST_FIRST = ("Review", "Conference", "BookSection", "JournalArticle", "Book", "Editorial")
"""Of several publication types, the first of these counts."""

_OWN = frozenset({"paperId", "paper_id", "corpusId", "corpusid", "citedPaper", "citingPaper"})
_SCHEMES: tuple[Scheme, ...] = ("arxiv", "pmid", "pmcid", "acl")
_PAPER_ID = re.compile(r"[0-9a-f]{40}")
_BRACKETED = re.compile(r"\[([^\[\]]+?)\.?\]\.?")
_DETAILS = {
    "volume": ("journal", "volume"),
    "issue": ("journal", "issue"),
    "pages": ("journal", "pages"),
}


def recognise(head: str) -> Sign | None:
    """Tell whether the first record has an id of Semantic Scholar, or wraps a paper that has."""
    found = _OWN & json_start(head).record.keys()
    return sign(found, "its first record has an id of Semantic Scholar")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each object; a `null`, for a paper that was not found, is rejected."""
    return read_json(document, source, _convert)


def _convert(value: Members, record: Record) -> Paper | Skipped:
    paper = member(value, "citedPaper") or member(value, "citingPaper") or value
    kind = _kind(texts(paper, "publicationTypes"))
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    return Paper(
        title=_title(text(paper, "title")),
        abstract=text(paper, "abstract"),
        authors=_authors(paper),
        year=year_in(text(paper, "year")),
        date=date_in(text(paper, "publicationDate") or text(paper, "publicationdate")),
        identifiers=distinct(_identifiers(paper)),
        venue=_venue(paper),
        kind=kind.fabio,
        url=address(*_addresses(paper)),
        issn=text(paper, "publicationVenue", "issn"),
        details=details(lambda path: told(paper, *path), _DETAILS),
        references=distinct(
            first for cited in elements(paper, "references") for first in [*_identifiers(cited)][:1]
        ),
        records=(record,),
    )


def _addresses(paper: object) -> Iterator[str | None]:
    """Yield addresses; without one, that of the page which follows from the paper's number."""
    yield text(paper, "url")
    yield text(paper, "openAccessPdf", "url")
    number = text(paper, "paperId") or ""
    if _PAPER_ID.fullmatch(number):
        yield f"https://www.semanticscholar.org/paper/{number}"


def _kind(types: tuple[str, ...]) -> Kind:
    best = next((each for each in _BEST_FIRST if each in types), None)
    # What is left are data sets and news, or studies of some sort that are papers.
    rest = (kind_of("semantic-scholar", each, otherwise=Kind()) for each in types)
    skipped = next((kind for kind in rest if kind.skipped), Kind())
    return kind_of("semantic-scholar", best) if best else skipped


def _title(title: str | None) -> str | None:
    """Take off the brackets that MEDLINE puts around the translation of a title."""
    match = _BRACKETED.fullmatch(title or "")
    return match[1] if match else title


def _venue(paper: object) -> str | None:
    journal = member(paper, "journal")
    name = text(journal, "name") if isinstance(journal, dict) else text(journal)
    return text(paper, "publicationVenue", "name") or text(paper, "venue") or name


def _authors(paper: object) -> tuple[Agent, ...]:
    found = elements(paper, "authors")
    swapped = _is_swapped(found, medline=bool(text(paper, "pubmed_id")))
    return unique(_author(each, swapped=swapped) for each in found)


def _author(value: object, *, swapped: bool) -> Agent | None:
    name = text(value) if isinstance(value, str) else text(value, "name")
    if name:
        affiliation = "; ".join(named(value, "affiliations")) or None
        return person(
            None, name, orcid=text(value, "externalIds", "ORCID"), affiliation=affiliation
        )
    first, last = text(value, "first"), text(value, "last")
    if swapped:
        first, last = last and " ".join(last.upper()), first
    given = " ".join(part for part in (first, *texts(value, "middle")) if part)
    return person(given, last, suffix=text(value, "suffix"))


def _is_swapped(authors: list[object], *, medline: bool) -> bool:
    """Tell whether first and last names changed places: MEDLINE's initials stand as last names.

    Short family names such as Li are no sign alone: all authors must have them, and either be
    several or come from MEDLINE.
    """
    lasts = [text(each, "last") or "" for each in authors if isinstance(each, dict)]
    short = bool(lasts) and all(0 < len(last) <= 2 for last in lasts)
    return short and (medline or len(lasts) > 1)


def _identifiers(paper: object) -> Iterator[Identifier]:
    for ids, doi, others in (
        (member(paper, "externalIds"), "DOI", ("ArXiv", "PubMed", "PubMedCentral", "ACL")),
        (paper, "doi", ("arxiv_id", "pubmed_id", "pmc_id", "acl_id")),
    ):
        yield from dois(text(ids, doi))
        for scheme, name in zip(_SCHEMES, others, strict=True):
            if found := text(ids, name):
                yield parse_identifier(scheme, found)


FORMAT = Format(
    "semantic-scholar",
    "Semantic Scholar papers: S2ORC lines, pages and batches of the Graph API",
    EXAMPLE,
    recognise,
    read,
)
