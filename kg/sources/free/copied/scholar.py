"""Read what is copied from a profile of Google Scholar: title, authors, then venue, citations and year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kg.identity import identifiers_in
from kg.model import Agent, Details, Paper, Record, Rejected, Skipped, Source
from kg.sources.fields.names import parse_name, turn_initials
from kg.sources.fields.stand_ins import is_name
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document

EXAMPLE = """\
NightOwl: Exploring with Memory
A Lopez, BC Chen, ...
Journal of Maps 12 (3), 5-9\t74\t2019
"""

_COUNTED = re.compile(r"([^\t]*+)\t\s?(\d{0,7})\*?\t\s?((?:1[5-9]|20)\d\d)?\s*$")
_HEADINGS = re.compile(r"\s*title\s*(?:\t.*)?$|\s*cited by\s*(?:\t.*)?$|\s*year\s*$", re.IGNORECASE)
_TAIL = (
    ("pages", re.compile(r", (?!(?:19|20)\d\d$)([A-Za-z]{0,3}\d[\w.-]{0,20})$")),
    ("issue", re.compile(r" \(((?<=\d \()[^()]{1,20}|\d[^()]{0,19})\)$")),
    ("volume", re.compile(r" (\d{1,3})$")),
)
"""What stands behind the name of a venue, the last first."""
_ARXIV = re.compile(r"arxiv(?: preprint)?\b", re.IGNORECASE)
_PATENT = re.compile(r"\w{2} Patent\b")
_MOST_LINES = 3
_LOOKED_AT = 12
_STRAY = "these lines stand before no line of venue, citations and year, with tabs between"


def recognise(head: str) -> Sign | None:
    """Tell whether the first lines are title and authors, and then one with two tabs: citations and year."""
    lines = [line for line in head.splitlines() if line.strip()]
    before, ended, dated = 0, 0, 0
    for line in islice((each for each in lines if not _HEADINGS.match(each)), _LOOKED_AT):
        if match := _COUNTED.match(line):
            if not 1 <= before <= _MOST_LINES:
                return None
            before, ended, dated = 0, ended + 1, dated + bool(match[3])
        elif "\t" in line:
            return None
        else:
            before += 1
    return sign(
        ended and dated and before <= _MOST_LINES,
        "its lines are title, authors, then venue, citations, year",
    )


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each line of venue, citations and year, with the lines before it."""
    index, start, parts = 0, 0, list[str]()
    for number, text in document.lines():
        if not text.strip() or (not parts and _HEADINGS.match(text)):
            continue
        start = start if parts else number
        match = _COUNTED.match(text)
        if match is None:
            parts.append(text.strip())
            continue
        index += 1
        yield _item(parts, match, Record(source, index, start))
        parts = []
    if parts:
        yield Rejected(source, index + 1, start, (_STRAY,), {"text": "\n".join(parts)})


def _item(parts: list[str], counted: re.Match[str], record: Record) -> Item:
    if not 1 <= len(parts) <= _MOST_LINES:
        reason = "this is no title, and authors, before venue, citations and year"
        raw = {"text": "\n".join([*parts, counted[0]])}
        return Rejected(record.source, record.index, record.line, (reason,), raw)
    venue = counted[1].strip() or next(iter(parts[2:]), "")
    if _PATENT.match(venue):
        return Skipped(record.source, record.index, record.line, "patent")
    is_preprint = bool(_ARXIV.match(venue))
    name, found = ("arXiv", {}) if is_preprint else _parted(venue)
    return Paper(
        title=parts[0],
        authors=_people(parts[1] if len(parts) > 1 else ""),
        year=counted[3],
        identifiers=identifiers_in(venue),
        venue=name or None,
        kind="Preprint" if is_preprint else None,
        details=Details(**found),
        records=(record,),
    )


def _people(written: str) -> tuple[Agent, ...]:
    """Parse names with initials before them; where more are left out, `...` stands last."""
    names = (name.strip(" *") for name in written.split(","))
    return tuple(map(parse_name, turn_initials(name for name in names if is_name(name))))


def _parted(venue: str) -> tuple[str, dict[str, str]]:
    """Part the name of a venue from the numbers behind it.

    >>> _parted("Journal of Maps 12 (3), 5-9"), _parted("Owl Conference (OC), 11-19")[0]
    (('Journal of Maps', {'pages': '5-9', 'issue': '3', 'volume': '12'}), 'Owl Conference (OC)')
    """
    found: dict[str, str] = {}
    for field, pattern in _TAIL:
        if match := pattern.search(venue):
            found[field], venue = match[1], venue[: match.start()]
    return venue, found


FORMAT = Format(
    "scholar",
    "what is copied from a profile of Google Scholar: title, authors, and a line with venue, citations, year",
    EXAMPLE,
    recognise,
    read,
)
