"""Who writes with whom: the names on papers, the papers of a name, those who write with others.

Names and papers are numbered, so that memory holds arrays, and each name once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import TypeVar

import numpy as np

from kg.identity import digest
from kg.model import Agent
from kg.resolution.authorships import NEIGHBOURS, Authorship
from kg.resolution.commonness import family_word, given_words, surprise

RARE = 100
"""Weight of a rare co-author; others have part of it, in whole numbers so that sums are exact."""
_KNOWN, _UNKNOWN = 9.0, 15.0
"""Surprise of a name up to which a co-author says little, and from which on nothing is added."""
_FIRST = 15
"""Authors of a paper by whom people of a frequent name are told apart."""
_PAPERS = 50
"""Papers of a co-author that are looked at for others who write with him or her."""

Named = tuple[str, int]
"""A normalised name with its rarity, in parts of `RARE`."""
_T = TypeVar("_T")


class _Lists:
    """Lists of whole numbers, by position, in two arrays."""

    def __init__(self) -> None:
        self._ends, self._values = array("q", [0]), array("i")

    def append(self, values: Iterable[int]) -> None:
        """Put a list behind the others."""
        self._values.extend(values)
        self._ends.append(len(self._values))

    def __getitem__(self, at: int) -> array[int]:
        return self._values[self._ends[at] : self._ends[at + 1]]

    def turned(self, count: int, most: int) -> _Lists:
        """List for each of `count` values the positions of its lists, but those of more than `most`."""
        ends, values = np.array(self._ends), np.array(self._values)
        sizes = np.diff(ends)
        is_short = np.repeat(sizes <= most, sizes)
        values, places = values[is_short], np.repeat(np.arange(len(sizes)), sizes)[is_short]
        order = np.argsort(values, kind="stable")
        found = _Lists()
        found._values.frombytes(places[order].astype(np.intc).tobytes())
        found._ends = array("q", np.searchsorted(values[order], np.arange(count + 1)).tolist())
        return found


class Company:
    """The names on the papers of lines, which are all of one sequence of papers.

    >>> from kg.model import Paper
    >>> from kg.resolution.authorships import Authorships
    >>> from kg.resolution.papers import Resolved
    >>> owl, bat, elk = (Agent(name, name) for name in ("Ada Owl", "Bo Bat", "Cy Elk"))
    >>> lists = {"a": (owl, bat), "b": (bat, elk)}
    >>> lines = Authorships([Resolved(key, Paper(authors=each)) for key, each in lists.items()])
    >>> company = Company(lines)
    >>> list(company.coauthors(lines[0])), list(company.circle(lines[0]))
    (['bo bat'], ['bo bat', 'cy elk'])
    """

    def __init__(self, lines: Sequence[Authorship]) -> None:
        self._numbers: dict[Named, int] = {}
        self._places: dict[int, int] = {}
        self._on, self._first = _Lists(), _Lists()
        printed: dict[str, int] = {}
        for line in lines:
            if line.at not in self._places:
                self._places[line.at] = len(self._places)
                authors = line.paper.authors
                self._on.append(_number(map(_coauthor, authors), self._numbers))
                self._first.append(_number((each.name for each in authors[:_FIRST]), printed))
        self._names, self._printed = list(self._numbers), list(printed)
        self._papers = self._on.turned(len(self._names), NEIGHBOURS)
        self._circles: dict[int, str] = {}

    def first_authors(self, line: Authorship) -> list[str]:
        """Return the names of the first authors of the paper of a line."""
        return [self._printed[n] for n in self._first[self._places[line.at]]]

    def coauthors(self, line: Authorship) -> Mapping[str, int]:
        """Return those who stand near a line on its paper, with their rarity."""
        return dict(self._names[n] for n in self._near(line))

    def circle(self, line: Authorship) -> Mapping[str, int]:
        """Return who writes with the co-authors elsewhere, on papers without this name."""
        own = self._own(line)
        mine = self._papers[own] if own >= 0 else ()
        elsewhere = {at for n in self._near(line) for at in self._papers[n][:_PAPERS]}
        found = {n for at in elsewhere.difference(mine) for n in self._on[at]}
        return dict(map(self._names.__getitem__, found))

    def evidence(self, line: Authorship) -> str:
        """Hash all that is said of the co-authors of a line."""
        return " ".join(map(self._evidence, dict.fromkeys(self._near(line))))

    def _own(self, line: Authorship) -> int:
        return self._numbers.get(_coauthor(line.agent), -1)

    def _near(self, line: Authorship) -> Iterator[int]:
        on, own = self._on[self._places[line.at]], self._own(line)
        near = on[max(0, line.position - NEIGHBOURS) : line.position + NEIGHBOURS + 1]
        return (n for n in near if n != own)

    def _evidence(self, name: int) -> str:
        if name not in self._circles:
            papers = ([self._names[n] for n in self._on[at]] for at in self._papers[name][:_PAPERS])
            self._circles[name] = digest(repr([self._names[name], *papers]))
        return self._circles[name]


def _number(values: Iterable[_T], numbers: dict[_T, int]) -> list[int]:
    """Number values, those that are new by the next numbers."""
    return [numbers.setdefault(each, len(numbers)) for each in values]


def _coauthor(agent: Agent) -> Named:
    return _named(agent.name, agent.given, agent.family)


@lru_cache(maxsize=1 << 15)
def _named(name: str, given: str | None, family: str | None) -> Named:
    """Return the normalised name with its rarity; the same names come again and again."""
    agent = Agent(name, name, family=family, given=given)
    words, last = given_words(agent), family_word(agent)
    return intern(" ".join((*words, last))), _rarity(words, last)


def _rarity(given: tuple[str, ...], family: str) -> int:
    part = (surprise(given, family) - _KNOWN) / (_UNKNOWN - _KNOWN)
    return round(RARE * min(1.0, max(0.1, part)))
