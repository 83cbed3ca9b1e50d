"""Read an entry by each layout that fits it, and say how well it does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from kg.sources.free.authors import EDGES, LEAD, TAG, authors_of
from kg.sources.free.entry import Entry
from kg.sources.free.other_versions import without_other_versions
from kg.sources.free.people import has_whole_name, have_institutions, run_at
from kg.sources.free.reading import REMARK, Reading, Span
from kg.sources.free.titles import BADGE, bare_title, may_be_title, titles_of
from kg.sources.free.venues import venue_in, year_in
from kg.text import CJK

_ORDERS = (
    "role",
    "link",
    "strong",
    "emphasis",
    "quoted",
    "line",
    "second line",
    "third cell",
    "fourth cell",
    "names first",
    "title first",
    "sentence",
)


_BY = re.compile(r"[\s,.;(]*(?:written )?by\s+", re.IGNORECASE)
_NAMES_INSIDE = re.compile(
    r"\w[.,] [“\"]\w|(?:^|[,.]\s)(?:[A-Z]\.\s?){1,3}[A-Z][a-z]{1,20}+,|\b(?:by|with) [A-Z][a-z]{1,20} [A-Z][a-z]{1,20},"
)
_VENUE_INSIDE = re.compile(
    r"\b(?:pp?\.|vol(?:ume|\.)? ?\d|pages? \d|issue \d|proceedings of|journal of|isbn|issn)|\b(?:19|20)\d\d\W{0,3}(?:(?<=\. )(?:paper|pdf|link|code|doi))?$|\(\w{1,20} (?:19|20)\d\d\)",
    re.IGNORECASE,
)
_AWARD = re.compile(r"\b(?:award|prize)\b[^a-z]{0,60}$", re.IGNORECASE)
"""What is set off, and no title: `Student Paper Award`."""
_LABELLED = re.compile(r"[^“\"«„]{1,40}:\s[“\"«„]")
"""What a title does not begin with: `Master thesis: “`."""
_IN_BRACKETS = re.compile(r"\[[^\[\]]*+\]|\W")
QUOTES = frozenset('“"«„»')
"""Before what is no name, though it may look like one: `"Winter Owls"`."""
_OF_VENUE = re.compile(r"venue|journal|booktitle|conference|publication-?name", re.IGNORECASE)
"""Classes of what holds the venue."""
_CJK = re.compile(f"[{CJK}]")
_SHORT_CJK = 4
"""Characters of a title of one or two words, where no blank parts words."""
_LEAD, _BETWEEN, _LONGEST_TITLE = 12, 8, 320
"""Characters before title and authors, and between them, that are in no field; and of a title."""


def readings_of(entry: Entry) -> list[Reading]:
    """Return an entry read by each layout that fits it."""
    found = []
    for layout in _ORDERS:
        for title in titles_of(entry, layout):
            if reading := _completed(entry, layout, title):
                found.append(reading)
                break
    return found


def _completed(entry: Entry, layout: str, title: Span) -> Reading | None:
    title = bare_title(entry, title)
    if not may_be_title(entry.text, title):
        return None
    authors, without_owner = authors_of(entry, title, told=layout == "sentence")
    taken = [title] + ([(authors.start, authors.end)] if authors else [])
    rest = rest_of(entry, taken)
    year = year_in(entry, rest)
    venue = _venue_by_role(entry) or venue_in(entry, rest, year)
    return scored(Reading(entry, layout, title, authors, year, venue, without_owner=without_owner))


def scored(reading: Reading, may_name: Callable[[str], bool] = bool) -> Reading:
    """Return a reading with how well it makes a publication; `may_name` tells what words may name a person."""
    return replace(reading, score=_score(reading, may_name))


def _venue_by_role(entry: Entry) -> Span | None:
    for mark in entry.roles:
        if _OF_VENUE.search(mark.value) and not BADGE.search(mark.value):
            found = venue_in(replace(entry, roles=()), [(mark.start, mark.end)])
            if found:
                return found
    return None


def rest_of(entry: Entry, taken: list[Span]) -> list[Span]:
    """Return what is left of an entry, line by line, what follows title and authors first."""
    found: list[Span] = []
    ordered = sorted(taken)
    position = ordered[-1][1]
    spans = [(position, len(entry.text))]
    spans += [(a[1], b[0]) for a, b in pairwise(ordered)]
    lead = LEAD.match(entry.text)
    if entry.text.startswith("["):
        lead = lead or TAG.match(entry.text, 0, ordered[0][0])
    spans += [(lead.end() if lead else 0, ordered[0][0])]
    for start, end in spans:
        at = start
        for line in entry.text[start:end].split("\n"):
            if len(line.strip(EDGES + "()")) > 1:
                found.append((at, at + len(line)))
            at += len(line) + 1
    found = list(without_other_versions(entry.text, found))
    plain = [span for span in found if not REMARK.match(entry.text, *span)]
    return plain + [span for span in found if span not in plain]


def _score(reading: Reading, may_name: Callable[[str], bool]) -> float:
    """Say how well a reading makes a publication: about 5.5 where nothing is odd in it."""
    text, (start, end), authors = reading.entry.text, reading.title, reading.authors
    score = _title_score(reading, may_name)
    if authors:
        score += 1.5 + (0.5 if len(authors.names) > 1 else 0)
        score += have_institutions(text, authors.start, authors.end)
    score += 0.75 * (reading.year is not None) + 0.75 * (reading.venue is not None)
    before = text[: min(start, authors.start) if authors else start]
    if len(re.sub(r"\W", "", TAG.sub("", before))) > _LEAD:
        score -= 1.5
    if authors:
        between = text[end : authors.start] if authors.start >= end else text[authors.end : start]
        if len(_IN_BRACKETS.sub("", between)) > _BETWEEN and not REMARK.match(between):
            score -= 0.5 if "\n" in between else 1
    return score


def _is_by(reading: Reading) -> bool:
    """Tell whether it says itself what is the title and who wrote it: `Digital Owls by Ana Lopez`."""
    authors, end = reading.authors, reading.title[1]
    return authors is not None and bool(_BY.fullmatch(reading.entry.text, end, authors.start))


def is_quoted(reading: Reading) -> bool:
    """Tell what is no name, though it may look like one: `Ana Lopez. "Winter Owls."`."""
    start = reading.title[0]
    return start > 0 and reading.entry.text[start - 1] in QUOTES


def _is_beside_names(reading: Reading) -> bool:
    """Tell a link with names behind it, and what is set off directly behind several:
    `Ana Lopez, Bo Chen. *Count-Based Exploration and Intrinsic Motivation*`.
    """
    authors, (start, end) = reading.authors, reading.title
    if authors is None:
        return False
    if reading.layout == "link":
        return authors.start > end
    near = 0 <= start - authors.end <= _BETWEEN
    return reading.layout == "emphasis" and near and len(authors.names) > 1


def _runs_on(reading: Reading) -> bool:
    """Tell a title that begins set off, and goes on behind that: `*Owls at night*, Paris, Owl Press`."""
    start, end = reading.title
    return any(
        mark.kind == "emphasis" and mark.start == start and mark.end < end
        for mark in reading.entry.marks
    )


def _title_score(reading: Reading, may_name: Callable[[str], bool]) -> float:
    """Say how much a title looks like one, and not like names or a venue with its numbers."""
    title = reading.entry.text[slice(*reading.title)]
    words = title.split()
    long = len(words) > 2 or len(_CJK.findall(title)) > _SHORT_CJK
    score = 2.0 if long else 0.5 if len(words) > 1 else -0.5
    if not long and is_quoted(reading):
        score = float(len(words))
    if len(title) > _LONGEST_TITLE:
        score -= 2
    run = run_at(title, 0)
    if reading.layout == "role":
        score += 4
    elif _is_by(reading):
        return score
    elif (
        run
        and run.end >= len(title) - 2
        and has_whole_name(title, run)
        and may_name(title)
        and not is_quoted(reading)
        and (len(run.names) > 1 or len(words) < 4)
    ):
        score -= 1 if _is_beside_names(reading) else 3
    elif _NAMES_INSIDE.search(title):
        score -= 2
    elif _LABELLED.match(title) or _AWARD.search(title):
        score -= 1.5
    if title.count('"') % 2 or any(title.count(a) != title.count(b) for a, b in ("“”", "«»")):
        score -= 2  # `Owls at night,” in Proc`
    if reading.layout == "sentence" and _runs_on(reading):
        score -= 1
    return score - 1.5 if _VENUE_INSIDE.search(title) else score
