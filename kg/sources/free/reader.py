"""Read lists that people keep as free text: Markdown, HTML, LaTeX, plain text, reStructuredText, org."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate

from kg.identity import identifiers_in
from kg.model import Agent, Paper, Record, Skipped, Source
from kg.sources.fields.names import parse_inverted, parse_name
from kg.sources.format import Format, Item, Sign
from kg.sources.free.choosing import choose
from kg.sources.free.entries import Entry, entries_of
from kg.sources.free.html import read_html
from kg.sources.free.latex import read_latex
from kg.sources.free.lines import read_org, read_rst, read_text
from kg.sources.free.markdown import read_markdown
from kg.sources.free.page import Node
from kg.sources.free.reading import Reading
from kg.sources.input.document import Document

_CAPITAL_PARTICLES = frozenset("Van Von De Di Le La Du Del Della Ter Da Dos El Al Den Der".split())
_VIETNAMESE = frozenset("Nguyen Tran Le Pham Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dinh".split())
"""Family names that come first, before a `Van` that is none of the family."""
_CHUNK = 1024 * 1024


def understood(text: str, container: str) -> list[tuple[Entry, Reading | None]]:
    """Return the entries of a text in a container, each with how it is read; None for no publication."""
    entries = entries_of(CONTAINERS[container](text))
    return list(zip(entries, choose(entries), strict=True))


def _read(container: str) -> Callable[[Document, Source], Iterator[Item]]:
    def read(document: Document, source: Source) -> Iterator[Item]:
        text = "".join(document.chunks(_CHUNK))
        starts = [0, *accumulate(map(len, text.splitlines(keepends=True)))]
        index = 0
        for entry, reading in understood(text, container):
            line = bisect_right(starts, entry.start)
            if reading:
                index += 1
                yield _paper(reading, Record(source, index, line))
            elif entry.section.other and entry.section.other != "page text" and entry.shape != "paragraph":
                index += 1
                yield Skipped(source, index, line, entry.section.other)

    return read


def _paper(reading: Reading, record: Record) -> Paper:
    entry = reading.entry
    addresses = [mark.value for mark in entry.marks if mark.kind == "link"]
    found = {each.scheme: each for each in identifiers_in(" ".join([entry.text, *addresses]))}
    url = next((each for each in addresses if each.startswith(("http://", "https://"))), None)
    return Paper(
        reading.text(reading.title),
        None,
        tuple(_person(reading, span) for span in reading.authors.names) if reading.authors else (),
        year=reading.year_text,
        identifiers=tuple(found.values()),
        venue=reading.text(reading.venue),
        kind=entry.section.kind or None,
        url=url,
        records=(record,),
    )


def _person(reading: Reading, span: tuple[int, int]) -> Agent:
    name = reading.text(span) or ""
    if "," in name:
        return parse_inverted(name)
    words = name.split()
    if len(words) > 2 and words[-2] in _CAPITAL_PARTICLES and words[0] not in _VIETNAMESE:
        return replace(parse_inverted(f"{' '.join(words[-2:])}, {' '.join(words[:-2])}"), printed=name)
    return parse_name(name)


CONTAINERS: dict[str, Callable[[str], Node]] = {
    "markdown": read_markdown,
    "html": read_html,
    "latex": read_latex,
    "rst": read_rst,
    "org": read_org,
    "text": read_text,
}
