"""Find title and authors of an entry by how it is laid out: set off, in lines, names first or later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.sources.free.entries import Entry
from kg.sources.free.people import Run, has_whole_name, run_at
from kg.sources.free.reading import LABEL, REMARK, Reading, Span
from kg.sources.free.venues import venue_in, year_in

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„\n]{10,400})[”\"»“]|(?<!\w)‘([^‘’\n]{10,300}(?:’\w[^‘’\n]{0,300})?)’(?!\w)")
_BY = re.compile(
    r"[\s,.;:)\]>\"”–—-]*(?:(?:(?P<owner>(?:(?:together|joint(?:ly)?|joint work|joint paper|in collaboration|co-?authored) )?with)|"
    r"(?:written )?by|authors?|par|von|por)\b[\s:]*)?",
    re.IGNORECASE,
)
_WITH = re.compile(r"\W*\((?:joint(?:ly)? )?with (?P<names>[^()]{2,300})\)\W*", re.IGNORECASE)
_INNER_BY = re.compile(r"[\n,.;(]\s*with\s|[\s,.;(](?:together|joint(?:ly)?|joint work) with\s|[\s,.;]by\s", re.IGNORECASE)
_BOUNDARY = re.compile(r"[.?!]\s+|,\s+|:\s+|;\s+|\s[–—-]\s|\s\|\s|\n")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2})[.?!](?=\s|$|[\"”\])])|(?<=[)\d\"”’])[.?!](?=\s|$)|\n")
_TAG = re.compile(r"\s*(?:\[[^\[\]]{1,25}\]|\(\d{1,3}\))\s*")
_TRAILING = re.compile(r"(?:\s*\[[^\[\]]{1,40}\]|\s\([A-Z][^()\n]{1,40} (?:19|20)\d\d\))+[\s.]*$")
"""What follows a title and is none of it: `[video]`, `(ICML 2026)`."""
_YEAR_HEAD = re.compile(r"[\s,.;:(\[]*(?:(?:19|20)\d\d[a-z]?)[\s,.;:)\]]+")
_EDGES = " \t\n,.;:<>[]|–—-*"
_ORDERS = ("role", "link", "strong", "emphasis", "quoted", "line", "second line", "names first", "title first", "sentence")
_NEAR = 90


def readings_of(entry: Entry) -> list[Reading]:
    """Return an entry read by each layout that fits it."""
    found = []
    for layout in _ORDERS:
        for title in _titles(entry, layout):
            if reading := _completed(entry, layout, title):
                found.append(reading)
                break
    return found


def _titles(entry: Entry, layout: str) -> Iterator[Span]:
    text = entry.text
    if layout == "role":
        yield from ((mark.start, mark.end) for mark in entry.roles if re.search(r"title", mark.value, re.IGNORECASE))
    elif layout in ("link", "strong", "emphasis"):
        for mark in entry.marks:
            if mark.kind == layout and not LABEL.fullmatch(text, mark.start, mark.end) and len(text[mark.start : mark.end].split()) > 1:
                yield mark.start, mark.end
                return
    elif layout == "quoted":
        if match := _QUOTED.search(text):
            yield match.span(1 if match[1] else 2)
    elif layout in ("line", "second line"):
        yield from _line_titles(entry, layout == "second line")
    elif layout == "names first":
        yield from _after_names(entry)
    elif layout == "title first":
        yield from _before_names(entry)
    else:
        yield from _first_sentence(entry)


def _first_sentence(entry: Entry) -> Iterator[Span]:
    """Yield the first sentence, behind `(with Ana Lopez)`: the list is of one person's."""
    lead = _WITH.match(entry.text) or _TAG.match(entry.text)
    yield _sentence(entry, lead.end() if lead else 0)


def _sentence(entry: Entry, start: int) -> Span:
    """Return a title that ends with a sentence, or where something is set off."""
    stop = _SENTENCE.search(entry.text, min(start + 8, len(entry.text)))
    end = stop.start() + (entry.text[stop.start()] == "?") if stop else len(entry.text)
    set_off = (mark.start for mark in entry.marks if mark.kind == "emphasis" and mark.start > start + 8)
    return start, min(end, *set_off) if (set_off := tuple(set_off)) else end


