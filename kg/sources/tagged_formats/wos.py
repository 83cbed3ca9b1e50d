"""Read the tagged export of Web of Science, and of ISI before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import ORCID, normalise_orcid, parse_identifier
from kg.model import Agent, Paper, Record, Source
from kg.sources.fields.funding import written_funding
from kg.sources.fields.kinds import Kind, kind_of
from kg.sources.fields.values import group, written_date
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.tagged_formats.tags import (
    Block,
    Layout,
    blocks,
    find_year,
    identifiers,
    items,
    keywords,
    people,
    serials,
    told_details,
)
from kg.text import fold

EXAMPLE = """\
FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Lopez, A
   Chen, B
TI NightOwl
PY 2019
ER

EF
"""

_LAYOUT = Layout(
    re.compile(r"[\ufeff]?([A-Z][A-Z0-9])(?:[ \t](.*)|\s*$)"),
    frozenset({"PT", "FN", "VR"}),
    frozenset({"ER", "EF"}),
)
_START = re.compile(r"[\s\ufeff]*(?:FN \S|VR 1|PT [A-Z]\s*$)", re.MULTILINE)
_SAID = (
    ("review", "ReviewArticle"),
    ("proceedings paper", "ConferencePaper"),
    ("conference", "ConferencePaper"),
    ("book chapter", "BookChapter"),
)
_ORCID = re.compile(rf"/({ORCID})")

_DETAILS = {
    "language": ("LA",),
    "volume": ("VL",),
    "issue": ("IS",),
    "article_number": ("AR",),
    "series": ("SE",),
    "publisher": ("PU",),
    "place": ("PI",),
    "printed_date": ("PD",),
}


def recognise(head: str) -> Sign | None:
    """Tell whether a text begins as an export does: `FN …`, `VR 1.0`, or `PT J`."""
    return sign(_START.match(head), "it begins as an export does")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record, from `PT` to `ER`; patents are skipped.

    Source: Web of Science Core Collection field tags, Clarivate.
    """
    found = (block for block in blocks(document, _LAYOUT) if not _is_heading(block))
    return items(found, source, _kind, _paper)


def _is_heading(block: Block) -> bool:
    """Tell whether lines name the export and its version, and no record."""
    return bool(block.values("FN", "VR")) and not block.values("TI", "AU", "SO")


def _kind(block: Block) -> Kind:
    """Tell the kind by the type of document, else by that of the publication."""
    said = (block.text("DT") or "").lower()
    found = next((kind for word, kind in _SAID if word in said), None)
    return Kind(found) if found else kind_of("wos", (block.text("PT") or "J")[:1])


def _paper(block: Block, kind: str | None, record: Record) -> Paper:
    issn, isbn = serials(block.values("SN", "EI", "BN"))
    found = identifiers(block, ("DI", "D2"), ("UR",))
    pmids = tuple(parse_identifier("pmid", value) for value in block.values("PM"))
    return Paper(
        title=block.text("TI"),
        abstract=block.text("AB"),
        authors=_authors(block),
        editors=people(block.values("BE")) if kind == "Book" else (),
        year=find_year(block.values("PY", "PD")),
        date=written_date(block.text("PD"), block.text("PY")),
        identifiers=found + pmids,
        venue=block.text("SO", "JI", "J9"),
        kind=kind,
        issn=issn,
        isbn=isbn,
        keywords=keywords([value.replace("\n", " ") for value in block.values("DE")]),
        details=told_details(block, _DETAILS, pages=("BP", "EP")),
        funding=written_funding(block.text("FU")),
        records=(record,),
    )


def _orcids(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names that stand before ORCID iDs, folded, with these: `Lopez, Ana/0000-…; `."""
    parts = _ORCID.split(text)
    for before, orcid in zip(parts[::2], parts[1::2], strict=False):
        found = people([re.split("[;/]", before)[-1]])
        if found:
            yield fold(" ".join(found[0].name.split())), orcid


def _authors(block: Block) -> tuple[Agent, ...]:
    """Return the authors by their full names where these are there, with ORCID, then the groups."""
    short, full = people(block.values("AU")), people(block.values("AF"))
    found = full if len(full) >= len(short) else short
    orcids = dict(_orcids(" ".join(block.values("OI")).replace("\n", " ")))
    people_ = tuple(
        replace(each, orcid=normalise_orcid(orcids.get(fold(each.name), ""))) for each in found
    )
    groups = (group(name) for value in block.values("CA") for name in value.split("\n"))
    return people_ + tuple(each for each in groups if each)


FORMAT = Format(
    "wos",
    "Web of Science tagged export: lines such as `TI On It`, each record from `PT` to `ER`",
    EXAMPLE,
    recognise,
    read,
)
