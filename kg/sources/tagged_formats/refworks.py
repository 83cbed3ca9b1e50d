"""Read RefWorks tagged format, as RefWorks exports it and many databases write it for RefWorks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.identity import find_dois, normalise, parse_identifier
from kg.model import Identifier, Paper, Record, Source
from kg.sources.fields.details import IN_VOLUMES, edited
from kg.sources.fields.kinds import kind_of, thesis
from kg.sources.fields.markup import plain
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.tagged_formats.tags import (
    Block,
    Layout,
    blocks,
    find_year,
    first_address,
    identifiers,
    is_pubmed,
    items,
    keywords,
    numbered_date,
    people,
    serials,
    told_details,
)

EXAMPLE = """\
RT Journal Article
A1 Lopez,Ana
T1 NightOwl
JF Journal of Maps
YR 2019
"""

_TAGS = (
    "A[1-6D-V]|[AC]N|AB|C[LR]|D[BOS]|ED|FD|I[DPS]|J[FO]|K1|L[AKL]|NO|O[LPT]|P[BP]|PMC?ID|R[DT]|"
    "S[FLNPRT]|T[1-3]|U1[0-5]|U[1-9L]|VO|W[PTV]|YR"
)
_LAYOUT = Layout(
    re.compile(rf"\ufeff?({_TAGS}|END(?= EXPORTED REFERENCES))(?:[ \t](.*)|\s*$)"),
    frozenset({"RT"}),
    frozenset({"END"}),
)
_START = re.compile(r"^\ufeff?RT[ \t]+\S", re.MULTILINE)
_CONTENT = re.compile(r"^(A1|T1|JF|YR|AB)[ \t]+\S", re.MULTILINE)
_DOI_ALONE = re.compile(r"(?:doi:?\s*)?10\.\S+", re.IGNORECASE)

_DETAILS = {
    "language": ("LA",),
    "volume": ("VO",),
    "issue": ("IS",),
    "edition": ("ED",),
    "publisher": ("PB",),
    "place": ("PP",),
}


def recognise(head: str) -> Sign | None:
    """Tell whether a line names a type, as in `RT Journal Article`, and two tags of content are there.

    An export begins with a legend of its tags, or with the first record.
    """
    found = _START.search(head) and len(set(_CONTENT.findall(head))) > 1
    return sign(found, "its lines are tagged as in `RT Journal Article`")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record, from `RT` to the next; one without `RT` is of unknown kind.

    Source: RefWorks Tagged Format, the legend of tags that an export begins with.
    """
    return items(
        blocks(document, _LAYOUT),
        source,
        lambda block: kind_of("refworks", block.text("RT")),
        _paper,
    )


def _paper(block: Block, kind: str | None, record: Record) -> Paper:
    if kind == "Thesis":
        kind = thesis(" ".join(block.values("RT", "SF", "NO")))
    published = find_year(block.values("YR") or block.values("FD"))
    day = numbered_date(block.values("FD"))
    issn, isbn = serials(block.values("SN"))
    is_part = kind in ("BookChapter", "ConferencePaper")
    editors = people(block.values("A2")) if kind in IN_VOLUMES else ()
    return Paper(
        title=block.text("T1"),
        abstract=block.text("AB"),
        authors=people(block.values("A1")),
        editors=editors if kind == "Book" else (),
        year=published,
        date=day if day and day[:4] == published else None,
        identifiers=_identifiers(block),
        venue=block.text("T2", "JF", "JO") if is_part else block.text("JF", "JO"),
        kind=kind,
        url=first_address(block.values("UL", "LK")),
        issn=issn,
        isbn=isbn,
        keywords=keywords(block.values("K1")),
        other_titles=tuple(map(plain, block.values("OT"))),
        details=edited(told_details(block, _DETAILS, pages=("SP", "OP")), editors),
        records=(record,),
    )


def _identifiers(block: Block) -> tuple[Identifier, ...]:
    """Return the identifiers of their fields, and a DOI that is all that a note says.

    The accession number is PubMed's where the database is; `ID` is any number of RefWorks' own.
    """
    found = identifiers(block, ("DO",), ("UL", "LK"))
    notes = [note for note in block.values("NO") if _DOI_ALONE.fullmatch(note.strip())]
    told = [parse_identifier("doi", doi) for note in notes for doi in find_dois(note)]
    told += [parse_identifier("pmid", each) for each in block.values("PMID")]
    told += [parse_identifier("pmcid", each) for each in block.values("PMCID")]
    if is_pubmed("; ".join(block.values("DB", "DS"))):
        numbers = (normalise("pmid", each) for each in block.values("AN"))
        told += [parse_identifier("pmid", each) for each in numbers if each]
    return tuple(dict.fromkeys((*found, *told)))


FORMAT = Format(
    "refworks",
    "RefWorks tagged format: lines such as `T1 On It`, each record from `RT` on",
    EXAMPLE,
    recognise,
    read,
)
