"""Make papers of the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.identity import SCHEMES, find_dois, identifiers_in, parse_identifier
from kg.model import Details, Identifier, Paper, Record, Skipped
from kg.references import EDITORS
from kg.sources.bibtex.entries import to_item
from kg.sources.bibtex.syntax import Entry, entries
from kg.sources.fields.details import details, page_range
from kg.sources.fields.details import edited as edited_by
from kg.sources.fields.kinds import Kind, kind_in, kind_of
from kg.sources.fields.latex import decode_told
from kg.sources.fields.outcomes import read_decision
from kg.sources.fields.unread import Noted, unread, with_unread
from kg.sources.fields.values import address, date_in, dois, iso_date, titled
from kg.sources.fields.values import year as year_in
from kg.sources.format import AS_NAMED, Columns
from kg.sources.free.sections import UNSAID, Section
from kg.sources.json_formats.reading import distinct, elements, text
from kg.sources.tables.authors import people_in, whole
from kg.sources.tables.cells import cell
from kg.sources.tables.headings import choose_columns, field_of
from kg.sources.tables.links import is_beside, links_in
from kg.sources.tables.numbered_authors import numbered_authors
from kg.vocab import DETAILS

_EDITED = re.compile(rf"\((?:{EDITORS})\.?\)\W{{0,3}}$", re.IGNORECASE)
_TOLD = ("title", "abstract", "year", "date", "venue", "url", "issn", "isbn")
_LISTED = re.compile(r"(?:(?<!\s)\s+)?[;,|；、]\s*")


def row_to_paper(
    row: Mapping[str, object],
    record: Record,
    given: Columns = AS_NAMED,
    around: Section = UNSAID,
) -> Paper | Skipped:
    """Make a paper of a row: cells are texts, in JSON also numbers, lists and objects.

    `given` names the columns of fields where their names do not tell; what stands `around` a row
    tells its year and its kind where it does not itself.

    Raises: Malformed: where a cell has a value of a wrong type.
    """
    row = (row if isinstance(row, Noted) else Noted(row)).converted(cell)
    columns = choose_columns(row, given)
    cells = {
        field: next((row[name] for name in names if row[name] not in (None, "", [])), None)
        for field, names in columns.items()
    }
    entry = _entry(cells.get("bibtex"))
    kind = _kind(text(cells, "kind"), entry.type)
    kind = Kind(around.kind) if kind == Kind() and around.kind else kind
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    links = [link for name in columns.get("url", ()) for link in links_in(row[name])]
    paper = _with_people(_paper(cells, kind, links, record), cells, edited=around.edited)
    if not (paper.authors or paper.editors):
        paper = replace(paper, authors=numbered_authors(row))
    told = to_item(entry, record.source, record.index) if entry.type else None
    paper = _completed(paper, told) if isinstance(told, Paper) else paper
    return with_unread(replace(paper, year=paper.year or around.year or None), unread(row))


def _paper(
    cells: Mapping[str, object], kind: Kind, links: Sequence[tuple[str, str]], record: Record
) -> Paper:
    year, date, venue = text(cells, "year"), text(cells, "date"), _tex(cells, "venue")
    # `journal` is the kind of a venue, and not its name.
    of_kind = kind_of("table", venue, otherwise=Kind()).fabio
    status, track = _decision(cells, kind)
    codes = [target for name, target in links if field_of(name) == "code"]
    leading = sorted(links, key=lambda link: is_beside(link[0]))
    addresses = [target for _, target in leading if target not in codes]
    if (doi := text(cells, "doi")) and not _identifies("doi", doi):
        addresses.append(doi)
    return Paper(
        title=titled(_tex(cells, "title"), _tex(cells, "subtitle")),
        abstract=_tex(cells, "abstract"),
        year=year_in(year or date),
        date=date_in(date) or iso_date(year_in(year), text(cells, "month"), text(cells, "day")),
        identifiers=distinct(_identifiers(cells, [*addresses, *_lines(cells.get("extra"))])),
        venue=None if of_kind else venue,
        status=status,
        track=track,
        kind=kind.fabio or of_kind,
        url=address(*addresses),
        issn=text(cells, "issn"),
        isbn=text(cells, "isbn"),
        keywords=_keywords(cells.get("keywords")),
        code=address(text(cells, "code"), *codes),
        licence=address(text(cells, "licence")),
        details=_details(cells),
        records=(record,),
    )


def _with_people(paper: Paper, cells: Mapping[str, object], *, edited: bool) -> Paper:
    """Give a paper its people; those who are named as editors are none of its authors: `Lopez, A. (Eds.)`."""
    written = cells.get("authors")
    authors = people_in(written)
    if edited or (isinstance(written, str) and _EDITED.search(written)):
        return replace(paper, editors=authors)
    editors = people_in(cells.get("editors"))
    details = edited_by(paper.details, editors)
    return replace(
        paper, authors=authors, editors=editors if paper.kind == "Book" else (), details=details
    )


def _completed(paper: Paper, told: Paper) -> Paper:
    """Return a paper with what its BibTeX tells, and no other column does."""
    people = ("authors", "editors") if not (paper.authors or paper.editors) else ()
    missing = {name: getattr(told, name) for name in (*_TOLD, *people) if not getattr(paper, name)}
    details = {
        name: getattr(told.details, name) for name in DETAILS if not getattr(paper.details, name)
    }
    schemes = {each.scheme for each in paper.identifiers}
    others = [each for each in told.identifiers if each.scheme not in schemes]
    return replace(
        paper,
        **missing,
        identifiers=(*paper.identifiers, *others),
        details=replace(paper.details, **details),
    )


def _decision(cells: Mapping[str, object], kind: Kind) -> tuple[str | None, str | None]:
    """Return the status and the track; a kind of paper that is none may be either."""
    told = ("status", "track", *(("kind",) if kind == Kind() else ()))
    return read_decision("; ".join(filter(None, (text(cells, name) for name in told))))


def _details(cells: Mapping[str, object]) -> Details:
    found = details(lambda field: _tex(cells, field), {field: field for field in DETAILS})
    issue = found.issue.strip("() ") if found.issue else None
    return replace(found, issue=issue, pages=page_range(found.pages, text(cells, "last_page")))


def _tex(cells: Mapping[str, object], name: str) -> str | None:
    return decode_told(text(cells, name))


def _entry(value: object) -> Entry:
    """Read the BibTeX entry in a cell."""
    found = next(entries([value]), None) if isinstance(value, str) else None
    return found or Entry("", "", 1)


def _identifiers(
    cells: Mapping[str, object], addresses: Iterable[str | None]
) -> Iterator[Identifier]:
    """Yield what the columns of identifiers hold; of other schemes also what addresses tell."""
    known = set()
    for scheme in SCHEMES:
        found = text(cells, scheme)
        if found and _identifies(scheme, found):
            known.add(scheme)
            yield from dois(found) if scheme == "doi" else [parse_identifier(scheme, found)]
    for each in addresses:
        yield from identifiers_in(each, *(scheme for scheme in SCHEMES if scheme not in known))


def _identifies(scheme: str, written: str) -> bool:
    """Tell whether a text is to identify a paper: a link without a DOI among DOIs is that to one that has none."""
    return scheme != "doi" or not address(written) or bool(find_dois(written))


def _lines(value: object) -> list[str]:
    """Return the lines of a cell, in which Zotero keeps what it has no column for: `PMID: 7`."""
    return value.splitlines() if isinstance(value, str) else []


def _kind(written: str | None, type_: str) -> Kind:
    """Tell the kind by what the row says, else by its BibTeX; a word of no table says nothing."""
    if not written:
        return kind_of("bibtex", type_)
    return kind_of("table", written, otherwise=kind_in(written))


def _keywords(value: object) -> tuple[str, ...]:
    found = _LISTED.split(value) if isinstance(value, str) else map(whole, elements(value))
    return tuple(dict.fromkeys(each for each in found if each))
