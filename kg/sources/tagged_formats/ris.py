"""Read RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.identity import normalise, parse_identifier
from kg.model import Identifier, Paper, Record, Source
from kg.sources.fields.details import IN_VOLUMES, edited
from kg.sources.fields.funding import written_funding
from kg.sources.fields.kinds import Kind, kind_of, thesis
from kg.sources.fields.values import date_in, fullest, written_date
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
TY  - JOUR
TI  - NightOwl
AU  - Lopez, Ana
PY  - 2019
ER  -
"""

_LINE = re.compile(r"[\s\ufeff#]*([A-Z][A-Z0-9]) {1,2}-(?:[ \t](.*)|\s*$)")
_LAYOUT = Layout(_LINE, frozenset({"TY"}), frozenset({"ER"}))
_START = re.compile(r"^(?:[^\S\n]|[\ufeff#])*+(?:TY|A1|AU|T1|TI|JF)  ?- ", re.MULTILINE)
_CONTENT = ("TI", "T1", "CT", "AU", "A1", "AB", "N2", "DO")
_LINKS = ("UR", "L1", "L2", "L3", "L4", "M3")
_LABELLED = ("U1", "U2", "AN", "C2")
"""Fields with numbers of any sort: believed is what says its scheme, as in `77 [pmid]`."""
_REFINED = ("ReviewArticle", "ConferencePaper")
_VENUES = {
    "ConferencePaper": ("T2", "BT", "C3", "JF", "JO", "J2", "JA", "T3"),
    "BookChapter": ("T2", "BT", "JF", "JO"),
    "Book": ("T2", "T3"),
}

_DETAILS = {
    "language": ("LA",),
    "volume": ("VL",),
    "issue": ("IS",),
    "article_number": ("C7",),
    "edition": ("ET",),
    "series": ("T3",),
    "publisher": ("PB",),
    "place": ("CY", "PP"),
    "printed_date": ("DA", "PY", "Y1"),
}


def recognise(head: str) -> Sign | None:
    """Tell whether one of the first lines is tagged in the manner of RIS: `TY  - JOUR`."""
    found = _START.search(head[:4000])
    return sign(
        found,
        "a line is tagged as in `TY  - JOUR`",
        sure=bool(found and not head[: found.start()].strip("\ufeff\n\r\t ")),
    )


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record; one without `TY` is a paper of unknown kind.

    Source: RIS format specifications, Research Information Systems (2011).
    """
    # Exporters write links and labels of their own after `ER`.
    found = (block for block in blocks(document, _LAYOUT) if block.values("TY", *_CONTENT))
    return items(found, source, _kind, _paper)


def _kind(block: Block) -> Kind:
    """Tell the kind by the type, and of articles by the type of work, as Scopus writes it: `Review`."""
    kind = kind_of("ris", block.text("TY"))
    said = (
        kind_of("table", block.text("M3"), otherwise=Kind())
        if kind.fabio == "JournalArticle"
        else Kind()
    )
    return said if said.fabio in _REFINED or said.skipped == "erratum" else kind


def _paper(block: Block, kind: str | None, record: Record) -> Paper:
    if kind == "Thesis":
        kind = thesis(" ".join(block.values("M3", "U1", "T3", "M1")))
    # Y1 is deprecated: what it says counts where nothing else tells.
    dates = block.values("PY") + block.values("DA") + block.values("Y1")
    published = find_year(dates)
    days = [numbered_date([each]) for each in (*block.values("DA"), *block.values("PY", "Y1"))]
    # Web of Science writes the month alone, in words.
    days += (written_date(each, published) or date_in(each) for each in block.values("DA"))
    issn, isbn = serials(block.values("SN"))
    authors = people(block.values("AU", "A1"))
    if not authors and kind in (None, "JournalArticle"):
        authors = people(block.values("A2"))
    editors = people(block.values("ED", *(("A2",) if kind in IN_VOLUMES else ())))
    return Paper(
        title=block.text("TI", "T1", "CT"),
        abstract=block.text("AB", "N2"),
        authors=authors,
        editors=editors if kind == "Book" else (),
        year=published,
        date=fullest(*(day for day in days if day and day[:4] == published)),
        identifiers=_identifiers(block),
        venue=block.text(*_VENUES.get(kind or "", ("T2", "JF", "JO", "BT", "J2", "JA"))),
        kind=kind,
        url=first_address(block.values("UR")),
        issn=issn,
        isbn=isbn,
        keywords=keywords(block.values("KW")),
        details=edited(told_details(block, _DETAILS, pages=("SP", "EP")), editors),
        funding=written_funding(block.text("FU")),
        records=(record,),
    )


def _identifiers(block: Block) -> tuple[Identifier, ...]:
    """Return the identifiers of their fields; an accession number where the database is PubMed.

    `ID` is whatever number the exporter gave the record, and never an identifier.
    """
    found = identifiers(block, ("DO",), (*_LINKS, *_LABELLED))
    names = block.text("DB") or block.text("DP") or ""
    numbers = block.values("AN") if is_pubmed(names) else []
    pmids = (normalise("pmid", value) for value in numbers)
    return found + tuple(parse_identifier("pmid", each) for each in pmids if each)


FORMAT = Format(
    "ris",
    "RIS: lines such as `TI  - On It`, each record from `TY` to `ER`",
    EXAMPLE,
    recognise,
    read,
)
