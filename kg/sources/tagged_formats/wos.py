"""Read the exports of Web of Science, and of ISI before it: tagged lines, or tags over a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.identity import ORCID, normalise_orcid, parse_identifier
from kg.model import Agent, Paper, Record, Source
from kg.sources.fields.details import edited
from kg.sources.fields.funding import written_funding
from kg.sources.fields.kinds import Kind, kind_of
from kg.sources.fields.values import date_in, group, written_date
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
_TABBED = re.compile(r"[\s\ufeff]*PT(?:\t[A-Z][A-Z0-9]){10,}\t?\r?\n")
_NUMERAL = re.compile(
    r"(, (?:[^\W\d_]{1,2}(?![^\W\d_])\.?[ -]?){1,3}), ([IV])(?=;|$)", re.MULTILINE
)
"""An initial behind others that was taken for a numeral: `Owl, G., V`."""
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
    """Tell whether a text begins as an export does: `FN …`, `VR 1.0`, or `PT J`; or with a row of tags."""
    found = _START.match(head) or _TABBED.match(head)
    return sign(found, "it begins as an export does")


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record, from `PT` to `ER`, or of each row; patents are skipped.

    Source: Web of Science Core Collection field tags, Clarivate.
    """
    if _TABBED.match(document.head):
        return items(_rows(document), source, _kind, _paper)
    found = (block for block in blocks(document, _LAYOUT) if not _is_heading(block))
    return items(found, source, _kind, _paper)


def _rows(document: Document) -> Iterator[Block]:
    """Yield the rows of a tab-delimited export: its cells are not quoted."""
    rows = ((number, text.split("\t")) for number, text in document.lines() if text.strip())
    _, tags = next(rows)
    tags = [tag.strip("\ufeff ") for tag in tags]
    for number, cells in rows:
        yield Block(number, [(tag, cell) for tag, cell in zip(tags, cells, strict=False) if tag])


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
    editors = people(block.values("BE"))
    return Paper(
        title=block.text("TI"),
        abstract=block.text("AB"),
        authors=_authors(block),
        editors=editors if kind == "Book" else (),
        year=find_year(block.values("PY", "PD")),
        date=written_date(block.text("PD"), block.text("PY")) or date_in(block.text("PD")),
        identifiers=found + pmids,
        venue=block.text("SO", "JI", "J9"),
        kind=kind,
        issn=issn,
        isbn=isbn,
        keywords=keywords([value.replace("\n", " ") for value in block.values("DE")]),
        details=edited(told_details(block, _DETAILS, pages=("BP", "EP")), editors),
        funding=written_funding(block.text("FU")),
        records=(record,),
    )


def _orcids(text: str) -> Iterator[tuple[Agent, str]]:
    """Yield the people that stand before ORCID iDs, with these: `Lopez, Ana/0000-…; `."""
    parts = _ORCID.split(text)
    for before, orcid in zip(parts[::2], parts[1::2], strict=False):
        found = people([re.split("[;/]", before)[-1]])
        if found:
            yield found[0], orcid


def _with_orcids(authors: tuple[Agent, ...], text: str) -> Iterator[Agent]:
    """Yield authors with the ORCID iDs told by their names, or by their initials where these are one's alone."""
    told = list(_orcids(text))
    whole = {fold(person.name): orcid for person, orcid in told}
    heard = Counter(_initialled(person) for person, _ in told)
    known = Counter(map(_initialled, authors))
    short = {_initialled(person): (person, orcid) for person, orcid in told}
    for author in authors:
        key = _initialled(author)
        person, orcid = short.get(key, (author, ""))
        alone = heard[key] == known[key] == 1 and (_has_initial(author) or _has_initial(person))
        found = whole.get(fold(author.name)) or (orcid if alone else "")
        yield replace(author, orcid=normalise_orcid(found))


def _initialled(person: Agent) -> str:
    return fold(f"{person.family or person.name} {(person.given or '')[:1]}")


def _has_initial(person: Agent) -> bool:
    first = (person.given or "").split()[:1]
    return bool(first) and (first[0].endswith(".") or len(first[0]) == 1)


def _authors(block: Block) -> tuple[Agent, ...]:
    """Return the authors by their full names where these are there, with ORCID, then the groups."""
    short, full = people(block.values("AU")), people(map(_with_numeral, block.values("AF")))
    found = full if len(full) >= len(short) else short
    told = " ".join(block.values("OI")).replace("\n", " ")
    groups = (group(name) for value in block.values("CA") for name in value.split("\n"))
    return (*_with_orcids(found, told), *(each for each in groups if each))


def _with_numeral(names: str) -> str:
    """Write an initial as one where it was taken for a numeral: `Owl, G. V.`.

    >>> _with_numeral("Owl, G., V"), _with_numeral("Owl, Yu, V"), _with_numeral("Owl, Ana, V")
    ('Owl, G. V.', 'Owl, Yu V.', 'Owl, Ana, V')
    """
    return _NUMERAL.sub(r"\1 \2.", names)


FORMAT = Format(
    "wos",
    "Web of Science export: lines such as `TI On It`, each record from `PT` to `ER`, or a table of such tags",
    EXAMPLE,
    recognise,
    read,
)
