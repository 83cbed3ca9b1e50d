"""Tell whose page it is, where its entries leave that person out: `with Bo Chen`, or nobody at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.sources.fields.degrees import without_degrees
from kg.sources.free.choice import Choice
from kg.sources.free.entry import Entry
from kg.sources.free.people import run_at
from kg.sources.free.sections import section_of

_BETWEEN = re.compile(r"[|:,;()–—\n•·]|(?<=\s)-(?=\s)|\b(?:of|by|for|von|de)\b(?=\s[A-Z])|['’]s\b")
_NO_PERSON = frozenset(
    [
        "lab",
        "laboratory",
        "group",
        "team",
        "institute",
        "department",
        "university",
        "school",
        "college",
        "center",
        "centre",
        "home",
        "page",
        "site",
        "papers",
        "paper",
        "list",
        "books",
        "book",
        "journal",
        "research",
        "works",
        "work",
        "publications",
        "welcome",
        "about",
    ]
)
_FEWEST_WORDS, _MOST_WORDS = 2, 4


@dataclass(frozen=True, slots=True)
class Owner:
    """A person whose page it is: the name, and where it stands in the source."""

    name: str
    start: int


def owner_of(choices: Sequence[Choice], text: str) -> Owner | None:
    """Return the person in the title of a page, where an entry says `with` and leaves one out."""
    readings = [each for each in choices if each.verdict == "publication" and each.reading]
    if not any(each.reading and each.reading.without_owner for each in readings):
        return None
    name = named_above([each.entry for each in readings])
    start = text.find(name) if name else -1
    return Owner(name, start) if name and start >= 0 else None


def named_above(entries: Sequence[Entry]) -> str | None:
    """Return the person in the one title that all entries stand under; None where there is none."""
    titles = {each.headings[0] for each in entries if each.headings}
    return name_in(titles.pop()) if len(titles) == 1 else None


def name_in(title: str) -> str | None:
    """Return the one part of a title that is a person's name; None where there is none.

    >>> name_in("Ana Lopez, papers"), name_in("Curriculum vitae of Bo van der Berg"), name_in("The Owl Lab")
    ('Ana Lopez', 'Bo van der Berg', None)
    >>> name_in("Prof. Dr. Ana Lopez")
    'Ana Lopez'
    """
    parts = [without_degrees(part.strip()) for part in _BETWEEN.split(title)]
    names = [part for part in parts if _is_name(part)]
    return names[0] if len(names) == 1 else None


def _is_name(part: str) -> bool:
    words = part.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or section_of(part):
        return False
    if not _NO_PERSON.isdisjoint(word.casefold() for word in words):
        return False
    run = run_at(part, 0)
    return run is not None and run.names == ((0, len(part)),) and words[0][0].isupper()