def _line_titles(entry: Entry, second: bool) -> Iterator[Span]:
    lines = _line_spans(entry)
    if len(lines) > 1 + second:
        start, end = lines[int(second)]
        for mark in entry.marks:
            if start < mark.start < end and mark.kind == "link" and LABEL.fullmatch(entry.text, mark.start, mark.end):
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
    lead = _TAG.match(entry.text)
    run = _run_from(entry, lead.end() if lead else 0)
    if run is None or not has_whole_name(entry.text, run):
        return
    start = run.end
    if year := _YEAR_HEAD.match(entry.text, start):
        start = year.end()
    while start < len(entry.text) and entry.text[start] in _EDGES + ")\"“":
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
        if match.start() > 2 and (run := _run_from(entry, match.end())) and _is_surely_names(text, run, match[0]):
            yield 0, match.start()
            return
    for mark in entry.marks:
        if mark.kind in ("emphasis", "strong", "quiet") and mark.start > 8:
            run = run_at(text, mark.start, mark.end)
            if run and mark.end - run.end < 3 and has_whole_name(text, run):
                yield 0, mark.start
                return


def _run_from(entry: Entry, start: int) -> Run | None:
    """Return the names that begin at a place; not beyond what is set off, where that has them all."""
    text = entry.text
    for mark in entry.marks:
        if mark.start <= start < mark.end and mark.kind in ("emphasis", "strong", "quiet"):
            run = run_at(text, start, mark.end)
            if run and mark.end - run.end < 3 and (len(run.names) > 1 or text[mark.end : mark.end + 1] not in (",", ";")) and not text.startswith(" and ", mark.end):
                return run
    return run_at(text, start)


def _is_surely_names(text: str, run: Run, boundary: str) -> bool:
    names = [text[slice(*span)] for span in run.names]
    whole = [name for name in names if len(name.split()) > 1 or "." in name]
    initials = any(re.match(r"[^\W\d_]\.", name) for name in names)
    return len(whole) * 2 > len(names) and (len(names) > 1 or initials or boundary.strip() == "." or boundary == "\n")


def _completed(entry: Entry, layout: str, title: Span) -> Reading | None:
    title = _cut(entry, title)
    if title[1] - title[0] < 4:
        return None
    authors, without_owner = _authors(entry, title)
    taken = [title] + ([(authors.start, authors.end)] if authors else [])
    rest = _rest(entry, taken)
    reading = Reading(entry, layout, title, authors, year_in(entry, rest), None, None, without_owner)
    reading = replace(reading, venue=_venue_by_role(entry) or venue_in(entry, rest))
    return replace(reading, score=_score(reading, rest))


def _venue_by_role(entry: Entry) -> Span | None:
    for mark in entry.roles:
        if re.search(r"venue|journal|booktitle|conference|publication-?name", mark.value, re.IGNORECASE):
            found = venue_in(replace(entry, roles=()), [(mark.start, mark.end)])
            if found:
                return found
    return None


def _cut(entry: Entry, span: Span) -> Span:
    """Take off a tag before a title, and signs around it; a question mark stays."""
    start, end = span
    text = entry.text
    if tag := _TAG.match(text, start, end):
        start = tag.end()
    if trailing := _TRAILING.search(text[start:end]):
        end = start + trailing.start() if trailing.start() > 3 else end
    while start < end and text[start] in _EDGES + "\"“”«‘'":
        start += 1
    while end > start and text[end - 1] in " \t\n,.;:<|\"“”»":
        end -= 1
    return start, end


def _authors(entry: Entry, title: Span) -> tuple[Run | None, bool]:
    """Return the names before or behind a title, and whether the page's owner is to be added."""
    text = entry.text
    for mark in entry.roles:
        if re.search(r"author|creator|contributor", mark.value, re.IGNORECASE) and not title[0] <= mark.start < title[1]:
            lead = _BY.match(text, mark.start, mark.end)
            if run := run_at(text, lead.end() if lead else mark.start, mark.end):
                return run, bool(lead and lead["owner"])
    if match := _WITH.match(text, 0, title[0]):
        return run_at(text, match.start("names"), match.end("names")), True
    tag = _TAG.match(text, 0, title[0])
    before = run_at(text, tag.end() if tag else 0, title[0])
    if before and title[0] - before.end < 25 and has_whole_name(text, before):
        return before, False
    for start in _places_behind(entry, title[1]):
        lead = _BY.match(text, start)
        begin = lead.end() if lead else start
        if run := _run_from(entry, begin):
            said = bool(lead and re.search(r"\w", lead[0]))
            if said or _may_be_authors(text, run):
                return run, bool(lead and lead["owner"])
    return None, False


