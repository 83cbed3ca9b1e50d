"""Find year and venue in what an entry says beside its title and its authors."""

from __future__ import annotations

import re

from kg.references import EDITORS
from kg.sources.fields.months import MONTH
from kg.sources.free.entry import Entry
from kg.sources.free.reading import LABEL, REMARK, Span

_YEAR = re.compile(
    r"(?<![\w./:–-])(?:19[3-9]\d|20[0-4]\d)(?![\d/]|\.\d|[-–]\d{1,2}\b(?!\d))|(?<=[\[(.–-])(?:19[3-9]\d|20[0-4]\d)(?=[)\].,;\s]|$)|(?<=\(\d\d/)(?:19|20)\d\d(?=\))|(?<=[A-Za-z])(?:199\d|20[0-3]\d)(?!\w)"
)
_SHORT_YEAR = re.compile(r"(?<=['’‘`])\d\d(?!\w)|(?<=\b\d\d/)\d\d(?![\w/])")
_NO_VENUE = re.compile(
    r"\W*(?:(?:to appear|in press|in print|forthcoming|submitted(?: (?:to|for)\b.*|\W{1,3}preprint\b.*)?|under (?:review|submission|revision)\b.*|"
    r"(?:in )?(?:preparation|progress|revision|press)|available|accepted|unpublished|manuscript|draft|joint work|extended abstract|"
    r"best .* award.*|oral|spotlight|poster|preprint\W*available\b.*|published|appeared|presented|accessed|retrieved|cited|originally announced|online|doi|isbn|issn|url|pp|pages|"
    r"(?:with|by|and) .*|vol|by|with|together|and|avec|mit|con|com|zus|h(?:rs)?gg?\.? (?:mit|v\.|von) .*|par|por|von|authors?|editors?|eds?|translators?|\d{1,4})\b\W*"
    rf"|(?:de )?{MONTH}\W*|(?-i:[a-z][a-z-]{{1,8}}\.[A-Z]{{2}})\]\W*)+",
    re.IGNORECASE,
)
_VENUE_TOO = re.compile(
    r"\W*(?:arxiv|acl|ieee|acm|springer|hal|openreview|ssrn|pmlr|preprint|technical report)\W*",
    re.IGNORECASE,
)
"""Labels of links that name a venue where they are none."""
_LEAD = re.compile(
    r"[\s,.;:()\[\]>\"”’»«“–—-]*(?:(?:19|20)\d\d\.\s+)?(?:(?:(?:[Ii]n revision for|[Ii]n|\[[wWвВ]:\]|[Pp]ublished in|published by|[Tt]o appear in|[Aa]ppeared in|[Aa]ppears in|[Aa]ccepted (?:to|at|by|in|for)|"
    r"(?:[Pp]aper )?[Pp]resented at|[Ff]orthcoming in|[Rr]evised for|[Ss]ubmitted to|[Rr]evise (?:and|&) [Rr]esubmit(?:,? (?:at|from))?|R&R(?: at)?|[Uu]nder review(?: at)?|[Dd]ans|[Ee]n|[Ee]m)\b[\s:,]+)(?:(?:the )?(?:[Pp]roceedings of (?:the )?)?)?|proceedings of (?:the )?)?"
)
_NAME = r"[^\W\d_][\w'’.-]{0,30}+(?: [^\W\d_][\w'’.-]{0,30}+){0,2}"
_OF_EDITORS = re.compile(
    rf"{_NAME}(?:(?: ?/ ?|; | & |, | (?:und|and|et|y|e) ){_NAME}){{0,5}} \({EDITORS}\.?\)[:,]? (?=\w)",
    re.IGNORECASE,
)
"""Who stands before a volume that they edited: `Eva King / Bo Chen (Hrsg.): Nachtvögel`."""
_SERIES = r"(?:lncs|lnai|lnbi|lnbip|entcs|eptcs|ccis|lipics|aisc|lecture notes in)\b"
_TAIL = re.compile(
    r"(?<![\s,;:(\[])[\s,;:(\[]++(?:(?:vol(?:ume)?s?\b|v\b|no\b|nr\b|issue\b|number\b|pp?\b|pages?\b|pg\b|art(?:icle)?\b)[\s.:]*(?:\d|[ivxl]+\b)"
    r"|s[\s.:]*\d"
    rf"|\d{{1,5}}[\s,.:;(–-]|\d{{1,5}}\s*\(|\(?(?:19|20)\d\d\)?|\d+$|{MONTH}(?:[\s.,–-]+\d|[\s,.]*$)|{_SERIES}"
    r"|isbn\b|issn\b|doi\b|https?:|arxiv:|to appear|in press|\(in |submitted)",
    re.IGNORECASE,
)
PRESS = re.compile(
    r"(?:[\w.'’]+ ){0,4}(?:university|academic|mit|clarendon|crc|free|westview) press|springer(?:[- ]verlag)?|elsevier"
    r"|(?:john )?wiley(?: (?:&|and) sons)?|routledge|mcgraw[- ]hill|prentice[- ]hall|addison[- ]wesley|birkhäuser"
    r"|(?:walter )?de gruyter|edward elgar|palgrave(?: macmillan)?|world scientific(?: publishing)?|college publications|morgan kaufmann|vandenhoeck (?:&|und) ruprecht"
    r"|(?:wydawnictwo|éditions?|presses|prensas|ediciones|edizioni|edições|editora|uitgeverij|изд(?:ательств[оа]|-во)) .{2,60}"
    r"|(?:[\w.'’&-]+ ){1,3}(?:verlag|uitgeverij|yayınları|publishers|yayınevi|kiadó|forlag|förlag)",
    re.IGNORECASE,
)
"""Who prints books."""
_NAMED_BY_YEAR = re.compile(rf" (?:19|20)\d\d (?=[A-Z][a-z])(?!(?i:{MONTH}))")
"""A year within a name: `ACL 2026 Workshop on Owls`."""
_STOP = re.compile(
    r"(?<=[^\W\d_]{5})\.(?:\s|$)(?![A-Z][a-z]{0,6}\.)|\.\s+(?=(?:[Pp]p?\.|\[|https?:|arXiv|doi|DOI))|\s\[|;\s|\s\|\s"
)
_DATED = re.compile(
    rf"(?<![\s,.;(])[\s,.;(]++(?:(?:19|20)\d\d,? )?(?:(?:\d{{1,2}}[-–])?\d{{1,2}}(?:\.|er|º)? (?:de )?)?{MONTH}\.?(?: \d{{1,2}})?(?:,? (?:de )?(?:19|20)\d\d)?\W*\Z",
    re.IGNORECASE,
)
"""The date that a venue runs on into: `Owl News, 12 de mayo de 2017`, `Owl News 2021 Mar`."""
_LONGEST_DATE = 40
_OF_YEAR = re.compile(r"\b(?:\w+[-_])?(?:year|date)\b", re.IGNORECASE)
"""Classes of what holds the year: `pub-year`."""
_EDGES = " \t\n,.;:-–—"
_ASIDE = re.compile(
    r"\W?(?:winner of|reviewed|reviews? (?:in|by)|paperback|pbk|reprint(?:ed)?|rpt|repr|republished|reissued|awarded|shortlisted"
    r"|translat(?:ed|ions?) (?:into|in|by)|nachdruck|wiederabdruck|rezensiert|taschenbuch|réimpr\w*|traduit)\b",
    re.IGNORECASE,
)
"""What is said of what became of a publication."""
_BEHIND = re.compile(rf"(?<=[.;)\]])\s(?={_ASIDE.pattern})", re.IGNORECASE)
"""Where a list goes on to that: the year is told before it."""
_BRACKET_ENDS = re.compile(r"[^()\n\d]{1,40}\)\W*(?=[^\W\d_])")
"""The end of what is said in brackets, which is no venue: `(alphabetical order) Owl Days`."""


