"""Read reports of NEP, New Economics Papers: numbered titles, names, abstract, and lines with labels.

Source: https://nep.repec.org, the web pages and the mails of its reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.model import Agent, Paper, Record, Source
from kg.sources.fields.names import parse_name
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.values import address, date_in, listed, year
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document

EXAMPLE = """\
nep.repec.org

1. NightOwl: Exploring with Memory
Date:   2019-03-01
By:     Ana Lopez (University of Owls)
Bo Chen (Institute of Maps)
URL:    http://d.repec.org/n?u=RePEc:owl:maps:1
We present NightOwl.
Keywords:       owls, maps
"""

_SIGN = re.compile(r"^nep\.repec\.org\b|^NEP: New Economics Papers[ \t]*$", re.MULTILINE)
_NUMBERED = re.compile(r"(\d{1,4})\. +(?=\S)")
_LABEL = re.compile(r"(Date|By|URL|Keywords|JEL|Title):\s*+(.*)")
_RULE = re.compile(r"-{20}")
_AFFILIATED = re.compile(r"(?<=\S) \(([^()]{0,300}+(?:\([^()]{0,300}+\)[^()]{0,300}+){0,3}+)\)?$")


def recognise(head: str) -> Sign | None:
    """Tell whether it names the service, or is headed `NEP: New Economics Papers`."""
    return sign(_SIGN.search(head), "it is a report of NEP")


@dataclass(slots=True)
class _Entry:
    """One numbered paper: its line, and what stands under each label; "" before the first."""

    line: int
    title: str
    said: dict[str, list[str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    label: str = "title"


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each numbered entry; the table of contents before them is passed over."""
    for index, entry in enumerate(_entries(document), 1):
        yield _paper(entry, Record(source, index, entry.line))


def _entries(document: Document) -> Iterator[_Entry]:
    """Yield the entries; those of a table of contents end at a rule, and a rule begins the papers."""
    entry: _Entry | None = None
    contents = False
    for number, text in document.lines():
        if text.startswith("In this issue we have"):
            contents, entry = True, None
        elif _RULE.match(text):
            contents = contents and entry is None
            if entry and not contents and entry.said:
                yield entry
            entry = None
        elif match := _NUMBERED.match(text):
            if entry and not contents:
                yield entry
            entry = _Entry(number, text[match.end() :].strip())
        elif entry:
            _take(entry, text)
    if entry:
        yield entry


def _take(entry: _Entry, text: str) -> None:
    """Add a line to an entry: the title goes on, then names stand indented, then the abstract."""
    told = _LABEL.match(text)
    if told:
        entry.label = told[1]
        if told[1] == "By":
            entry.names.append(told[2])
        else:
            entry.said.setdefault(told[1], []).append(told[2])
    elif not text.strip():
        entry.label = "names" if entry.label == "title" else "" if entry.names else entry.label
    elif entry.label in ("By", "names"):
        entry.names.append(text.strip())
    elif entry.label == "title":
        entry.title += f" {text.strip()}"
    else:
        entry.said.setdefault("", []).append(text.strip())


def _paper(entry: _Entry, record: Record) -> Paper:
    said = {label: " ".join(lines).strip() for label, lines in entry.said.items()}
    return Paper(
        title=entry.title,
        abstract=said.get("") or None,
        authors=tuple(_person(name) for name in entry.names if is_name(name)),
        year=year(said.get("Date")),
        date=date_in(said.get("Date")),
        kind="Preprint",
        url=address(said.get("URL")),
        keywords=listed(said.get("Keywords", "")),
        records=(record,),
    )


def _person(written: str) -> Agent:
    """Read a name, in either order, and in parentheses behind it where the person works."""
    place = _AFFILIATED.search(written)
    agent = parse_name(re.sub(r",(?=\S)", ", ", written[: place.start()] if place else written))
    return replace(agent, affiliation=(place[1].strip() or None) if place else None)


FORMAT = Format(
    "nep", "reports of NEP, New Economics Papers, from the web or by mail", EXAMPLE, recognise, read
)
