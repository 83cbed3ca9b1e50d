"""Authorships: where a name stands, and what it offers as evidence of who that is."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import overload

import numpy as np

from kg.identity import agent_key, digest, normalise_orcid
from kg.model import Agent, Paper
from kg.resolution.frequent_names import FREQUENT_FAMILIES
from kg.resolution.papers import Resolved
from kg.resolution.profiles import name_of
from kg.text import fold
from kg.venues import venue_key

_FEWER_DIGITS = 8
"""Hexadecimal digits of the hashes in keys of earlier builds, which decisions may still name."""
NEIGHBOURS = 15
"""Co-authors before and after a line that count: in a list of thousands, the nearest."""


Piece = tuple[str, str]
"""A piece of evidence: of what sort it is, and what it says."""


@lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """Normalise a name; the same names come again and again."""
    return fold(text)


@dataclass(frozen=True, slots=True)
class Authorship:
    """One authorship: its paper, its position in the list, how often the name stood before it.

    Editors stand behind the authors. The paper, the one at `at` of `papers`, is read when it is
    asked for: `papers` may lie on disk.
    """

    key: str
    papers: Sequence[Resolved] = field(repr=False, compare=False)
    at: int
    position: int
    repeat: int
    agent: Agent

    @property
    def paper(self) -> Paper:
        """The paper that it stands on."""
        return self.papers[self.at].paper

    @property
    def id(self) -> tuple[str, int]:
        """What tells it from all others: the key of its paper and the position."""
        return (self.key, self.position)

    @property
    def orcid(self) -> str | None:
        """The ORCID iD of the line, where it is well-formed."""
        return normalise_orcid(self.agent.orcid) if self.agent.orcid else None

    @property
    def venue(self) -> str | None:
        """Where and when the paper appeared, where both are known."""
        paper = self.paper
        if not paper.venue or not paper.year:
            return None
        return f"{venue_key(paper.venue)} in {paper.year}"

    @property
    def own_key(self) -> str:
        """The key that the graph gives the line itself."""
        return f"{self.key}.{self.position + 1}"

    def handles(self) -> set[str]:
        """List the keys that this line alone answers to as a person: what decisions may call it."""
        if self.orcid:
            return {f"orcid-{self.orcid}"}
        keys = {digits: name_key(self.agent, digits) for digits in (16, _FEWER_DIGITS)}
        return {*keys.values(), *(f"{keys[n]}-{self.suffix(n)}" for n in keys)}

    def suffix(self, digits: int = 16) -> str:
        """Hash where the line stands, to tell people of one name apart."""
        return digest(self.key if self.repeat == 0 else f"{self.key}.{self.repeat}", digits)


def name_key(agent: Agent, digits: int = 16) -> str:
    """Derive the key that an agent has by name alone, before anything else is known."""
    return agent_key(Agent(agent.name, agent.printed, registry=agent.registry), digits)


class Authorships(Sequence[Authorship]):
    """The author lines of papers that name a person, by key of the paper and position.

    Memory holds where each stands, and each author once who is the same on several papers.

    >>> owl = Agent("Ada Owl", "Owl, A.")
    >>> papers = [Resolved(key, Paper(authors=(owl, Agent("Bats", "Bats", "group")))) for key in "ba"]
    >>> lines = Authorships(papers)
    >>> [line.id for line in lines], lines[0].agent is lines[1].agent
    ([('a', 0), ('b', 0)], True)
    >>> lines.of_paper(0)
    {0: 1}
    """

    def __init__(self, papers: Sequence[Resolved]) -> None:
        self._papers = papers
        self._keys: list[str] = []
        places = array("q"), array("q"), array("q"), array("q")
        known: dict[Agent, int] = {}
        for at, each in enumerate(papers):
            self._keys.append(each.key)
            for line in _authorships(each, papers, at):
                number = known.setdefault(line.agent, len(known))
                for values, value in zip(
                    places, (at, line.position, line.repeat, number), strict=True
                ):
                    values.append(value)
        self._agents = list(known)
        ranks = np.zeros(len(self._keys), np.int64)
        ranks[sorted(range(len(self._keys)), key=self._keys.__getitem__)] = np.arange(len(ranks))
        ats = np.array(places[0], np.int64)
        order = np.argsort(ranks[ats], kind="stable")
        self._at, self._position, self._repeat, self._agent = (
            np.array(each, np.int64)[order] for each in places
        )
        self._ranks = ranks
        self._starts = np.searchsorted(ranks[self._at], np.arange(len(ranks) + 1))

    def __len__(self) -> int:
        return len(self._at)

    @overload
    def __getitem__(self, n: int) -> Authorship: ...
    @overload
    def __getitem__(self, n: slice) -> list[Authorship]: ...
    def __getitem__(self, n: int | slice) -> Authorship | list[Authorship]:
        if isinstance(n, slice):
            return [self[each] for each in range(len(self))[n]]
        at = int(self._at[n])
        position, repeat = int(self._position[n]), int(self._repeat[n])
        agent = self._agents[self._agent[n]]
        return Authorship(self._keys[at], self._papers, at, position, repeat, agent)

    def of_paper(self, at: int) -> dict[int, int]:
        """Number the lines of the paper at `at`, by position."""
        rank = self._ranks[at]
        numbers = range(int(self._starts[rank]), int(self._starts[rank + 1]))
        return {int(self._position[n]): n for n in numbers}


def each_authorship(papers: Sequence[Resolved]) -> Iterator[Authorship]:
    """Yield the author lines that name a person, in the order of papers."""
    for at, each in enumerate(papers):
        yield from _authorships(each, papers, at)


def _authorships(resolved: Resolved, papers: Sequence[Resolved], at: int) -> Iterator[Authorship]:
    before: dict[str, int] = defaultdict(int)
    for n, author in enumerate((*resolved.paper.authors, *resolved.paper.editors)):
        name = folded(author.name)
        if author.kind == "person":
            yield Authorship(resolved.key, papers, at, n, before[name], author)
        before[name] += 1


def is_spelt_out(agent: Agent) -> bool:
    """Tell whether a given name is more than initials.

    >>> is_spelt_out(Agent("J. Kim", "J. Kim", family="Kim", given="J."))
    False
    """
    words = (agent.given or "").replace(".", " ").replace("-", " ").split()
    shouting = agent.name.isupper() and len(agent.name) > 12
    return any(
        len(word) > 1 and (not word.isupper() or shouting or not word.isascii()) for word in words
    )


def is_rare(agent: Agent) -> bool:
    """Tell whether a name is spelt out and its family name none of the frequent ones."""
    return is_spelt_out(agent) and folded(agent.family or "") not in FREQUENT_FAMILIES


def pieces(line: Authorship) -> set[Piece]:
    """List what a line says besides its name, for a person to read: each by sort and text."""
    first, own = max(0, line.position - NEIGHBOURS), folded(line.agent.name)
    paper = line.paper
    near = paper.authors[first : line.position + NEIGHBOURS + 1]
    found = {("co-author", folded(each.name)) for each in near} - {("co-author", own)}
    if line.agent.affiliation:
        found.add(("affiliation", folded(line.agent.affiliation)))
    if line.venue:
        found.add(("venue", line.venue))
    return found | {("list", each.source.name) for each in paper.records if each.source.owner}


def by_name(lines: Sequence[Authorship]) -> Mapping[str, list[int]]:
    """Group the members of lines by normalised name, hyphens and blanks left out."""
    groups: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        groups[folded(line.agent.name).replace(" ", "")].append(n)
    return groups


def given_initials(agent: Agent) -> tuple[str, ...]:
    """List the given names in normalised words, initials that stand together parted.

    >>> given_initials(Agent("JP Roux", "Roux, JP", family="Roux", given="JP"))
    ('j', 'p')
    """
    given = name_of(agent).given
    return given if is_spelt_out(agent) else tuple(letter for word in given for letter in word)
