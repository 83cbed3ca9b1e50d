"""List the people who may be one person and are not merged: same name, initials, part of a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.model import Agent
from kg.resolution.authorships import (
    Piece,
    commonness,
    evidence,
    given_initials,
    lines_of,
    weigh,
)
from kg.resolution.candidates import Candidate
from kg.resolution.decisions import Decisions
from kg.resolution.names import by_fullness
from kg.resolution.papers import Resolved
from kg.resolution.profiles import name_of

_LARGEST = 12
"""People who share one piece of evidence, or a rare family name, up to whom pairs are looked at."""

_EVIDENT = 0.5
"""Score from which on two people share more than one busy co-author or one venue and year."""


@dataclass(slots=True)
class _Person:
    """What is known of one person."""

    key: str
    main: Agent
    has_orcid: bool = False
    papers: set[str] = field(default_factory=set)
    evidence: dict[Piece, float] = field(default_factory=dict)
    handles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Pairs of people who may be one, and how many more little but their names speaks for."""

    candidates: list[Candidate]
    left_out: int


def find_namesakes(papers: Sequence[Resolved], *, decisions: Decisions | None = None) -> Namesakes:
    """List the pairs of resolved people who may be one, with what speaks for it, by their keys.

    What is decided to be different is not listed. Neither are two names in one author list, and
    on weak evidence names that fit several people.
    """
    lines = lines_of(papers)
    common = commonness(lines)
    sharing: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        sharing[name_of(line.agent).family].add(line.agent.key or "")
    apart = {
        frozenset((row.a, row.b)) for row in (decisions or Decisions()).rows if not row.same
    }  # fmt: skip
    people: dict[str, _Person] = {}
    for line in lines:
        if len(sharing[name_of(line.agent).family]) == 1:
            continue
        person = people.setdefault(line.agent.key or "", _Person(line.agent.key or "", line.agent))
        person.main = min(person.main, line.agent, key=by_fullness)
        person.has_orcid |= bool(line.orcid)
        person.papers.add(line.key)
        person.evidence |= evidence(line, common)
        if apart:
            person.handles |= line.handles() | {person.key}
    found = {}
    for one, other in _pairs(people.values(), common.families):
        if not any(frozenset((a, b)) in apart for a in one.handles for b in other.handles):
            candidate = _judge(one, other)
            if candidate is not None:
                found[candidate.a, candidate.b] = candidate
    kept = _hopeful(list(found.values()))
    return Namesakes(kept, len(found) - len(kept))


def _hopeful(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep the pairs that share evidence, and those of whom neither name fits anybody else."""
    partners = Counter(key for each in candidates for key in (each.a, each.b))
    return sorted(
        each
        for each in candidates
        if each.score >= _EVIDENT or partners[each.a] == partners[each.b] == 1
    )


def _pairs(
    people: Iterable[_Person], frequent: frozenset[str]
) -> Iterator[tuple[_Person, _Person]]:
    """Yield pairs of one family name that share evidence, or whose family name is rare."""
    blocks: dict[tuple[str, Piece | None], list[_Person]] = defaultdict(list)
    for person in people:
        family = name_of(person.main).family
        for piece in person.evidence:
            blocks[family, piece].append(person)
        if family not in frequent:
            blocks[family, None].append(person)
    for block in blocks.values():
        if len(block) <= _LARGEST:
            yield from combinations(sorted(block, key=lambda person: person.key), 2)


def _judge(one: _Person, other: _Person) -> Candidate | None:
    if one.papers & other.papers or (one.has_orcid and other.has_orcid):
        return None
    names = _relate(given_initials(one.main), given_initials(other.main))
    if names is None:
        return None
    shared = sorted(one.evidence.keys() & other.evidence.keys())
    weight = weigh((piece, one.evidence[piece]) for piece in shared)
    said = "; ".join([names, *(f"{sort} {text}" for sort, text in shared[:5])])
    score = round(min(0.9, 0.3 + 0.3 * weight), 2)
    return Candidate("person", one.key, other.key, one.main.name, other.main.name, said, score)


def _relate(one: Sequence[str], other: Sequence[str]) -> str | None:
    """Say how two lists of given names may belong to one person; None where they cannot."""
    if one == other:
        return "same name" if one else None
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    if not shorter or not all(any(_fits(word, each) for each in rest) for word in shorter):
        return None
    full = all(word in longer for word in shorter)
    return "part of the given names" if full else "initials against full names"


def _fits(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])
