"""Decide which author lines are the same person.

An ORCID iD decides: equal is same, different is different. Otherwise people of one normalised
full name are one person, unless evidence speaks against it: the name has two ORCID iDs, or stands
twice in one author list, or is a frequent one. Then two lines are one person only where they share
evidence: a co-author, an affiliation, or the list that both stand in. False merges hurt more than
splits, so what stays open stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.identity import agent_key, digest, normalise_orcid
from kg.model import Agent, Paper, Source
from kg.resolution.frequent import FREQUENT_FAMILIES
from kg.resolution.papers import Resolved
from kg.text import fold

FREQUENT_FROM = 25
"""Given names that a family name has in the data, from which on it is a frequent one there."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One author line: its paper, its place in the list, and what it offers as evidence.

    `repeat` counts the lines of the same name before it in the list.
    """

    paper: str
    position: int
    repeat: int
    agent: Agent
    evidence: frozenset[str]


def resolve_people(papers: Sequence[Resolved]) -> list[Resolved]:
    """Give each author of each paper the key of the person; the order of papers does not matter."""
    lines = [line for each in papers for line in _lines(each)]
    by_name: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        by_name[fold(line.agent.name)].append(line)
    frequent = _frequent_families(lines)
    keys: dict[tuple[str, int], str] = {}
    for group in by_name.values():
        for people in _people(group, frequent):
            for line in people.lines:
                keys[line.paper, line.position] = people.key
    return [replace(each, paper=_with_keys(each, keys)) for each in papers]


def _with_keys(resolved: Resolved, keys: Mapping[tuple[str, int], str]) -> Paper:
    paper = resolved.paper
    authors = tuple(
        replace(author, key=keys.get((resolved.key, n), author.key))
        for n, author in enumerate(paper.authors)
    )
    return replace(paper, authors=authors)


def _lines(resolved: Resolved) -> Iterator[_Line]:
    paper = resolved.paper
    names = [fold(author.name) for author in paper.authors]
    lists = {
        f"list {record.source.digest}"
        for record in paper.records
        if record.source.owner is not None
    }
    for n, author in enumerate(paper.authors):
        if author.kind != "person":
            continue
        others = {f"with {name}" for m, name in enumerate(names) if m != n and name != names[n]}
        places = {f"at {fold(author.affiliation)}"} if author.affiliation else set()
        repeat = names[:n].count(names[n])
        yield _Line(resolved.key, n, repeat, author, frozenset(others | places | lists))


def _frequent_families(lines: Iterable[_Line]) -> frozenset[str]:
    given: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        family = fold(line.agent.family or "")
        given[family].add(fold(line.agent.given or ""))
    crowded = {family for family, names in given.items() if len(names) >= FREQUENT_FROM}
    return FREQUENT_FAMILIES | crowded


@dataclass(slots=True)
class _Person:
    """Author lines that are one person."""

    lines: list[_Line]
    key: str = ""

    @property
    def orcids(self) -> set[str]:
        found = (normalise_orcid(line.agent.orcid or "") for line in self.lines)
        return {orcid for orcid in found if orcid}

    def fits(self, other: _Person) -> bool:
        """Tell whether nothing speaks against these lines being one person."""
        papers = {line.paper for line in self.lines} & {line.paper for line in other.lines}
        return not papers and len(self.orcids | other.orcids) <= 1


def _people(group: Sequence[_Line], frequent: frozenset[str]) -> list[_Person]:
    """Divide the lines of one name into people, and give each its key."""
    everyone = _Person(list(group))
    twice = len({line.paper for line in group}) < len(group)
    is_frequent = any(fold(line.agent.family or "") in frequent for line in group)
    if twice or is_frequent or len(everyone.orcids) > 1:
        people = _joined_by_evidence(group)
    else:
        people = [everyone]
    _name(people)
    return people


def _joined_by_evidence(group: Sequence[_Line]) -> list[_Person]:
    """Join lines that share an ORCID iD or other evidence, in an order that the content gives."""
    home = {
        (line.paper, line.position): _Person([line])
        for line in sorted(group, key=lambda line: (line.paper, line.position))
    }
    shared: dict[str, list[_Line]] = defaultdict(list)
    for line in group:
        orcid = normalise_orcid(line.agent.orcid or "")
        for evidence in (*line.evidence, *([f"!{orcid}"] if orcid else [])):
            shared[evidence].append(line)
    for evidence in sorted(shared):
        first, *others = sorted(shared[evidence], key=lambda line: (line.paper, line.position))
        for line in others:
            _join(home, first, line)
    return list({id(person): person for person in home.values()}.values())


def _join(home: dict[tuple[str, int], _Person], first: _Line, second: _Line) -> None:
    one, other = home[first.paper, first.position], home[second.paper, second.position]
    if one is not other and one.fits(other):
        one.lines += other.lines
        for line in other.lines:
            home[line.paper, line.position] = one


def _name(people: Sequence[_Person]) -> None:
    """Key people by ORCID iD, else by name; several of one name add a hash of their first paper.

    Source: the vocabulary model, amendment 2.
    """
    several = sum(not person.orcids for person in people) > 1
    for person in people:
        first = min(person.lines, key=lambda line: (line.paper, line.position))
        person.key = former_key(first.agent)
        if person.orcids:
            person.key = f"orcid-{min(person.orcids)}"
        elif several:
            place = first.paper if first.repeat == 0 else f"{first.paper}.{first.repeat}"
            person.key += f"-{digest(place, 8)}"


def former_key(agent: Agent) -> str:
    """Derive the key that an agent has by name alone, before anything else is known."""
    return agent_key(replace(agent, orcid=None, key=None))


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
