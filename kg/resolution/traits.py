"""What an author line says of who writes, besides the name: in numbers that pairs are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.identity import digest
from kg.model import Paper
from kg.resolution.authorships import Authorship
from kg.resolution.company import Company
from kg.resolution.texts import Weights, weigh_text
from kg.system.packing import Packed
from kg.system.spool import Spool
from kg.text import fold
from kg.venues import known_venue


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


@dataclass(frozen=True, slots=True)
class _Said(Packed):
    """What a paper says of each of its lines."""

    team: int
    title: Weights
    abstract: Weights
    venue: str | None
    year: int | None
    lists: frozenset[str]


class Describing:
    """Describe author lines, which are all of one sequence of papers; who writes with whom is known
    from all of them. What a paper says is worked out when it is asked for, and then lies on disk.
    """

    def __init__(self, lines: Sequence[Authorship]) -> None:
        self.company = Company(lines)
        self._said: Spool[_Said] = Spool()
        self._places: dict[int, int] = {}
        self._hashes: dict[int, str] = {}

    def describe(self, line: Authorship) -> Traits:
        """Describe one line."""
        said = self._of_paper(line)
        return Traits(
            paper=line.key,
            orcid=line.orcid,
            team=said.team,
            coauthors=self.company.coauthors(line),
            circle=self.company.circle(line),
            title=said.title,
            abstract=said.abstract,
            affiliation=_weigh_again(line.agent.affiliation or ""),
            venue=said.venue,
            year=said.year,
            lists=said.lists,
        )

    def key(self, lines: Iterable[Authorship], more: str = "") -> str:
        """Hash all that `describe` looks at for these lines, and more."""
        return digest(" ".join([*map(self._evidence, lines), more]), 32)

    def _evidence(self, line: Authorship) -> str:
        if line.at not in self._hashes:
            self._hashes[line.at] = digest(repr(line.paper))
        paper = self._hashes[line.at]
        return f"{line.key} {line.position} {paper} {self.company.evidence(line)}"

    def _of_paper(self, line: Authorship) -> _Said:
        if line.at not in self._places:
            self._places[line.at] = len(self._said)
            self._said.append(_said(line.paper))
        return self._said[self._places[line.at]]


def _said(paper: Paper) -> _Said:
    return _Said(
        team=len(paper.authors),
        title=weigh_text(paper.title or ""),
        abstract=weigh_text(paper.abstract or ""),
        venue=_series(paper.venue) if paper.venue else None,
        year=_year(paper),
        lists=frozenset(each.source.name for each in paper.records if each.source.owner),
    )


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


_weigh_again = lru_cache(maxsize=1 << 12)(weigh_text)
"""The same for what many lines say, word for word."""
