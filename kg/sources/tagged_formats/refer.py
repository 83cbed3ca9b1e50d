"""Read Refer, which EndNote writes as .enw."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper, Record, Source
from kg.sources.fields.details import edited
from kg.sources.fields.kinds import kind_of, thesis
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.tagged_formats.tags import (
    Block,
    Layout,
    blocks,
    find_year,
    first_address,
    identifiers,
    items,
    keywords,
    numbered_date,
    people,
    serials,
    told_details,
)

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
_TAG = re.compile(r"^%([0A-Z]) ", re.MULTILINE)
_TYPE = re.compile(r"^(?:[^\S\n]|\ufeff)*+%0 ", re.MULTILINE)

_DETAILS = {
    "language": ("G",),
    "volume": ("V",),
    "issue": ("N",),
    "article_number": ("]",),
    "edition": ("7",),
    "series": ("S",),
    "publisher": ("I",),
    "place": ("C",),
    "printed_date": ("8", "D"),
}


def recognise(head: str) -> Sign | None:
    """Tell whether the first line that is not blank is tagged in the manner of Refer: `%T On It`."""
    several = len(set(_TAG.findall(head))) > 1
    return sign(_START.match(head), "it begins with a tag such as `%T`", sure=several)


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record: from `%0` to the next, or else between blank lines."""
    layout = _TYPED if _TYPE.search(document.head) else _UNTYPED
    return items(
        blocks(document, layout), source, lambda block: kind_of("refer", block.text("0")), _paper
    )


def _paper(block: Block, kind: str | None, record: Record) -> Paper:
    if kind == "Thesis":
        kind = thesis(" ".join(block.values("9", "R", "V")))
    if not block.values("0") and block.values("J"):
        kind = "JournalArticle"
    issn, isbn = serials(block.values("@"))
    editors = people(block.values("E"))
    return Paper(
        title=block.text("T"),
        abstract=block.text("X"),
        authors=people(block.values("A")),
        editors=editors if kind == "Book" else (),
        year=find_year(block.values("D") + block.values("8")),
        date=numbered_date(block.values("8", "D")),
        identifiers=identifiers(block, ("R",) if _holds_doi(block) else (), ("U", "R")),
        venue=block.text("J", "B"),
        kind=kind,
        url=first_address(block.values("U")),
        issn=issn,
        isbn=isbn,
        keywords=keywords(block.values("K")),
        details=edited(told_details(block, _DETAILS, pages=("P", "")), editors),
        records=(record,),
    )


def _holds_doi(block: Block) -> bool:
    """`%R` is a DOI or the number of a report."""
    return any("10." in value for value in block.values("R"))


FORMAT = Format(
    "refer",
    "Refer, EndNote's .enw: lines such as `%T On It`, records begin with `%0`",
    EXAMPLE,
    recognise,
    read,
)
