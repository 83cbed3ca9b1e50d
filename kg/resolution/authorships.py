"""Author lines: where a name stands, and what it offers as evidence of who that is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.identity import agent_key, digest, normalise_orcid
from kg.model import Agent, Paper
from kg.resolution.frequent_names import FREQUENT_FAMILIES
from kg.resolution.papers import Resolved
from kg.resolution.profiles import name_of
from kg.text import fold
from kg.venues import venue_key

FREQUENT_FROM = 25
"""Given names that a family name has in the data, from which on it is a frequent one there."""
HUB = 4
"""Papers up to which a co-author is telling; who has more writes with many."""
TEAM = 6
"""Authors of a paper up to which they know each other; in a larger team are people of one name."""
SMALL_VENUE = 100
"""Author lines of a venue and year up to which it says something of a name."""
_FEWER_DIGITS = 8
"""Hexadecimal digits of the hashes in keys of earlier builds, which decisions may still name."""
_NEIGHBOURS = 15
"""Co-authors before and after a line that count: in a list of thousands, the nearest."""


Piece = tuple[str, str]
"""A piece of evidence: of what sort it is, and what it says."""


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Normalise a name; the same names come again and again."""
    return fold(text)


@dataclass(frozen=True, slots=True)
class Line:
    """One author line: its paper, its place in the list, how often the name stood before it.

    Editors stand behind the authors.
    """

    key: str
    paper: Paper
    position: int
    repeat: int
    agent: Agent

    @property
    def place(self) -> tuple[str, int]:
        """Where the line stands."""
        return (self.key, self.position)

    @property
    def orcid(self) -> str | None:
        """The ORCID iD of the line, where it is well-formed."""
        return normalise_orcid(self.agent.orcid) if self.agent.orcid else None

    @property
    def venue(self) -> str | None:
        """Where and when the paper appeared, where both are known."""
        if not self.paper.venue or not self.paper.year:
            return None
        return f"{venue_key(self.paper.venue)} in {self.paper.year}"

    def handles(self) -> set[str]:
        """List the keys that this line alone answers to: what decisions may call it."""
        if self.orcid:
            return {f"orcid-{self.orcid}"}
        keys = {digits: former_key(self.agent, digits) for digits in (16, _FEWER_DIGITS)}
        return {*keys.values(), *(f"{keys[n]}-{self.suffix(n)}" for n in keys)}

    def suffix(self, digits: int = 16) -> str:
        """Hash where the line stands, to tell people of one name apart."""
        return digest(self.key if self.repeat == 0 else f"{self.key}.{self.repeat}", digits)


def former_key(agent: Agent, digits: int = 16) -> str:
    """Derive the key that an agent has by name alone, before anything else is known."""
    return agent_key(replace(agent, orcid=None, key=None), digits)


def lines_of(papers: Iterable[Resolved]) -> list[Line]:
    """List the author lines that name a person, by paper and position."""
    found = [line for each in papers for line in _lines(each)]
    return sorted(found, key=lambda line: line.place)


def _lines(resolved: Resolved) -> Iterator[Line]:
    before: dict[str, int] = defaultdict(int)
    for n, author in enumerate((*resolved.paper.authors, *resolved.paper.editors)):
        name = folded(author.name)
        if author.kind == "person":
            yield Line(resolved.key, resolved.paper, n, before[name], author)
        before[name] += 1


@dataclass(frozen=True, slots=True)
class Commonness:
    """How little a name or a venue proves here: the frequent family names, the papers of each
    name, and the author lines of each venue and year.
    """

    families: frozenset[str]
    papers: Mapping[str, int]
    venues: Mapping[str, int]

    def is_telling(self, agent: Agent) -> bool:
        """Tell whether few people have this name: it is spelt out and the family name is rare."""
        return is_spelt_out(agent) and folded(agent.family or "") not in self.families

    def is_telling_coauthor(self, agent: Agent) -> bool:
        """Tell whether few people write with this one: a hub has co-authors of one name."""
        return self.is_telling(agent) and self.papers[folded(agent.name)] <= HUB


def commonness(lines: Iterable[Line]) -> Commonness:
    """Count names: frequent are the packaged family names, and those that are crowded here."""
    given: dict[str, set[str]] = defaultdict(set)
    papers: Counter[str] = Counter()
    venues: Counter[str] = Counter()
    for line in lines:
        venues[line.venue or ""] += 1
        given[folded(line.agent.family or "")].add(folded(line.agent.given or ""))
        papers[folded(line.agent.name)] += 1
    crowded = {family for family, names in given.items() if len(names) >= FREQUENT_FROM}
    return Commonness(FREQUENT_FAMILIES | crowded, papers, venues)


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


def evidence(line: Line, common: Commonness) -> Mapping[Piece, float]:
    """Say what a line offers besides its name, each piece by sort and text with its weight.

    A co-author in a small team whom few people write with, an affiliation, the list of a person
    that the paper stands in weigh 1, which suffices. What proves less weighs half or less: other
    co-authors, an affiliation of one word, venue and year.
    """
    found: dict[Piece, float] = {}
    first = max(0, line.position - _NEIGHBOURS)
    own = folded(line.agent.name)
    small = len(line.paper.authors) <= TEAM
    for other in line.paper.authors[first : line.position + _NEIGHBOURS + 1]:
        name = folded(other.name)
        if name != own:
            telling = small and common.is_telling_coauthor(other)
            found["co-author", name] = 1.0 if telling else 0.5
    if line.agent.affiliation:
        place = folded(line.agent.affiliation)
        found["affiliation", place] = 1.0 if " " in place else 0.5
    for record in line.paper.records:
        if record.source.owner is not None:
            found["list", record.source.name] = 1.0
    if line.venue:
        crowded = common.venues[line.venue] > SMALL_VENUE
        found["venue", line.venue] = 0.25 if crowded else 0.5
    return found


def weigh(shared: Iterable[tuple[Piece, float]]) -> float:
    """Add up what two lines share: of each sort the weightiest piece, for pieces of one sort are
    not independent. Two busy co-authors are often of one laboratory, as are both people of a name.

    >>> weigh([(("co-author", "bo"), 0.5), (("co-author", "al"), 0.5), (("venue", "icml"), 0.25)])
    0.75
    """
    best: dict[str, float] = {}
    for (sort, _), weight in shared:
        best[sort] = max(weight, best.get(sort, 0.0))
    return sum(best.values())


def by_name(lines: Sequence[Line]) -> Mapping[str, list[int]]:
    """Group the positions of lines by normalised name."""
    groups: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        groups[folded(line.agent.name)].append(n)
    return groups


def given_initials(agent: Agent) -> tuple[str, ...]:
    """List the given names in normalised words, initials that stand together parted.

    >>> given_initials(Agent("JP Roux", "Roux, JP", family="Roux", given="JP"))
    ('j', 'p')
    """
    given = name_of(agent).given
    return given if is_spelt_out(agent) else tuple(letter for word in given for letter in word)
