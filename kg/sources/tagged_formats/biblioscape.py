"""Read the tagged export of Biblioscape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper, Record, Source
from kg.sources.fields.details import IN_VOLUMES, edited
from kg.sources.fields.kinds import kind_of, thesis
from kg.sources.fields.values import date_in
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
    people,
    serials,
    told_details,
)

EXAMPLE = """\
--AU-- Lopez, A.; Chen, B.
--TI-- NightOwl
--ST-- Journal of Maps
--YP-- 2019
--RT-- Journal Article
------
"""

_LAYOUT = Layout(
    re.compile(r"\ufeff?--(--|[A-Z][A-Z0-9])--(?:[ \t](.*)|\s*$)"), frozenset(), frozenset({"--"})
)
_START = re.compile(r"\s*+--[A-Z][A-Z0-9]--\s")
_DETAILS = {
    "language": ("LG",),
    "volume": ("VL",),
    "issue": ("NB",),
    "edition": ("ED",),
    "publisher": ("PB",),
    "place": ("PP",),
}


def recognise(head: str) -> Sign | None:
    """Tell whether it begins with a tag between dashes, `--AU-- `."""
    return sign(_START.match(head.removeprefix("\ufeff")), "its lines are tagged as in `--TI-- `")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record, up to a line of dashes.

    Source: the fields that JabRef's BiblioscapeImporter knows.
    """
    return items(
        blocks(document, _LAYOUT),
        source,
        lambda block: kind_of("biblioscape", block.text("RT")),
        _paper,
    )


def _paper(block: Block, kind: str | None, record: Record) -> Paper:
    issn, isbn = serials(block.values("IS"))
    editors = people(block.values("SA")) if kind in IN_VOLUMES else ()
    return Paper(
        title=block.text("TI", "ST"),
        abstract=block.text("AB"),
        authors=people(block.values("AU")),
        editors=editors if kind == "Book" else (),
        year=find_year(block.values("YP")),
        date=date_in(block.text("YP")),
        identifiers=identifiers(block, ("DO",), ("UR", "AT")),
        venue=block.text("ST") if block.values("TI") and kind != "Book" else None,
        kind=thesis(block.text("TW") or "") if kind == "Thesis" else kind,
        url=first_address(block.values("UR", "AT")),
        issn=issn,
        isbn=isbn,
        keywords=keywords(block.values("KW")),
        details=edited(told_details(block, _DETAILS, pages=("PS", "PE")), editors),
        records=(record,),
    )


FORMAT = Format(
    "biblioscape",
    "Biblioscape's export: lines such as `--TI-- On It`, each record up to a line of dashes",
    EXAMPLE,
    recognise,
    read,
)
