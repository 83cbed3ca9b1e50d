"""Choose how a list is laid out from all of its entries, and which entries are publications."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from kg.identity import identifiers_in
from kg.sources.free.entries import Entry
from kg.sources.free.layouts import readings_of
from kg.sources.free.reading import LABEL, Reading

_VOTE = 1.0
_WON = 2.5
_GOOD = 4.0
"""What a reading with a title, names, and year or venue is worth."""
_FAIR = 2.4
_PLAIN_LIST = 0.5


def choose(entries: Sequence[Entry]) -> list[Reading | None]:
    """Return for each entry how it is read; None where it is no publication.

    Entries of a page are mostly laid out alike, and those of one list more so: a layout counts for
    more the better it fits the others.
    """
    candidates = [readings_of(entry) if _may_be(entry) else [] for entry in entries]
    lists = defaultdict(list)
    for entry, found in zip(entries, candidates, strict=True):
        if found:
            lists[entry.list].append(found)
    page = _votes([each for each in candidates if each])
    own = {number: _votes(found) for number, found in lists.items()}
    chosen = [
        max(found, key=lambda each: each.score + _VOTE * (page[each.layout] + own[entry.list][each.layout]) / 2)
        if found
        else None
        for entry, found in zip(entries, candidates, strict=True)
    ]
    return _accepted(entries, chosen)


def _votes(candidates: Sequence[Sequence[Reading]]) -> defaultdict[str, float]:
    """Return how well each layout fits some entries, on average."""
    votes: defaultdict[str, float] = defaultdict(float)
    for found in candidates:
        votes[max(found, key=lambda each: each.score).layout] += _WON / len(candidates)
        for each in found:
            votes[each.layout] += max(each.score, 0) / len(candidates)
    return votes


def _may_be(entry: Entry) -> bool:
    text = entry.text
    if entry.section.other or len(text) < 15 or sum(map(str.isalpha, text)) * 2 < len(text.replace(" ", "")):
        return False
    quiet = sum(mark.end - mark.start for mark in entry.marks if mark.kind == "quiet")
    within = sum(mark.end - mark.start for mark in entry.marks if mark.kind == "link" and re.match(r"#\w", mark.value))
    return len(text.split()) > 2 and not LABEL.fullmatch(text) and max(within, quiet) * 2 < len(text)


def _accepted(entries: Sequence[Entry], chosen: Sequence[Reading | None]) -> list[Reading | None]:
    """Leave out what is no publication: more is asked for where no heading says that these are."""
    good: defaultdict[int, list[bool]] = defaultdict(list)
    for entry, reading in zip(entries, chosen, strict=True):
        good[entry.list].append(reading is not None and reading.score >= _GOOD and reading.authors is not None)
    enough = sum(map(sum, good.values()))
    accepted: list[Reading | None] = []
    for entry, reading in zip(entries, chosen, strict=True):
        in_list = sum(good[entry.list]) >= max(1, _PLAIN_LIST * len(good[entry.list]))
        accepted.append(reading if reading and _is_publication(entry, reading, enough, in_list) else None)
    return accepted


def _is_publication(entry: Entry, reading: Reading, enough: int, in_list: bool) -> bool:
    known = reading.authors is not None
    told = reading.year is not None or reading.venue is not None or bool(entry.section.year)
    if entry.shape == "row" and not known:
        return False
    if entry.section.published:
        if entry.shape == "paragraph":
            return known and reading.score >= _FAIR and (told or in_list)
        identified = any(identifiers_in(_addresses(entry)))
        return reading.score >= _FAIR and (known or told or identified)
    if entry.shape == "paragraph":
        return reading.score >= _GOOD and known and told and enough > 2 and in_list
    return enough > 2 and in_list and reading.score >= _FAIR and (known or (told and entry.shape == "item"))


def _addresses(entry: Entry) -> str:
    return " ".join([entry.text, *(mark.value for mark in entry.marks if mark.kind == "link")])


