"""Find year and venue in what an entry says beside its title and its authors."""

from __future__ import annotations

import re

from kg.sources.free.entry import Entry
from kg.sources.free.reading import LABEL, REMARK, Span

_YEAR = re.compile(
    r"(?<![\w./:–-])(?:19[3-9]\d|20[0-4]\d)(?![\d/]|\.\d|[-–]\d{1,2}\b(?!\d))|(?<=[\[(.–-])(?:19[3-9]\d|20[0-4]\d)(?=[)\].,;\s]|$)|(?<=[A-Za-z])(?:199\d|20[0-3]\d)(?!\w)"
)
_SHORT_YEAR = re.compile(r"(?<=['’‘`])\d\d(?!\w)")
_NO_VENUE = re.compile(
    r"\W*(?:(?:to appear|in press|in print|forthcoming|submitted(?: (?:to|for)\b.*)?|under (?:review|submission|revision)\b.*|in preparation|"
    r"in progress|available|accepted|unpublished|manuscript|draft|joint work|extended abstract|best .* award.*|oral|spotlight|poster|preprint\W*available\b.*|submitted, preprint.*|"
    r"published|appeared|presented|online|doi|isbn|issn|url|pp|pages|vol|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|\d{1,4})\W*)+\W*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"[\s,.;:()\[\]\"”’–—-]*(?:(?:in|published in|published by|to appear in|appeared in|appears in|accepted (?:to|at|by|in|for)|presented at|forthcoming in|dans|en|em)\b[\s:]+)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?<![\s,;:(\[])[\s,;:(\[]++(?:(?:vol(?:ume)?s?\b|no\b|nr\b|issue\b|number\b|pp?\b|pages?\b|pg\b|art(?:icle)?\b|s)[\s.:]*[\divxl]|"
    r"\d{1,5}[\s,.:;(–-]|\d{1,5}\s*\(|\(?(?:19|20)\d\d\)?|\d+$|isbn\b|issn\b|doi\b|https?:|arxiv:|to appear|in press|\(in |submitted)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"(?<=[^\W\d_]{5})\.(?:\s|$)|\.\s+(?=(?:[Pp]p?\.|\[|https?:|arXiv|doi|DOI))|\s\[|;\s|\s\|\s"
)
_EDGES = " \t\n,.;:-–—"


def year_in(entry: Entry, spans: list[Span]) -> Span | None:
    """Return where the year of an entry stands, in the first of some spans that has one.

    In each of them the last counts, or the one in parentheses.
    """
    for pattern in (_YEAR, _SHORT_YEAR):
        for start, end in spans:
            found = [
                match
                for match in pattern.finditer(entry.text, start, end)
                if not _in_address(entry, match.start())
            ]
            framed = [
                match for match in found
                if entry.text[match.start() - 1 : match.start()] == "(" and entry.text[match.end() : match.end() + 1] == ")"
            ]  # fmt: skip
            if chosen := framed or found:
                return chosen[-1].span()
    return None


def venue_in(entry: Entry, spans: list[Span]) -> Span | None:
    """Return where the venue of an entry stands: set off, else what comes before its numbers."""
    for start, end in spans:
        for mark in entry.marks:
            inside = start <= mark.start and mark.end <= end
            text = entry.text[mark.start : mark.end]
            if mark.kind == "emphasis" and inside and len(text) > 2 and _names_venue(text):
                return _trimmed(entry, mark.start, mark.end)
    for start, end in spans:
        for line_start, line_end in _lines(entry, start, end):
            if REMARK.match(entry.text, line_start, line_end) or LABEL.fullmatch(
                entry.text, line_start, line_end
            ):
                continue
            found = _trimmed(entry, line_start, line_end)
            if found and _names_venue(entry.text[slice(*found)]):
                return found
    return None


def _names_venue(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters > 1 and not _NO_VENUE.fullmatch(text) and not LABEL.fullmatch(text)


def _lines(entry: Entry, start: int, end: int) -> list[Span]:
    """Return the lines of a span, each from where a venue may begin."""
    found: list[Span] = []
    position = start
    for line in entry.text[start:end].split("\n"):
        line_end = position + len(line)
        lead = _LEAD.match(entry.text, position, line_end)
        begin = lead.end() if lead else position
        for piece in _pieces(entry.text, begin, line_end):
            found.append(piece)
        position = line_end + 1
    return found


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """Part a line at the full stops that end sentences; a venue stands in one of its pieces."""
    pieces: list[Span] = []
    position = start
    for stop in _STOP.finditer(text, start, end):
        pieces.append((position, stop.start()))
        position = stop.end()
    pieces.append((position, end))
    return [piece for piece in pieces if piece[1] - piece[0] > 1]


def _trimmed(entry: Entry, start: int, end: int) -> Span | None:
    """Take off what stands before a venue and what follows it: volume, pages, year."""
    lead = _LEAD.match(entry.text, start, end)
    begin = lead.end() if lead else start
    if tail := _TAIL.search(entry.text, begin + 1, end):
        end = tail.start()
    while end > begin and entry.text[end - 1] in _EDGES + "([":
        end -= 1
    while begin < end and entry.text[begin] in _EDGES + "\"“”'":
        begin += 1
    return (begin, end) if end > begin else None


def _in_address(entry: Entry, position: int) -> bool:
    """Tell whether a place lies within an address that is printed."""
    start = max(entry.text.rfind(" ", 0, position), entry.text.rfind("\n", 0, position)) + 1
    word = entry.text[start:position].casefold()
    return "://" in word or "www." in word or "doi.org" in word
