"""Titles that come back issue by issue, such as `Editorial`: equal ones are no one paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from kg.model import Paper
from kg.resolution.profiles import Profile
from kg.resolution.titles import is_column, is_generic

_YEARS = 3
"""Years from which on a title of few words is taken for a column's."""

Words = tuple[str, ...]


def find_columns(profiles: Iterable[Profile]) -> AbstractSet[Words]:
    """List the titles of columns: those that say no more, and those of few words in many years."""
    found: set[Words] = set()
    years: dict[Words, set[int]] = defaultdict(set)
    for each in profiles:
        if each.words and is_generic(each.words):
            if is_column(each.words):
                found.add(each.words)
            if each.year is not None:
                years[each.words].add(each.year)
    return found | {words for words, known in years.items() if len(known) >= _YEARS}


def source_of(paper: Paper) -> str:
    """Return the digest of the source that a record stands in."""
    return min((record.source.digest for record in paper.records), default="")
