"""Read what is copied from OpenReview: title, authors, when it was published, and where."""

from __future__ import annotations

import re

from kg.model import Paper
from kg.sources.fields.outcomes import read_venue, year_in
from kg.sources.fields.values import iso_date, listed
from kg.sources.free.copied.stacks import Layout, Stack, people, stacked_format
from kg.sources.json_formats.openreview import kind_at

EXAMPLE = """\
NightOwl: Exploring with Memory
Ana Lopez, Bo Chen
Published: 16 Jan 2024, Last Modified: 05 Mar 2024
ICLR 2024 poster
Readers: Everyone
How Well Do Agents Plan?
Bo Chen
Published: 01 Jan 2023, Last Modified: 30 Sept 2023
CoRR 2023
Readers: Everyone
"""

_DAY = r"\d{1,2} [A-Z][a-z]{2,8} \d{4}"
_BEHIND = re.compile(
    r"(?: ?(?:readers: ?everyone|everyone|show (?:bibtex|revisions)|bibtex|revisions|cc by(?:-[a-z]{2}){0,3} \d\.\d))+",
    re.IGNORECASE,
)
"""Buttons that the copy of a browser puts behind the venue, without a blank as often as not."""
_ABSTRACT = re.compile(r"Abstract: ?(.+)")
_KEYWORDS = re.compile(r"Keywords: ?(.+)")
_SUMMARY = re.compile(r"TL;?DR: ?.+")


def _paper(stack: Stack) -> Paper | None:
    if len(stack.before) != 2:
        return None
    title, authors = stack.before
    abstract, keywords = stack.take(_ABSTRACT), stack.take(_KEYWORDS)
    if stack.take(_SUMMARY):
        stack.unread.append("TL;DR")
    venue = _bare(stack.told["venue"]) or _bare(stack.next() or "") or None
    kind = kind_at(venue)
    day, month, year = (stack.told["published"] or stack.told["made"]).split()
    named = year_in(read_venue(venue or "").venue)
    return Paper(
        title=title,
        authors=people(authors.split(",")),
        abstract=abstract[1] if abstract else None,
        year=named or year,
        date=iso_date(year, month, day) if named in (None, year) else None,
        venue=None if kind == "Preprint" else venue,
        kind=kind,
        keywords=listed(keywords[1]) if keywords else (),
    )


def _bare(written: str) -> str:
    """Take the buttons off that stand behind the name of a venue.

    >>> _bare("ICLR 2024 posterEveryoneRevisionsBibTeX"), _bare("Readers: Everyone"), _bare("")
    ('ICLR 2024 poster', '', '')
    """
    found = next((each for each in _BEHIND.finditer(written) if each.end() == len(written)), None)
    return written[: found.start()] if found else written


_LAYOUT = Layout(
    tells=re.compile(
        rf"(?:published: (?P<published>{_DAY})(?:, last modified: {_DAY})?|(?P<made>{_DAY}) \(modified: {_DAY}\)) ?(?P<venue>.*)",
        re.IGNORECASE,
    ),
    paper=_paper,
    before=2,
    buttons=re.compile(r"view all(?: \d+)? publications|view all", re.IGNORECASE),
    signs=re.compile(
        r"readers: ?everyone|show (?:bibtex|revisions|details|all replies)|bibtex|revisions|pdf"
        r"|cc by(?:-[a-z]{2}){0,3} \d\.\d|\d+ replies",
        re.IGNORECASE,
    ),
    marks=(re.compile(rf"Last Modified: {_DAY}|{_DAY} \(modified: {_DAY}", re.IGNORECASE),),
)

FORMAT = stacked_format(
    "openreview-page",
    "OpenReview: title, authors, the day it was published, and the venue",
    EXAMPLE,
    _LAYOUT,
)
