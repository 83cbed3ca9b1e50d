"""Doubt ORCID iDs that stand beside a name which is not their owner's.

An iD is strong evidence and no proof: it is pasted to a co-author, or to each line of a list. Of
names that have no word in common the one that most lines have is the owner's; where none has
more, nobody's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from kg.model import Agent, Paper
from kg.resolution.authorships import Authorship, each_authorship, folded
from kg.resolution.disjoint_sets import Sets
from kg.resolution.papers import Resolved
from kg.system.spool import Spool


def doubted_orcids(papers: Sequence[Resolved]) -> list[Authorship]:
    """List the lines whose ORCID iD is not believed, by paper and position."""
    return doubted_lines(each_authorship(papers))


def doubted_lines(lines: Iterable[Authorship]) -> list[Authorship]:
    """List those of all lines whose ORCID iD is not believed, by paper and position."""
    holding: dict[str, list[Authorship]] = defaultdict(list)
    for line in lines:
        if line.orcid:
            holding[line.orcid].append(line)
    found = [line for holders in holding.values() for line in _doubted(holders)]
    return sorted(found, key=lambda line: line.id)


def without_orcids(papers: Sequence[Resolved], doubted: Iterable[Authorship]) -> Sequence[Resolved]:
    """Take the ORCID iDs of these lines away."""
    ids = {line.id for line in doubted}
    return Spool(replace(each, paper=_without(each, ids)) for each in papers)


def _without(resolved: Resolved, ids: set[tuple[str, int]]) -> Paper:
    paper = resolved.paper
    agents: list[Agent] = [
        replace(agent, orcid=None) if (resolved.key, n) in ids else agent
        for n, agent in enumerate((*paper.authors, *paper.editors))
    ]
    of_authors = len(paper.authors)
    return replace(paper, authors=tuple(agents[:of_authors]), editors=tuple(agents[of_authors:]))


def _doubted(holders: Sequence[Authorship]) -> Iterator[Authorship]:
    """Yield the lines of one iD whose names are not its owner's."""
    names = sorted({folded(line.agent.name) for line in holders})
    if len(names) == 1:
        return
    twice = _twice(holders)
    groups = Sets(len(names))
    pairs = list(combinations(range(len(names)), 2))
    for n, m in pairs:
        if frozenset((names[n], names[m])) in twice:
            groups.forbid(n, m)
    for n, m in pairs:
        if _may_be_one(names[n], names[m]):
            groups.join(n, m)
    of_name = {name: groups.find(n) for n, name in enumerate(names)}
    votes = Counter(of_name[folded(line.agent.name)] for line in holders)
    (owner, most), *others = votes.most_common()
    clear = not others or others[0][1] < most
    for line in holders:
        if not clear or of_name[folded(line.agent.name)] != owner:
            yield line


def _twice(holders: Sequence[Authorship]) -> set[frozenset[str]]:
    """List the two names that one list gives the iD to."""
    names: dict[str, set[str]] = defaultdict(set)
    for line in holders:
        names[line.key].add(folded(line.agent.name))
    return {frozenset(pair) for each in names.values() for pair in combinations(sorted(each), 2)}


def _may_be_one(one: str, other: str) -> bool:
    """Tell whether two names have a word in common, or are of two scripts."""
    mine, theirs = ({word for word in name.split() if len(word) > 1} for name in (one, other))
    return not mine.isdisjoint(theirs) or one.isascii() != other.isascii()
