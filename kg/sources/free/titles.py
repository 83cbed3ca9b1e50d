"""Find where the title of an entry may stand: set off, in lines, or by where names stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.references import IN_VOLUME, QUOTES
from kg.sources.fields.months import MONTH
from kg.sources.free.authors import EDGES, LEAD, TAG, names_from
from kg.sources.free.entry import Entry
from kg.sources.free.page import Mark
from kg.sources.free.people import MORE, Run, has_whole_name, run_at
from kg.sources.free.reading import LABEL, REMARK, Span

_QUOTED = re.compile(
    r"(?<!\w)»([^»«\n]{10,400})«|[“\"«„]([^“”\"«»„\n]{10,400})[”\"»“]|(?<!\w)‘([^‘’\n]{10,300}(?:’\w[^‘’\n]{0,300})?)’(?!\w)"
)
_INNER_BY = re.compile(
    r"[\n,.;(]\s{0,3}with\s|[\s,.;(](?:together|joint(?:ly)?|joint work) with\s|(?<!supervised)(?<!advised)(?<!edited)[\s,.;]by\s",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[.?!]\s+|,\s+|:\s+|;\s+|\s[–—-]\s|\s\|\s|\n")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[.?!](?=\s|$|[\"”\])])|(?<=[)\]\d\"”’])[.?!](?=\s|$)|\n")
_TRAILING = re.compile(
    r"(?: ?\[[^\[\]]{1,80}\]| \(arXiv:[^()\n]{1,40}\)| \([A-Z][^()\n]{1,40} (?:19|20)\d\d\)|[\"”]? \([*†‡][^()\n]{1,40}\)| \(= ?[^()\n]{1,200}\)?|, (?:in|w|dans|в))[ .]?$"
)
"""What follows a title and is none of it: `[video]`, `(ICML 2026)`, `(*equal contribution)`, `(= Owl Series, 12)`."""
_LEMMA = re.compile(
    r"(?:Art(?:ikel|\.)|s\. ?v\.|voce|Lemma|Stichwort|entrée|entry|hasło)[:,]? ?(?=[„“\"«‘'])",
    re.IGNORECASE,
)
"""What stands before the lemma of an encyclopedia: `s.v. «Owl»`."""
_NO_DATE = re.compile(
    r"(?:forthcoming|in press|to appear|accepted|im Erscheinen|in Vorbereitung|à paraître|en prensa|no prelo|in corso di stampa|w druku|в печати)[.:,)]\s",
    re.IGNORECASE,
)
"""What stands for the year between names and title."""
_REST_OF_DATE = re.compile(
    rf"(?:\d{{1,2}}\.? (?:de )?)?{MONTH}\.?(?: \d{{1,2}})?\)[.:,]?\s", re.IGNORECASE
)
"""What is left of `(2021, 15 de junio).` before a title."""
_LEADS = (_LEMMA, _NO_DATE, _REST_OF_DATE, MORE)
_PICTURES = range(0x1F300, 0x20000)
"""Code points of pictures: a cup, a star."""
_MOST_TRAILING = 6
_SHORTEST = 3
_EDITED = re.compile(r"(?:in\b[^\n]{0,60})?\W*(?:eds?|editors?)\W*", re.IGNORECASE)
"""What is no title: `editors`, `In King, E. (Ed`."""
_NUMBER = re.compile(r"(?:arXiv|doi|PMID)\s?:\s?\S+", re.IGNORECASE)
_HANDED_IN = re.compile(
    r"\W*\d{4}-\d\d-\d\d\W*(?:last )?(?:submitted|updated|published|modified|created|posted)\b",
    re.IGNORECASE,
)
"""What a page says of itself: `2021-07-01: submitted by`."""
_TITLED = re.compile(r"(?<!sub)title(?!author)", re.IGNORECASE)
BADGE = re.compile(r"type|badge|label|categor", re.IGNORECASE)
"""Classes of what tells a kind: `Journal Article`."""
_YEAR_HEAD = re.compile(
    r"[\s,.;:]*\((?:19|20)\d\d[a-z]?, [^()\n]{1,40}\)[\s,.;:]+|[\s,.;:(\[]*(?:(?:19|20)\d\d[a-z]?|(?<=\()(?:in press|forthcoming|to appear|n\.d\.|accepted))[\s,.;:)\]]+",
    re.IGNORECASE,
)


def titles_of(entry: Entry, layout: str) -> Iterator[Span]:
    """Yield the spans that are the title, if an entry has this layout."""
    text = entry.text
    if layout == "role":
        yield from (
            (mark.start, _before_badges(entry, mark))
            for mark in entry.roles
            if _TITLED.search(mark.value)
        )
    elif layout in ("link", "strong", "emphasis"):
        quoted = _QUOTED.search(text) if layout == "emphasis" else None
        for mark in entry.marks:
            if quoted and quoted.end() <= mark.start:
                return  # `"Winter Owls." In *Birds and Planes*`
            if (
                mark.kind == layout
                and not LABEL.fullmatch(text, mark.start, mark.end)
                and len(text[mark.start : mark.end].split()) > 1
            ):
                yield mark.start, mark.end
                return
    elif layout == "quoted":
        if match := _QUOTED.search(text):
            yield match.span(match.lastindex or 0)
    elif layout in ("line", "second line"):
        yield from _line_titles(entry, layout == "second line")
    elif layout in ("third cell", "fourth cell"):
        lines = _line_spans(entry)
        number = 2 + (layout == "fourth cell")
        yield from lines[number : number + 1] if entry.shape == "row" else ()
    elif layout == "names first":
        yield from _after_names(entry)
    elif layout == "title first":
        yield from _before_names(entry)
    else:
        yield from _first_sentence(entry)


def _before_badges(entry: Entry, title: Mark) -> int:
    """Return where a title ends, or what is set behind it in the same place: `Journal Article`."""
    badges = (x.start for x in entry.roles if BADGE.search(x.value) and x.end == title.end)
    return min((each for each in badges if each > title.start), default=title.end)


def _first_sentence(entry: Entry) -> Iterator[Span]:
    """Yield the first sentence, behind `(with Ana Lopez)`: the list is of one person's."""
    lead = LEAD.match(entry.text) or TAG.match(entry.text)
    yield _sentence(entry, lead.end() if lead else 0)


