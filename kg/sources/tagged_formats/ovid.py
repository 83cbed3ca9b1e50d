"""Read the tagged citations of Ovid, as its databases save and mail them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import normalise, parse_identifier
from kg.model import Agent, Details, Identifier, Paper, Record, Source
from kg.sources.fields.details import page_range
from kg.sources.fields.journal_references import venue_in
from kg.sources.fields.kinds import Kind, kind_of
from kg.sources.fields.values import date_in
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.tagged_formats.tags import (
    Block,
    Layout,
    blocks,
    find_year,
    identifiers,
    is_pubmed,
    items,
    keywords,
    people,
    serials,
    told_details,
)

EXAMPLE = """\
<1. >
VN  - Ovid Technologies
AU  - Lopez, Ana
TI  - NightOwl.
SO  - Journal of Maps. 12(3):5-9, 2019 Feb.
"""

_LAYOUT = Layout(
    re.compile(
        r"[\s\ufeff]*(<|[A-Z][A-Z0-9]{1,4}(?= {1,2}-))"
        r"(?:(?<=<)\d{1,9}\. ?>\s*$| {1,2}-(?:[ \t](.*)|\s*$))"
    ),
    frozenset({"<"}),
    once=frozenset({"VN"}),
)
_START = re.compile(r"^\s*+(?:<\d{1,9}\. ?>\s*+[A-Z]{2}  - \S|VN  - Ovid)")
_ASIDE = re.compile(
    r"\[(?:article|references?|review|editorial|letter|book)\]\.?\s*$", re.IGNORECASE
)
_QUOTED = re.compile(r"\"([^\"]+)\"\W*")
_DEGREES = re.compile(
    r"(?:,? (?:m\.?d|m\.?p\.?h|ph\.? ?d|m\.?sc|b\.?sc|m\.?b\.?a|m\.?b\.?b\.?s|r\.?n|d\.?phil|dr\.?p\.?h|"
    r"ed\.?d|pharm\.?d|sc\.?d|d\.?v\.?m|d\.?d\.?s|j\.?d|frc\w{1,4})\.?(?=,| |$)){1,4}[\s\d,*]*$",
    re.IGNORECASE,
)
_NOTES = re.compile(r"(?<![\s\d*])[\s\d*]++$|(?<=[a-z]{2})\.$")
_ISSUE = re.compile(r"(?:\bvol\.? ?|[;.,] ?|^)(\d{1,4}) ?\(([^()]{1,12})\)", re.IGNORECASE)
_VOLUME = re.compile(r"(?:vol\.? ?)?(\d{1,3})\b", re.IGNORECASE)
_PAGES = re.compile(r"(?:\bpp?\.? ?|: ?)([A-Za-z]?\d{1,6}(?:-[A-Za-z]?\d{1,6})?)")
_MONTH = re.compile(
    r"(?<![\s,])[\s,]++(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter)[a-z]{0,6}\.?$",
    re.IGNORECASE,
)
_DETAILS = {
    "language": ("LG",),
    "volume": ("VO", "VI"),
    "issue": ("IP",),
    "edition": ("ET",),
    "publisher": ("PU", "PB"),
}
_BOOK = frozenset({"ED", "IB"})


def recognise(head: str) -> Sign | None:
    """Tell whether it begins with a number in angles, `<1. >`, and a tag, or with the vendor's name."""
    return sign(
        _START.match(head.removeprefix("\ufeff")), "it begins as a citation of Ovid, `<1. >`"
    )


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each citation, from its number to the next."""
    return items(blocks(document, _LAYOUT), source, _kind, _paper)


def _kind(block: Block) -> Kind:
    """Tell the kind by the first type that is known; a source with pages is an article."""
    for said in (*block.values("DT"), *block.values("PT")):
        kind = kind_of("ovid", said.rstrip("."), otherwise=Kind())
        if kind != Kind():
            return kind
    if block.values("SO", "JN"):
        return Kind("JournalArticle")
    return Kind("Book" if block.values(*_BOOK) else None)


def _paper(block: Block, kind: str | None, record: Record) -> Paper:
    issn, isbn = serials(block.values("IS", "IB", "SN", "IT"))
    source = block.text("SO", "BT")
    return Paper(
        title=_title(block.text("TI")),
        abstract=block.text("AB"),
        authors=_people(block.values("AU")),
        editors=_people(block.values("ED")) if kind == "Book" else (),
        year=find_year(block.values("YR") or block.values("DP") or block.values("SO")),
        date=date_in(block.text("DP")),
        identifiers=_identifiers(block),
        venue=None if kind == "Book" else block.text("JN") or _journal(source),
        kind=kind,
        issn=issn,
        isbn=isbn,
        keywords=keywords(block.values("KW")),
        other_titles=tuple(filter(None, map(_title, block.values("TT", "OT")))),
        details=_details(block, source),
        records=(record,),
    )


def _title(written: str | None) -> str | None:
    """Return a title without the marks of its database behind it, the full stop, and quotes around."""
    bare = _ASIDE.sub("", written or "")
    quoted = _QUOTED.fullmatch(bare)
    return (quoted[1] if quoted else bare).strip().removesuffix(".") or None


def _people(values: list[str]) -> tuple[Agent, ...]:
    """Parse names, without degrees, numbers of affiliations and the full stop behind them."""
    return people(
        _NOTES.sub("", _DEGREES.sub("", name.strip()))
        for value in values
        for name in value.split(";")
    )


def _journal(source: str | None) -> str | None:
    name = venue_in(source)
    return _MONTH.sub("", name).strip(" .") or None if name else None


def _details(block: Block, source: str | None) -> Details:
    """Return the details of their tags; volume, issue and pages as the source tells them."""
    told = told_details(block, _DETAILS, pages=("PG", ""))
    rest = (source or "")[len(venue_in(source) or "") :].strip(" .,")
    volume, pages = _ISSUE.search(rest) or _VOLUME.match(rest), _PAGES.search(rest)
    publisher = (told.publisher or "").partition(";")[0].strip() or None
    return replace(
        told,
        publisher=publisher,
        volume=told.volume or (volume and volume[1]),
        issue=told.issue or ((volume and volume.re is _ISSUE and volume[2]) or None),
        pages=told.pages or page_range(pages[1] if pages else None),
    )


def _identifiers(block: Block) -> tuple[Identifier, ...]:
    """Return DOIs of their fields; an accession number is PubMed's where the database is."""
    found = identifiers(block, ("DO", "DI"), ())
    numbers = block.values("PM")
    if is_pubmed("; ".join(block.values("DB"))):
        numbers += block.values("UI", "AN")
    pmids = (normalise("pmid", value) for value in numbers)
    told = (parse_identifier("pmid", each) for each in pmids if each)
    return tuple(dict.fromkeys((*found, *told)))


FORMAT = Format(
    "ovid",
    "the tagged citations of Ovid: lines such as `TI  - On It.`, each record from `<1. >` on",
    EXAMPLE,
    recognise,
    read,
)
