"""Vary titles: as short as those of books, about people, years and places, in the case of another list."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Protocol


class Known(Protocol):
    """What other records say."""

    titles: list[str]
    places: list[str]

    def some(self, count: int, drawn: random.Random) -> list[Mapping[str, str]]:
        """Draw people."""


_OF_BOOKS = frozenset({"book", "chapter"})
_YEARS = ("{}, {}–{}", "{} ({}-{})", "{}: {}–{}", "{} in the {}s", "{} before {}")
_PARTS = ("{}. I", "{}. II", "{}, Part 2", "{} III", "{}: Part 1", "{}, vol. 2")
_LONGEST_PLAIN = 60


def retitled(title: str, kind: str, drawn: random.Random, known: Known) -> str:
    """Return a title of a record of a kind, varied."""
    chance = drawn.random
    is_of_book = kind in _OF_BOOKS
    if chance() < (0.4 if is_of_book else 0.12):
        title = shortened(title, drawn)
    if chance() < 0.05:
        title = title.upper() if chance() < 0.3 else title.title()
    elif chance() < 0.25:
        title = sentence_case(title)
    if chance() < (0.25 if is_of_book else 0.1):
        title = _about(title, drawn, known)
    if chance() < 0.04:
        start = drawn.randint(1500, 1990)
        title = drawn.choice(_YEARS).format(title, start, start + drawn.randint(1, 90))
    return title


def _about(title: str, drawn: random.Random, known: Known) -> str:
    """Name in a title a person or a place, list things in it, or let it end in a second sentence."""
    way = drawn.choice(("place", "place", "person", "name", "list", "list", "second", "part"))
    other = shortened(drawn.choice(known.titles), drawn)
    if way == "place":
        return f"{title}{drawn.choice((', ', ', ', ' in '))}{drawn.choice(known.places)}"
    if way in ("person", "name"):
        [person] = known.some(1, drawn)
        name = drawn.choice((person["family"], f"{person.get('given', '')} {person['family']}"))
        return name.strip() if way == "name" else f"{name.strip()}: {title}"
    if way == "list":
        return _listed(title, drawn, known)
    if way == "second" and len(title) < _LONGEST_PLAIN:
        return f"{title}{drawn.choice(('. ', ': ', ': ', ' : ', ' - ', '? ', ' = '))}{other}"
    return drawn.choice(_PARTS).format(title) if way == "part" else title


def _listed(title: str, drawn: random.Random, known: Known) -> str:
    """Write a title that lists things: `Salt, Wind, and Grain: How towns grew`."""
    words = [
        " ".join(drawn.choice(known.titles).strip(" .").split(" ")[-drawn.choice((1, 1, 2)) :])
        for _ in range(drawn.choice((2, 3, 3)))
    ]
    joint = drawn.choice((" and ", ", and ", " & ", ", "))
    listed = ", ".join(words[:-1]) + joint + words[-1]
    listed = listed[:1].upper() + listed[1:]
    return drawn.choice((f"{listed}: {title}", f"{title}: {listed}", listed))


def shortened(title: str, drawn: random.Random) -> str:
    """Leave a title as short as those of books: what is before its colon, or its first words."""
    head, colon, tail = title.partition(": ")
    if colon and drawn.random() < 0.6:
        return drawn.choice((head, tail))
    words = title.split(" ")
    kept = words[: drawn.choice((1, 2, 2, 3, 3, 4, 5, 6))]
    while len(kept) > 1 and kept[-1].islower() and len(kept[-1]) < 4:
        kept.pop()
    return " ".join(kept).strip(" ,;:.-–([")


def sentence_case(title: str) -> str:
    """Write the words of a title small but the first, and those that hold more capitals than one."""
    first, *rest = title.split(" ")
    return " ".join([first, *(word.lower() if word[1:].islower() else word for word in rest)])
