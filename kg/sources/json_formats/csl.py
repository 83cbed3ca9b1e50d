"""Read CSL-JSON: what Zotero, Pandoc, Citation.js and citation processors exchange.

Source: https://github.com/citation-style-language/schema (csl-data.json)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import identifiers_in, normalise_registry, parse_identifier
from kg.model import Agent, Details, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.details import details, edited
from kg.sources.fields.funding import organization
from kg.sources.fields.kinds import Kind, kind_of, thesis
from kg.sources.fields.values import address, dois, listed, person, titled
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
    year_and_date,
)
from kg.sources.json_formats.start import json_start

EXAMPLE = """\
[{"type": "article-journal", "title": "NightOwl", "author": [{"family": "Lopez", "given": "Ana"}],
  "container-title": "Journal of Maps", "issued": {"date-parts": [[2019, 3]]}}]
"""

_OWN = frozenset(
    {
        "issued",
        "accessed",
        "container-title",
        "citation-key",
        "citation-label",
        "collection-title",
        "event-place",
        "number-of-pages",
        "publisher-place",
        "title-short",
    }
)
_TYPE = re.compile(
    r'"(article(-journal|-magazine|-newspaper)?|paper-conference|chapter|thesis|report|book|webpage|'
    r'manuscript|dataset|software|patent|entry(-\w+)?|motion_picture|speech|post(-weblog)?)"'
)
_ISSUED = re.compile(r'"issued"\s*:\s*\{\s*"(?:date-parts|raw|literal)"\s*:')
_DETAILS = {
    "language": ("language",),
    "subtitle": ("subtitle",),
    "volume": ("volume",),
    "issue": ("issue",),
    "pages": ("page",),
    "article_number": ("article-number",),
    "edition": ("edition",),
    "series": ("collection-title",),
    "series_number": ("collection-number",),
    "publisher": ("publisher",),
    "place": ("publisher-place",),
    "chapter": ("chapter-number",),
    "genre": ("genre",),
    "note": ("note",),
}


def recognise(head: str) -> Sign | None:
    """Tell whether the first record, or where it is broken another, has members of CSL-JSON alone."""
    if head.lstrip().startswith("[") and _ISSUED.search(head):
        return Sign("records have a date `issued` with parts")
    first = json_start(head).record
    if own := _OWN & first.keys():
        return Sign(f"its first record has `{min(own)}`")
    typed = _TYPE.match(first.get("type", "")) and first.get("author", "[").startswith("[")
    return sign(typed, "its first record has a type of CSL", sure="author" in first)


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each item of a kind that is published."""
    return read_json(document, source, paper_of_item)


def paper_of_item(item: Members, record: Record) -> Paper | Skipped:
    """Make a paper of an item of CSL, or skip it by its kind. Raises: Malformed: where a member is mistyped."""
    kind = _kind(item)
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    year, date = year_and_date(item.get("issued"))
    originals = texts(item, "original-title")
    title = text(item, "title") or next(iter(originals), None)
    editors = unique(parse_csl_name(each) for each in elements(item, "editor"))
    return Paper(
        title=titled(title, text(item, "subtitle")),
        abstract=text(item, "abstract"),
        authors=unique(parse_csl_name(each) for each in elements(item, "author")),
        editors=editors if kind.fabio == "Book" else (),
        year=year,
        date=date,
        identifiers=distinct(_identifiers(item)),
        venue=text(item, "container-title") or text(item, "event-title") or _event(item),
        kind=kind.fabio,
        url=address(text(item, "URL")),
        issn=text(item, "ISSN"),
        isbn=text(item, "ISBN"),
        keywords=_keywords(text(item, "keyword")) or named(item, "categories"),
        licence=published_licence(item),
        other_titles=tuple(each for each in originals if each != title),
        details=edited(_details(item, kind), editors),
        records=(record,),
    )


def _details(item: Members, kind: Kind) -> Details:
    """Return the details; what is numbered by `number` is a report."""
    found = details(lambda path: told(item, *path), _DETAILS)
    is_report = kind.fabio == "ReportDocument"
    issued = item.get("issued")
    printed = issued if isinstance(issued, str) else told(issued, "raw") or told(issued, "literal")
    return replace(
        found, report_number=told(item, "number") if is_report else None, printed_date=printed
    )


def parse_csl_name(value: object) -> Agent | None:
    """Read a CSL name: its parts, or `literal`; None where it names nobody.

    >>> parse_csl_name({"family": "Berg", "given": "Ana", "non-dropping-particle": "van der"}).name
    'Ana van der Berg'
    """
    literal = text(value) if isinstance(value, str) else None
    literal = literal or text(value, "literal") or text(value, "name")
    family = text(value, "family") or ""
    for key in ("non-dropping-particle", "dropping-particle"):
        # Some write the particle into the family name, too.
        if (part := text(value, key)) and not family.startswith(f"{part} "):
            family = f"{part} {family}".strip()
    return person(
        None if literal else text(value, "given"),
        literal or family,
        suffix=None if literal else text(value, "suffix"),
        orcid=text(value, "ORCID"),
        affiliation="; ".join(named(value, "affiliation")) or None,
        organizations=_registered(value),
    )


def _registered(value: object) -> Iterator[Agent | None]:
    """Yield the affiliations that Crossref knows by their address in a registry."""
    for each in elements(value, "affiliation"):
        ids = [text(one, "id") for one in elements(each, "id")]
        if any(map(normalise_registry, ids)):
            yield organization(text(each, "name"), *ids)


def _identifiers(item: Members) -> Iterator[Identifier]:
    yield from dois(text(item, "DOI"))
    for scheme in PUBMED:
        if found := text(item, scheme.upper()):
            yield parse_identifier(scheme, found)
    for key in ("number", "URL", "archive_location", "note"):
        yield from identifiers_in(text(item, key))


def _kind(item: Members) -> Kind:
    type_ = text(item, "type")
    kind = kind_of("csl-json", type_)
    if kind.fabio == "Thesis":
        return Kind(thesis(text(item, "genre") or ""))
    written = " ".join(text(item, key) or "" for key in ("genre", "publisher", "container-title"))
    if type_ in {"article", "report"} and re.search(r"preprint|arxiv", written, re.IGNORECASE):
        return Kind("Preprint")
    return kind


def _event(item: Members) -> str | None:
    """Return the name of the conference: a text in CSL before 1.0.2, an object by Crossref."""
    return next(iter(named(item, "event")), None)


def _keywords(written: str | None) -> tuple[str, ...]:
    parts = (word for part in (written or "").split(";") for word in listed(part))
    return tuple(dict.fromkeys(parts))


def published_licence(work: Members) -> str | None:
    """Return the licence of the published version; those for text mining tell readers nothing."""
    licences = [
        each for each in elements(work, "license") if member(each, "content-version") != "tdm"
    ]
    addresses = (text(each, "URL") or "" for each in licences)
    return address(*(each for each in addresses if not each.endswith("/tdm")))


FORMAT = Format(
    "csl-json",
    "CSL-JSON: an array of items with type, title, author and issued (Zotero, Pandoc, Citation.js)",
    EXAMPLE,
    recognise,
    read,
)
