"""Read what is copied from an ORCID record: title, venue, then date and type of each work, and lines with labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.identity import identifiers_in
from kg.model import Details, Paper, Record, Rejected, Skipped, Source
from kg.sources.fields.kinds import kind_of
from kg.sources.fields.names import parse_name
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.values import date_in, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document

NAME = "orcid"
EXAMPLE = """\
Works (2)
NightOwl: Exploring with Memory
Journal of Maps
2019-02-07 | Journal article
DOI: 10.5555/owl
CONTRIBUTORS: Ana Lopez; Bo Chen
Show more detail
Source: Crossref
How Well Do Agents Plan?
Owl Conference
2020 | Conference paper
CONTRIBUTORS: Bo Chen
"""

_DATED = re.compile(r"((?:1[5-9]|20)\d\d(?:-\d\d){0,2}) \| ([A-Z][A-Za-z /-]{2,40})$")
_LABELLED = re.compile(
    r"(DOI|EID|ISBN|ISSN|PMID|PMC|PMCID|ARXIV|URI|URL|HANDLE|WOSUID|OTHER-ID|SOURCE-WORK-ID|CONTRIBUTORS?|"
    r"(?:Part of|Version of|Funded by) [A-Za-z-]{2,12}|Source|Grant number)\s*:\s*(.*)$",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:show (?:more|less) detail|preferred source\b.*|view full details|add to bulk edit|visibility\b.*|check_circle|more_vert"
    r"|(?:works|sort|activities|public)\b(?: \(\d.*)?)$",
    re.IGNORECASE,
)
_MOST_LINES = 2
_REASON = "before date and type of a work stand other lines than its title and its venue"


@dataclass(slots=True)
class _Work:
    """The lines of one work: those before its date, the date with its type, and what is labelled."""

    start: int
    lines: list[str]
    date: str = ""
    type: str = ""
    labelled: list[tuple[str, str]] = field(default_factory=list)


def recognise(head: str) -> Sign | None:
    """Tell whether a line is date and type of a work, and the lines before it are its title and its venue."""
    works = [each for each in _works(enumerate(head.splitlines(), 1)) if each.date]
    told = bool(works) and 1 <= len(works[0].lines) <= _MOST_LINES
    labelled = any(name.casefold().startswith(("source", "contributor", "doi"))
                   for each in works for name, _ in each.labelled)  # fmt: skip
    return sign(
        told and labelled, "its lines are title, venue, then date and type, as in an ORCID record"
    )


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each line of date and type, with the lines around it."""
    for index, work in enumerate(_works(document.lines()), 1):
        yield _item(work, Record(source, index, work.start))


def _works(lines: Iterable[tuple[int, str]]) -> Iterator[_Work]:
    work: _Work | None = None
    open_label = False
    for number, written in lines:
        text = written.strip()
        if not text or _BUTTONS.match(text):
            continue
        dated, labelled = _DATED.match(text), _LABELLED.match(text)
        if dated and work and not work.date:
            work.date, work.type = dated[1], dated[2]
        elif labelled and work and work.date:
            work.labelled.append((labelled[1], labelled[2]))
        elif open_label and work:
            work.labelled[-1] = (
                work.labelled[-1][0],
                text,
            )  # `Source:` has its name in the next line.
        elif work and not work.date:
            work.lines.append(text)
        else:
            if work:
                yield work
            work = _Work(number, [text])
        open_label = bool(labelled and not labelled[2] and work and work.date)
    if work:
        yield work


def _item(work: _Work, record: Record) -> Item:
    if not work.date or len(work.lines) > _MOST_LINES:
        said = [*work.lines, *([f"{work.date} | {work.type}"] if work.date else [])]
        raw = {"text": "\n".join([*said, *(f"{name}: {value}" for name, value in work.labelled)])}
        return Rejected(record.source, record.index, record.line, (_REASON,), raw)
    kind = kind_of(NAME, work.type)
    if kind.skipped:
        return Skipped(record.source, record.index, record.line, kind.skipped)
    told = {name.casefold(): value for name, value in reversed(work.labelled)}
    names = told.get("contributors", told.get("contributor", "")).split(";")
    where = next(iter(work.lines[1:]), None)
    is_thesis = (kind.fabio or "").endswith("Thesis")
    own = (f"{name}:{value}" for name, value in work.labelled if " of " not in name)
    return Paper(
        title=work.lines[0],
        authors=tuple(parse_name(name.strip()) for name in names if is_name(name.strip())),
        year=year(work.date),
        date=date_in(work.date),
        venue=None if is_thesis else where,
        kind=kind.fabio,
        details=Details(institution=where if is_thesis else None),
        identifiers=tuple(identifiers_in(" ".join(own))),
        issn=told.get("part of issn") or told.get("issn"),
        isbn=told.get("isbn"),
        url=told.get("uri") or told.get("url"),
        records=(record,),
    )


FORMAT = Format(
    NAME,
    "what is copied from an ORCID record: title, venue, a line with date and type, and labelled lines",
    EXAMPLE,
    recognise,
    read,
)
