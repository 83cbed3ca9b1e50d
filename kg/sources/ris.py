"""Read RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.identity import parse_identifier
from kg.model import Identifier, Paper, Record, Skipped, Source
from kg.sources.document import Document
from kg.sources.format import Format, Item
from kg.sources.tagged import (
    Block,
    Layout,
    blocks,
    find_year,
    first_address,
    full_date,
    identifiers,
    keywords,
    people,
    serials,
)
from kg.sources.xml_fields import iso_date

EXAMPLE = """\
TY  - JOUR
TI  - NightOwl
AU  - Lopez, Ana
PY  - 2019
ER  -
"""

_KINDS = {
    "JOUR": "JournalArticle",
    "EJOUR": "JournalArticle",
    "INPR": "JournalArticle",
    "ABST": "JournalArticle",
    "CONF": "ConferencePaper",
    "CPAPER": "ConferencePaper",
    "CHAP": "BookChapter",
    "ECHAP": "BookChapter",
    "ENCYC": "BookChapter",
    "RPRT": "ReportDocument",
    "UNPB": "Preprint",
    "UNPD": "Preprint",
    "MANSCPT": "Preprint",
}
_UNKNOWN = frozenset({"", "GEN", "OTHER"})
_OTHERS = {
    "ADVS": "audiovisual",
    "ART": "artwork",
    "BILL": "bill",
    "BLOG": "web page",
    "BOOK": "book",
    "CASE": "case",
    "COMP": "software",
    "CTLG": "catalogue",
    "DATA": "data set",
    "DBASE": "data set",
    "EBOOK": "book",
    "EDBOOK": "book",
    "ELEC": "web page",
    "GRNT": "grant",
    "HEAR": "hearing",
    "ICOMM": "personal communication",
    "JFULL": "periodical",
    "MGZN": "magazine article",
    "MAP": "map",
    "MUSIC": "music",
    "NEWS": "newspaper article",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal communication",
    "SER": "book",
    "SLIDE": "presentation",
    "SOUND": "audio",
    "STAND": "standard",
    "STAT": "statute",
    "UNBILL": "bill",
    "VIDEO": "video",
    "MPCT": "video",
    "WEB": "web page",
}
_LINE = re.compile(r"[\s\ufeff#]*([A-Z][A-Z0-9]) {1,2}-(?:[ \t](.*)|\s*$)")
_LAYOUT = Layout(_LINE, frozenset({"TY"}), frozenset({"ER"}))
_START = re.compile(r"^[\s\ufeff#]*(?:TY|A1|AU|T1|TI|JF)  ?- ", re.MULTILINE)
_CONTENT = ("TI", "T1", "CT", "AU", "A1", "AB", "N2", "DO")
_PMID = re.compile(r"(\d{1,9})\s*\[pmid\]", re.IGNORECASE)
_PUBMED = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_VENUES = {
    "ConferencePaper": ("T2", "BT", "C3", "JF", "JO", "J2", "JA", "T3"),
    "BookChapter": ("T2", "BT", "JF", "JO"),
}


def recognise(head: str) -> bool:
    """Tell whether one of the first lines is tagged in the manner of RIS: `TY  - JOUR`."""
    return bool(_START.search(head[:4000]))


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record; one without `TY` is a paper of unknown kind.

    Source: RIS format specifications, Research Information Systems (2011).
    """
    # Exporters write links and labels of their own after `ER`.
    found = (block for block in blocks(document, _LAYOUT) if block.values("TY", *_CONTENT))
    for index, block in enumerate(found, 1):
        type_ = (block.text("TY") or "").upper()
        if type_ in _KINDS or type_ in _UNKNOWN or type_ == "THES":
            yield _paper(block, type_, Record(source, index, block.line))
        else:
            yield Skipped(source, index, block.line, _OTHERS.get(type_, type_.lower()))


def _paper(block: Block, type_: str, record: Record) -> Paper:
    kind = _thesis(block) if type_ == "THES" else _KINDS.get(type_)
    dates = block.values("DA") + block.values("PY", "Y1")
    date = full_date(dates)
    issn, isbn = serials(block.values("SN"))
    authors = people(block.values("AU", "A1"))
    if not authors and kind in (None, "JournalArticle"):
        authors = people(block.values("A2"))
    return Paper(
        title=block.text("TI", "T1", "CT"),
        abstract=block.text("AB", "N2"),
        authors=authors,
        year=find_year(block.values("PY", "Y1") + block.values("DA")),
        date=iso_date(*date) if date else None,
        identifiers=_identifiers(block),
        venue=block.text(*_VENUES.get(kind or "", ("T2", "JF", "JO", "BT", "J2", "JA"))),
        kind=kind,
        url=first_address(block.values("UR")),
        issn=issn,
        isbn=isbn,
        keywords=keywords(block.values("KW")),
        records=(record,),
    )


def _thesis(block: Block) -> str:
    """Tell a master's thesis by what the record says of its type; the usual one is doctoral."""
    said = " ".join(block.values("M3", "U1", "T3", "M1", "TY")).lower()
    return "MastersThesis" if re.search(r"\bmaster|\bm\.?\s?(?:a|sc)\b", said) else "DoctoralThesis"


def _identifiers(block: Block) -> tuple[Identifier, ...]:
    found = identifiers(block, ("DO",), ("UR", "L3", "M3"))
    pmids = [match[1] for value in block.values("U1", "AN", "C2") if (match := _PMID.search(value))]
    if _PUBMED.search(" ".join(block.values("DB", "DP"))):
        pmids += [value for value in block.values("AN", "ID") if value.isdecimal()]
    return found + tuple(parse_identifier("pmid", each) for each in dict.fromkeys(pmids))


FORMAT = Format(
    "ris",
    "RIS: lines such as `TI  - On It`, each record from `TY` to `ER`",
    EXAMPLE,
    recognise,
    read,
)