def _places_behind(entry: Entry, end: int) -> Iterator[int]:
    """Yield where names may begin behind a title: at once, behind labels, and at the next lines."""
    yield end
    text, position = entry.text, end
    for mark in entry.marks:
        if mark.kind in ("link", "strong", "emphasis") and position <= mark.start < end + _NEAR * 3:
            if mark.kind != "link" or not LABEL.fullmatch(text, mark.start, mark.end):
                yield mark.start
            elif not text[position : mark.start].strip(_EDGES + "()"):
                position = mark.end
                yield position
    line = text.find("\n", end)
    for _ in range(3):
        if line < 0:
            return
        yield line + 1
        line = text.find("\n", line + 1)


def _may_be_authors(text: str, run: Run) -> bool:
    """Tell names from a venue that looks like one: `Owl News`."""
    names = [text[slice(*span)] for span in run.names]
    following = text[run.end : run.end + 12]
    if re.match(r" ?\([A-Z]|,? (?:vol|pp|no)\b|, \d{1,3}\b(?! names)", following):
        return False
    whole = sum(len(name.split()) > 1 for name in names)
    if len(names) == 1:
        ends = not following.strip() or following[0] in "\n.;" or re.match(r",?\s*(?:19|20)\d\d", following) is None
        return whole == 1 and ends and not re.match(r"\s*\d|[.,]?\s*(?:vol|\d)", following)
    return whole * 2 >= len(names)


def _rest(entry: Entry, taken: list[Span]) -> list[Span]:
    """Return what is left of an entry, line by line, what follows title and authors first."""
    found: list[Span] = []
    ordered = sorted(taken)
    position = ordered[-1][1]
    spans = [(position, len(entry.text))]
    spans += [(a[1], b[0]) for a, b in zip(ordered, ordered[1:], strict=False)]
    spans += [(0, ordered[0][0])]
    for start, end in spans:
        at = start
        for line in entry.text[start:end].split("\n"):
            if len(line.strip(_EDGES + "()")) > 1:
                found.append((at, at + len(line)))
            at += len(line) + 1
    plain = [span for span in found if not REMARK.match(entry.text, *span)]
    return plain + [span for span in found if span not in plain]


def _score(reading: Reading, rest: list[Span]) -> float:
    text, (start, end) = reading.entry.text, reading.title
    title = text[start:end]
    words = title.split()
    score = 2.0 if len(words) > 2 else 0.5 if len(words) > 1 else -1.0
    if len(title) > 320:
        score -= 2
    run = run_at(title, 0)
    if reading.layout == "role":
        score += 1
    elif run and run.end >= len(title) - 2 and (len(run.names) > 1 or len(words) < 4):
        score -= 3
    elif re.search(r"(?:^|[,.]\s)(?:[A-Z]\.\s?){1,3}[A-Z][a-z]+,", title) or re.search(r"\b(?:by|with) [A-Z][a-z]+ [A-Z][a-z]+,", title):
        score -= 2
    if re.search(r"\b(?:pp?\.|vol\.|pages|proceedings of|journal of|isbn)|\b(?:19|20)\d\d\W*$|\(\w+ (?:19|20)\d\d\)", title, re.IGNORECASE):
        score -= 1.5
    if reading.authors:
        score += 1.5 + (0.5 if len(reading.authors.names) > 1 else 0)
    score += 0.75 * (reading.year is not None) + 0.75 * (reading.venue is not None)
    first = min([start] + ([reading.authors.start] if reading.authors else []))
    before = text[:first]
    if len(re.sub(r"\W", "", _TAG.sub("", before))) > 12:
        score -= 1.5
    if reading.authors:
        between = text[end : reading.authors.start] if reading.authors.start >= end else text[reading.authors.end : start]
        if len(between.strip()) > 25 and "\n" not in between:
            score -= 1
    return score