def year_in(entry: Entry, spans: list[Span]) -> Span | None:
    """Return where the year of an entry stands, in the first of some spans that has one.

    In each of them the last counts, or the one in parentheses.
    """
    if headed := year_of_heading(entry, spans):
        return headed
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
            aside = _BEHIND.search(entry.text, start, end)
            before = [match for match in framed or found if not aside or match.end() <= aside.end()]
            if chosen := before or framed or found:
                return chosen[-1].span()
    return None


def year_of_heading(entry: Entry, spans: list[Span]) -> Span | None:
    """Return where the year stands whose class says so, or that the heading above an entry says, too."""
    for mark in entry.roles:
        if _OF_YEAR.search(mark.value) and mark.end - mark.start <= _LONGEST_DATE:
            for year in _YEAR.finditer(entry.text, mark.start, mark.end):
                return year.span()
    for start, end in spans:
        years = [x for x in _YEAR.finditer(entry.text, start, end) if x[0] == entry.section.year]
        if years and not _in_address(entry, years[-1].start()):
            return years[-1].span()
    return None


def venue_in(entry: Entry, spans: list[Span], year: Span | None = None) -> Span | None:
    """Return where the venue of an entry stands: set off, else what comes before its numbers.

    The line that has the year is looked at first; who printed a volume is less than what it is called.
    """
    spans = sorted(spans, key=lambda span: not (year and span[0] <= year[0] < span[1]))
    for start, end in spans:
        for mark in entry.marks:
            if mark.kind != "emphasis" or not (start <= mark.start and mark.end <= end):
                continue
            found = _trimmed(entry, mark.start, mark.end)
            if found and _names_venue(entry, *found) and not REMARK.match(entry.text, *found):
                return found
    pieces = [piece for span in spans for piece in _pieces(entry.text, *span)]
    named = [
        found for piece in pieces
        if not (REMARK.match(entry.text, *piece) or is_label(entry, *piece))
        and (found := _trimmed(entry, *piece)) and _names_venue(entry, *found)
    ]  # fmt: skip
    held = (each for each in named if not PRESS.fullmatch(entry.text, *each))
    return next(held, named[0] if named else None)


