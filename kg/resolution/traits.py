"""What an author line says of who writes, besides the name: in numbers that pairs are compared by."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern

import numpy as np
from numpy.typing import NDArray

from kg.identity import digest
from kg.model import Agent, Paper
from kg.resolution.authorships import NEIGHBOURS, Authorship
from kg.resolution.commonness import family_word, given_words, surprise
from kg.system.packing import Packed
from kg.text import fold
from kg.venues import known_venue

WORDS_FILE = Path(__file__).parent / "weights" / "words.npz"
BUCKETS = 1 << 14
"""Buckets that words are hashed to; few words share one."""
_KNOWN, _UNKNOWN = 9.0, 15.0
"""Surprise of a name up to which a co-author says little, and from which on nothing is added."""
_FIRST = 15
"""Authors of a paper by whom people of a frequent name are told apart."""
_PAPERS = 50
"""Papers of a co-author that are looked at for others who write with him or her."""
RARE = 100
"""Weight of a rare co-author; others have part of it, in whole numbers so that sums are exact."""

Weights = Mapping[int, int]
"""Hashed words with their weights, whole numbers so that sums are exact."""


@dataclass(frozen=True, slots=True)
class Traits(Packed):
    """What one author line says. `coauthors` are names with their rarity in hundredths, `circle`
    are the names of those who write with them elsewhere.
    """

    paper: str
    orcid: str | None
    team: int
    coauthors: Mapping[str, int]
    circle: Mapping[str, int]
    title: Weights
    abstract: Weights
    affiliation: Weights
    venue: str | None
    year: int | None
    lists: frozenset[str]


class Describing:
    """Describe author lines; who writes with whom is known from all of them."""

    def __init__(self, lines: Sequence[Authorship]) -> None:
        self._names: dict[str, list[tuple[str, int]]] = {}
        self._printed: dict[str, tuple[str, ...]] = {}
        self._written: dict[str, list[str]] = defaultdict(list)
        self._papers: dict[str, str] = {}
        self._circles: dict[str, str] = {}
        for line in lines:
            if line.key not in self._names:
                authors = line.paper.authors
                self._names[line.key] = [_coauthor(each) for each in authors]
                self._printed[line.key] = tuple(intern(each.name) for each in authors[:_FIRST])
        for key, names in self._names.items():
            if len(names) <= NEIGHBOURS:
                for name, _ in names:
                    self._written[name].append(key)

    def describe(self, line: Authorship) -> Traits:
        """Describe one line."""
        paper = line.paper
        return Traits(
            paper=line.key,
            orcid=line.orcid,
            team=len(paper.authors),
            coauthors=self._coauthors(line),
            circle=self._circle(line),
            title=_weigh_text(paper.title or ""),
            abstract=_weigh_text(paper.abstract or ""),
            affiliation=_weigh_text(line.agent.affiliation or ""),
            venue=_series(paper.venue) if paper.venue else None,
            year=_year(paper),
            lists=frozenset(r.source.name for r in paper.records if r.source.owner),
        )

    def first_authors(self, line: Authorship) -> tuple[str, ...]:
        """Return the names of the first authors of the paper of a line."""
        return self._printed[line.key]

    def key(self, lines: Iterable[Authorship], more: str = "") -> str:
        """Hash all that `describe` looks at for these lines, and more."""
        return digest(" ".join([*map(self._evidence, lines), more]), 32)

    def _evidence(self, line: Authorship) -> str:
        if line.key not in self._papers:
            self._papers[line.key] = digest(repr(line.paper))
        for name in (coauthors := self._coauthors(line)):
            if name not in self._circles:
                others = (self._names[key] for key in self._written[name][:_PAPERS])
                self._circles[name] = digest(repr([name, *others]))
        circles = " ".join(self._circles[name] for name in coauthors)
        return f"{line.key} {line.position} {self._papers[line.key]} {circles}"

    def _coauthors(self, line: Authorship) -> Mapping[str, int]:
        names = self._names[line.key]
        first = max(0, line.position - NEIGHBOURS)
        near = names[first : line.position + NEIGHBOURS + 1]
        own = _coauthor(line.agent)[0]
        return {name: rarity for name, rarity in near if name != own}

    def _circle(self, line: Authorship) -> Mapping[str, int]:
        """Find who writes with the co-authors elsewhere, on papers without this name."""
        own = _coauthor(line.agent)[0]
        circle: dict[str, int] = {}
        mine = set(self._written.get(own, ()))
        for name in self._coauthors(line):
            for key in self._written[name][:_PAPERS]:
                if key not in mine:
                    circle.update(self._names[key])
        return circle


def _rarity(given: tuple[str, ...], family: str) -> int:
    part = (surprise(given, family) - _KNOWN) / (_UNKNOWN - _KNOWN)
    return round(RARE * min(1.0, max(0.1, part)))


def _coauthor(agent: Agent) -> tuple[str, int]:
    return _named(agent.name, agent.given, agent.family)


@lru_cache(maxsize=1 << 15)
def _named(name: str, given: str | None, family: str | None) -> tuple[str, int]:
    """Return the normalised name with its rarity: one in memory for all papers that it stands on."""
    agent = Agent(name, name, family=family, given=given)
    words, last = given_words(agent), family_word(agent)
    return intern(" ".join((*words, last))), _rarity(words, last)


def _year(paper: Paper) -> int | None:
    match = re.match(r"\d{4}", paper.year or "")
    return int(match[0]) if match else None


@lru_cache(maxsize=1 << 12)
def _series(venue: str) -> str:
    usual = known_venue(venue)
    return usual or " ".join(w for w in fold(venue).split() if w.isalpha() and w not in _ORDINALS)


_ORDINALS = frozenset(
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
)


@lru_cache(maxsize=1 << 12)
def _weigh_text(text: str) -> Weights:
    weights = word_weights()
    found = {}
    for word in set(fold(text).split()):
        bucket = bucket_of(word)
        weight = int(weights[bucket])
        if weight:
            found[bucket] = weight
    return found


def bucket_of(word: str) -> int:
    """Hash a word."""
    return zlib.crc32(word.encode()) % BUCKETS


@lru_cache(maxsize=1)
def word_weights() -> NDArray[np.uint8]:
    """Load how telling words are, by hash: whole numbers, 0 for those that say nothing."""
    with np.load(WORDS_FILE) as file:
        return np.asarray(file["weights"])
