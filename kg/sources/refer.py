"""Read Refer, which EndNote writes as .enw."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper, Record, Skipped, Source
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
%0 Journal Article
%A Lopez, Ana
%T NightOwl
%D 2019
"""

_LINE = re.compile(r"[\s\ufeff]*%([0-9A-Z@!$*?()\[\]=#&~+<>^:;.,-])(?:[ \t](.*)|\s*$)")
_TYPED = Layout(_LINE, frozenset({"0"}))
_UNTYPED = Layout(_LINE, frozenset(), blank=True, once=frozenset("TX"))
_START = re.compile(r"[\s\ufeff]*%[0A-Z] \S")
_TYPE = re.compile(r"^[\s\ufeff]*%0 ", re.MULTILINE)
_KINDS = {
    "journal article": "JournalArticle",
    "electronic article": "JournalArticle",
    "conference paper": "ConferencePaper",
    "conference proceedings": "ConferencePaper",
    "book section": "BookChapter",
    "electronic book section": "BookChapter",
    "encyclopedia": "BookChapter",
    "report": "ReportDocument",
    "unpublished work": "Preprint",
    "manuscript": "Preprint",
    "preprint": "Preprint",
}
_UNKNOWN = frozenset({"", "generic"})


def recognise(head: str) -> bool:
    """Tell whether the first line that is not blank is tagged in the manner of Refer: `%T On It`."""
    return bool(_START.match(head))


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record: from `%0` to the next, or else between blank lines."""
    layout = _TYPED if _TYPE.search(document.head) else _UNTYPED
    for index, block in enumerate(blocks(document, layout), 1):
        type_ = (block.text("0") or "").lower()
        if type_ in _KINDS or type_ in _UNKNOWN or type_ == "thesis":
            yield _paper(block, type_, Record(source, index, block.line))
        else:
            yield Skipped(source, index, block.line, type_)


def _paper(block: Block, type_: str, record: Record) -> Paper:
    date = full_date(block.values("8", "D"))
    issn, isbn = serials(block.values("@"))
    return Paper(
        title=block.text("T"),
        abstract=block.text("X"),
        authors=people(block.values("A")),
        year=find_year(block.values("D") + block.values("8")),
        date=iso_date(*date) if date else None,
        identifiers=identifiers(block, ("R",) if _holds_doi(block) else (), ("U", "R")),
        venue=block.text("J", "B"),
        kind=_thesis(block) if type_ == "thesis" else _kind(block, type_),
        url=first_address(block.values("U")),
        issn=issn,
        isbn=isbn,
        keywords=keywords(block.values("K")),
        records=(record,),
    )


def _kind(block: Block, type_: str) -> str | None:
    """Without a type, a journal makes an article."""
    return _KINDS.get(type_) or ("JournalArticle" if not type_ and block.values("J") else None)


def _holds_doi(block: Block) -> bool:
    """`%R` is a DOI or the number of a report."""
    return any("10." in value for value in block.values("R"))


def _thesis(block: Block) -> str:
    said = " ".join(block.values("9", "R", "V")).lower()
    return "MastersThesis" if re.search(r"\bmaster|\bm\.?\s?(?:a|sc)\b", said) else "DoctoralThesis"


FORMAT = Format(
    "refer",
    "Refer, EndNote's .enw: lines such as `%T On It`, records begin with `%0`",
    EXAMPLE,
    recognise,
    read,
)