def without_date(text: str, span: Span) -> Span:
    """Return a venue without the date behind it."""
    start, end = span
    found = _DATED.search(text[max(start + 1, end - _LONGEST_DATE) : end])
    return (start, end - len(found[0])) if found else span


def without_lead(text: str, span: Span) -> Span:
    """Return a venue without words such as `presented at the` before it; as it is where nothing is left."""
    lead = _LEAD.match(text, *span)
    return (lead.end(), span[1]) if lead and lead.end() < span[1] else span


def _names_venue(entry: Entry, start: int, end: int) -> bool:
    text = entry.text[start:end]
    letters = sum(map(str.isalpha, text))
    return letters > 1 and not (
        _NO_VENUE.fullmatch(text) or is_label(entry, start, end) or is_aside(text)
    )


def is_aside(text: str) -> bool:
    """Tell what became of a publication from where it appeared.

    >>> is_aside("Reviewed in Owl News"), is_aside("Review of Owls")
    (True, False)
    """
    return bool(_ASIDE.match(text) or _BEHIND.search(text))


def is_label(entry: Entry, start: int, end: int) -> bool:
    """Tell whether a text says what a link leads to; one that names a venue may be it, where it is no link."""
    if not LABEL.fullmatch(entry.text, start, end):
        return False
    linked = any(
        mark.kind == "link" and mark.start < end and start < mark.end for mark in entry.marks
    )
    return linked or not _VENUE_TOO.match(entry.text, start, end)


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
    if bracket := _BRACKET_ENDS.match(entry.text, begin, end):
        begin = bracket.end()
    if editors := _OF_EDITORS.match(entry.text, begin, end):
        begin = editors.end()
    position = begin + 1
    while tail := _TAIL.search(entry.text, position, end):
        if named := _NAMED_BY_YEAR.match(entry.text, tail.start(), end):
            position = named.end()
        else:
            end = tail.start()
            break
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
