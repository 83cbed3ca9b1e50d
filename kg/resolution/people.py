"""Decide which author lines are the same person.

What was decided comes first. An ORCID iD decides next: equal is same, different is different.
A key that an earlier build gave is believed where nothing speaks against it.
Otherwise people of one normalised full name are one person, unless evidence speaks against it:
the name has two ORCID iDs, or stands twice in one author list, or proves little, for it is a
frequent one or not spelt out. Then two lines are one person only where they share evidence
that suffices.
False merges hurt more than splits, so what stays open stays apart; `namesakes` lists it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from kg.model import Agent, Paper, Source
from kg.resolution.authorships import (
    Commonness,
    Line,
    Piece,
    by_name,
    commonness,
    evidence,
    former_key,
    lines_of,
    weigh,
)
from kg.resolution.decisions import Decisions, contradiction
from kg.resolution.disjoint_sets import Sets
from kg.resolution.names import by_fullness
from kg.resolution.papers import Resolved
from kg.text import fold

_LARGEST = 50
"""Lines of one name and one piece of evidence, up to which each is compared with each."""


def resolve_people(
    papers: Sequence[Resolved], *, decisions: Decisions | None = None
) -> list[Resolved]:
    """Give each author of each paper the key of the person; the order of papers does not matter.

    Raises: InputError: where decisions contradict each other.
    """
    lines = lines_of(papers)
    people = _People(lines)
    people.decide(decisions or Decisions())
    for positions in _by_orcid(lines):
        people.sets.join_all(positions)
    for positions in _by_former_key(lines):
        if people.is_one(positions):
            people.sets.join_all(positions)
    common = commonness(lines)
    for positions in by_name(lines).values():
        if people.is_one(positions) and common.is_telling(lines[positions[0]].agent):
            people.sets.join_all(positions)
        else:
            people.join_by_evidence(positions, common)
    keys = _keys(people.sets.groups(), lines)
    return [replace(each, paper=_with_keys(each, keys)) for each in papers]


def _by_orcid(lines: Sequence[Line]) -> Iterable[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if line.orcid:
            found[line.orcid].append(n)
    return found.values()


def _by_former_key(lines: Sequence[Line]) -> Iterable[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if line.agent.key:
            found[line.agent.key].append(n)
    return found.values()


class _People:
    """Author lines in sets that are one person each."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.sets = Sets(len(lines))

    def decide(self, decisions: Decisions) -> None:
        """Join and keep apart what decisions name.

        Raises: InputError: where they contradict each other.
        """
        named: dict[str, list[int]] = defaultdict(list)
        for n, line in enumerate(self.lines if decisions.rows else ()):
            for key in line.handles() & decisions.keys:
                named[key].append(n)
        for row in decisions.rows:
            if row.same and row.a in named and row.b in named:
                self.sets.join_all([*named[row.a], *named[row.b]])
        for row in decisions.rows:
            for n in named[row.a] if not row.same else ():
                for m in named[row.b]:
                    if not self.sets.forbid(n, m):
                        raise contradiction(row)

    def is_one(self, positions: Sequence[int]) -> bool:
        """Tell whether nothing speaks against these lines being one person."""
        lines = [self.lines[n] for n in positions]
        papers = {line.key for line in lines}
        return len(papers) == len(lines) and len({x.orcid for x in lines if x.orcid}) <= 1

    def join_by_evidence(self, positions: Sequence[int], common: Commonness) -> None:
        """Join lines of one name that share enough evidence, those that share most first."""
        offered = {n: evidence(self.lines[n], common) for n in positions}
        holders: dict[Piece, list[int]] = defaultdict(list)
        for n, pieces in offered.items():
            for piece in pieces:
                holders[piece].append(n)
        weights: dict[tuple[int, int], float] = {}
        for found in holders.values():
            # What many lines of a name share is looked at between neighbours only.
            for n, m in combinations(found, 2) if len(found) <= _LARGEST else pairwise(found):
                if (n, m) not in weights:
                    common_to = offered[n].keys() & offered[m].keys()
                    weights[n, m] = weigh((piece, offered[n][piece]) for piece in common_to)
        for pair in sorted(weights, key=lambda pair: (-weights[pair], pair)):
            if weights[pair] >= 1 and self._fit(*pair):
                self.sets.join(*pair)

    def _fit(self, n: int, m: int) -> bool:
        if self.sets.find(n) == self.sets.find(m):
            return False
        return self.is_one([*self.sets.members(n), *self.sets.members(m)])


def _keys(groups: Iterable[Sequence[int]], lines: Sequence[Line]) -> dict[tuple[str, int], str]:
    """Key people by ORCID iD, else by name; several of one name add a hash of their first paper.

    Source: the vocabulary model, amendment 2.
    """
    people = [[lines[n] for n in group] for group in groups]
    names = [former_key(min((x.agent for x in each), key=by_fullness)) for each in people]
    orcids = [min((x.orcid for x in each if x.orcid), default=None) for each in people]
    several = Counter(name for name, orcid in zip(names, orcids, strict=True) if not orcid)
    keys: dict[tuple[str, int], str] = {}
    for each, name, orcid in zip(people, names, orcids, strict=True):
        key = f"orcid-{orcid}" if orcid else name
        if not orcid and several[name] > 1:
            first = min((x for x in each if former_key(x.agent) == name), key=lambda x: x.place)
            key = f"{name}-{first.suffix()}"
        keys |= {line.place: key for line in each}
    return keys


def _with_keys(resolved: Resolved, keys: dict[tuple[str, int], str]) -> Paper:
    paper = resolved.paper
    named = tuple(
        replace(agent, key=keys.get((resolved.key, n), agent.key))
        for n, agent in enumerate((*paper.authors, *paper.editors))
    )
    of_authors = len(paper.authors)
    return replace(paper, authors=named[:of_authors], editors=named[of_authors:])


def former_people(
    papers: Iterable[Resolved],
    decisions: Decisions | None = None,
    *,
    before: Iterable[Resolved] = (),
) -> list[tuple[str, str]]:
    """List the other keys that people had, by name alone or before a decision, each with its own.

    `before` are the papers before their people were resolved: the keys that an earlier build gave.
    A key that two people claim, or that is somebody's own, cannot stand for another.
    """
    claims: dict[str, set[str]] = defaultdict(set)
    wanted = decisions.keys if decisions else frozenset()
    given = {line.place: line.agent.key for line in lines_of(before) if line.agent.key}
    for line in lines_of(papers):
        own = {former_key(line.agent)} | ({f"orcid-{line.orcid}"} if line.orcid else set())
        own |= {given[line.place]} if line.place in given else set()
        for key in own | (line.handles() & wanted if wanted else set()):
            claims[key].add(line.agent.key or key)
    taken = {key for keys in claims.values() for key in keys}
    return sorted(
        (former, next(iter(keys)))
        for former, keys in claims.items()
        if len(keys) == 1 and former not in taken
    )


def known_people(papers: Iterable[Resolved]) -> set[str]:
    """List all keys that decisions may call people by."""
    return {handle for line in lines_of(papers) for handle in line.handles()}


def identify_owner(source: Source, papers: Iterable[Resolved]) -> Agent | None:
    """Find the owner of a list among the authors of its papers: the one of that name there."""
    owner = source.owner
    if owner is None:
        return None
    keys = [
        author.key
        for each in papers
        if any(record.source.digest == source.digest for record in each.paper.records)
        for author in each.paper.authors
        if author.key and fold(author.name) == fold(owner.name)
    ]
    return replace(owner, key=min(keys, key=lambda key: (-keys.count(key), key), default=None))