def _sentence(entry: Entry, start: int) -> Span:
    """Return a title that ends with a sentence, or where something is set off."""
    stop = _SENTENCE.search(entry.text, min(start + 3, len(entry.text)))
    if stop and stop[0] == "?" and (behind := _set_off_behind(entry, stop.end())):
        stop = behind
    end = stop.start() + (entry.text[stop.start()] == "?") if stop else len(entry.text)
    for mark in entry.marks:
        if mark.kind == "emphasis" and start + 3 < mark.start < end:
            end = mark.start
    return start, end


def _set_off_behind(entry: Entry, start: int) -> re.Match[str] | None:
    """Return the end of a second sentence of a title: what follows that is set off, as venues are."""
    stop = _SENTENCE.search(entry.text, start)
    venues = [each.start for each in entry.marks if each.kind == "emphasis" and each.start > start]
    near = stop is not None and any(0 <= venue - stop.end() <= 2 for venue in venues[:1])
    return stop if near else None


def _line_titles(entry: Entry, second: bool) -> Iterator[Span]:
    lines = _line_spans(entry)
    if len(lines) > 1 + second:
        start, end = lines[int(second)]
        for mark in entry.marks:
            if (
                start < mark.start < end
                and mark.kind == "link"
                and LABEL.fullmatch(entry.text, mark.start, mark.end)
            ):
                end = min(end, mark.start)
        yield start, end
    elif len(lines) == 2 and second:
        yield lines[1]


