"""Read MEDLINE, which PubMed writes as .nbib."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import normalise_orcid, parse_identifier
from kg.model import Agent, Grant, Identifier, Paper, Record, Skipped, Source
from kg.sources.fields.funding import grants, once, organization
from kg.sources.fields.markup import plain
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.unread import with_unread
from kg.sources.fields.values import address, date_in, dois, fullest, group, written_date, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.tagged_formats.tags import (
    Block,
    Layout,
    blocks,
    find_year,
    keywords,
    named_person,
    serials,
    told_details,
)

EXAMPLE = """\
PMID- 12345678
TI  - NightOwl.
FAU - Lopez, Ana
DP  - 2019 Feb 7
"""

_LINE = re.compile(r"\ufeff?([A-Z][A-Z0-9]{1,3}) *- ?(.*)")
_NUMBERED = Layout(_LINE, frozenset({"PMID"}))
_UNNUMBERED = Layout(_LINE, frozenset(), blank=True)
_START = re.compile(r"[\s\ufeff]*(?:PMID ?- ?\d|(?:PMCR|STAT|OWN |FAU |LID |DCOM)- )")
_NUMBER = re.compile(r"^\ufeff?PMID ?-", re.MULTILINE)
_KINDS = (
    ("preprint", "Preprint"),
    ("review", "ReviewArticle"),
    ("technical report", "ReportDocument"),
    ("doctoral dissertation", "DoctoralThesis"),
    ("masters thes", "MastersThesis"),
    ("dissertation", "Thesis"),
    ("speeches/meeting papers", "ConferencePaper"),
    ("book chapter", "BookChapter"),
)
_OTHERS = {"dataset": "data set", "video-audio media": "video"}
_BOOKS = frozenset({"book", "books"})
_DOCUMENT = re.compile(r"ED\d+")
"""ERIC numbers what is no article of a journal so: its `JT` is the publisher, or who deposited it."""

_DETAILS = {
    "language": ("LA",),
    "volume": ("VI",),
    "issue": ("IP",),
    "edition": ("EN",),
    "publisher": ("PB",),
    "printed_date": ("DP",),
}


def recognise(head: str) -> Sign | None:
    """Tell whether a text begins with a tag of MEDLINE, as `PMID- 12345678` does."""
    return sign(_START.match(head), "it begins with a tag of MEDLINE")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record, from `PMID` to the next.

    Source: MEDLINE/PubMed Data Element (Field) Descriptions, National Library of Medicine.
    """
    layout = _NUMBERED if _NUMBER.search(document.head) else _UNNUMBERED
    for index, block in enumerate(blocks(document, layout), 1):
        types = [value.lower() for value in block.values("PT")]
        other = next((_OTHERS[each] for each in types if each in _OTHERS), None)
        kind = next((kind for name, kind in _KINDS if any(name in each for each in types)), None)
        if not kind and _BOOKS & set(types):
            # A chapter has a title of its own in the book.
            kind = "BookChapter" if block.values("CTI") else "Book"
        if other and not kind:
            yield Skipped(source, index, block.line, other)
            continue
        if not kind and (not _is_document(block) or "journal articles" in types):
            kind = "JournalArticle"
        if not kind and any(each.startswith("reports - ") for each in types):
            kind = "ReportDocument"
        paper = _paper(block, kind, Record(source, index, block.line))
        yield with_unread(paper, block.unread())


def _is_document(block: Block) -> bool:
    return any(_DOCUMENT.fullmatch(value.strip()) for value in block.values("OID"))


def _paper(block: Block, kind: str | None, record: Record) -> Paper:
    issn, isbn = serials(block.values("IS", "ISBN"))
    year_, date = _dates(block)
    journal = None if _is_document(block) else block.text("JT", "TA")
    return Paper(
        title=_title(block),
        abstract=block.text("AB"),
        authors=tuple(_authors(block)),
        year=year_,
        date=date,
        identifiers=_identifiers(block),
        venue=journal if kind == "Book" else journal or block.text("BTI"),
        kind=kind,
        url=address(*block.values("LID"), *block.values("AID")),
        issn=issn,
        isbn=isbn,
        keywords=keywords(block.values("OT")),
        other_titles=tuple(plain(value) for value in block.values("TT")),
        details=told_details(block, _DETAILS, pages=("PG", "")),
        funding=_funding(block),
        records=(record,),
    )


def _funding(block: Block) -> tuple[Grant, ...]:
    """Read `number/acronym/agency/country`, of which the middle parts may be missing."""
    rows = (plain(value).split("/") for value in block.values("GR"))
    found = ((row[0], row[-2]) if len(row) > 2 else ("", row[0]) for row in rows)
    return once(g for number, agency in found for g in grants(organization(agency), [number]))


def _dates(block: Block) -> tuple[str | None, str | None]:
    """Return the year of the issue, and the day of it or of the article online in that year."""
    found, online = find_year(block.values("DP")), date_in(block.text("DEP"))
    day = written_date(block.text("DP"))
    return found or year(online), fullest(day, online if found in (None, year(online)) else None)


def _title(block: Block) -> str | None:
    """Return the title without the full stop, and the brackets of a translation, that MEDLINE adds."""
    values = block.values("TI") or block.values("CTI")
    title = plain(" ".join(values)).removesuffix(".")
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1].removesuffix(".")
    return title or block.text("BTI")


def _authors(block: Block) -> Iterator[Agent]:
    """Yield the authors in order: full names, else short ones; each tag after a name tells of it."""
    tag_of_names = "FAU" if block.values("FAU") else "AU"
    agent: Agent | None = None
    for tag, value in block.pairs(tag_of_names, "CN", "AUID", "AD"):
        text = plain(value)
        if tag in (tag_of_names, "CN"):
            if agent:
                yield agent
            agent = group(text) if tag == "CN" else (named_person(text) if is_name(text) else None)
        elif agent and tag == "AUID":
            agent = replace(agent, orcid=agent.orcid or normalise_orcid(text))
        elif agent and tag == "AD" and not agent.affiliation:
            agent = replace(agent, affiliation=text or None)
    if agent:
        yield agent


def _identifiers(block: Block) -> tuple[Identifier, ...]:
    found = [each for value in block.values("LID", "AID", "SO") for each in _dois(value)]
    found += [parse_identifier("pmid", value) for value in block.values("PMID")[:1]]
    found += [parse_identifier("pmcid", value) for value in block.values("PMC")[:1]]
    return tuple(dict.fromkeys(found))


def _dois(value: str) -> tuple[Identifier, ...]:
    marked = any(sign in value.lower() for sign in ("[doi]", "doi:", "doi.org/"))
    return dois(value.replace("[doi]", " ")) if marked and "10." in value else ()


FORMAT = Format(
    "medline",
    "MEDLINE, PubMed's .nbib: lines such as `TI  - On It.`, records begin with `PMID`",
    EXAMPLE,
    recognise,
    read,
)