def _line_spans(entry: Entry) -> list[Span]:
    found, position = [], 0
    for line in entry.text.split("\n"):
        if line.strip():
            found.append((position, position + len(line)))
        position += len(line) + 1
    return found


def _after_names(entry: Entry) -> Iterator[Span]:
    """Yield the title behind names that begin an entry, and behind a year that may follow them."""
    lead = TAG.match(entry.text)
    run = names_from(entry, lead.end() if lead else 0)
    if run is None or not has_whole_name(entry.text, run):
        return
    start = run.end
    if year := _YEAR_HEAD.match(entry.text, start):
        start = year.end()
    while start < len(entry.text) and entry.text[start] in EDGES + ')"“':
        start += 1
    yield _sentence(entry, start)


def _before_names(entry: Entry) -> Iterator[Span]:
    """Yield the title before names: behind `by`, else behind a full stop or a comma."""
    text = entry.text
    for match in _INNER_BY.finditer(text):
        if match.start() > 2 and run_at(text, match.end()):
            yield 0, match.start()
            return
    for match in _BOUNDARY.finditer(text):
        if (
            match.start() > 2
            and (run := names_from(entry, match.end()))
            and _is_surely_names(text, run, match[0])
        ):
            yield 0, match.start()
            return
    for mark in entry.marks:
        if mark.kind in ("emphasis", "strong", "quiet") and mark.start > 8:
            run = run_at(text, mark.start, mark.end)
            if run and mark.end - run.end < 3 and has_whole_name(text, run):
                yield 0, mark.start
                return


def _is_surely_names(text: str, run: Run, boundary: str) -> bool:
    names = [text[slice(*span)] for span in run.names]
    whole = [name for name in names if len(name.split()) > 1 or "." in name]
    initials = any(re.match(r"[^\W\d_]\.", name) for name in names)
    return len(whole) * 2 > len(names) and (
        len(names) > 1 or initials or boundary.strip() == "." or boundary == "\n"
    )


def may_be_title(text: str, span: Span) -> bool:
    """Tell whether a span is long enough for a title, and says more than a number, or who edited something."""
    said = (
        _EDITED.fullmatch(text, *span)
        or _NUMBER.fullmatch(text, *span)
        or _HANDED_IN.match(text, *span)
    )
    return span[1] - span[0] >= _SHORTEST and not said


def _quotes_words(text: str, start: int, end: int) -> bool:
    """Tell a mark that quotes the first words of a title, and not all of it: `“Who?” Owls at night`."""
    closing = QUOTES.get(text[start], "")
    at = text.find(closing, start + 1, end) if closing else -1
    return start + 1 < at and any(map(str.isalpha, text[at:end]))


def bare_title(entry: Entry, span: Span) -> Span:
    """Take off a tag before a title, and signs around it; a question mark stays."""
    start, end = span
    text = entry.text
    if lead := next(filter(None, (each.match(text, start, end) for each in _LEADS)), None):
        start = lead.end()
    if (volume := IN_VOLUME.search(text, start + _SHORTEST, end)) and volume.end() < end:
        end = volume.start()
    while (tag := TAG.match(text, start, end)) and tag.end() + _SHORTEST < end:
        start = tag.end()
    for mark in entry.marks:
        if mark.kind == "emphasis" and start < mark.start and mark.end == end:
            end = mark.start if REMARK.match(text, mark.start, end) else end
    for _ in range(_MOST_TRAILING):
        if (trailing := _TRAILING.search(text[start:end])) and trailing.start() > 3:
            end = start + trailing.start()
    while (
        start < end and text[start] in EDGES + "\"“”«»„‘'" and not _quotes_words(text, start, end)
    ):
        start += 1
    while end > start and (
        text[end - 1] in ' \t\n,.;:<|"“”»«[(' or ord(text[end - 1]) in _PICTURES
    ):
        end -= 1
    return start, end
