"""Find which records are the same paper: by shared identifier, then by title, then by abstract.

The outcome follows from the set of the records; their order does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.identity import abstract_key, identifier_key, is_wellformed, title_key
from kg.model import Paper
from kg.text import fold

DISTINCTIVE = 80
"""Characters of a normalised abstract from which on it tells papers apart; a shorter one
("No abstract available.") may stand under many titles."""


def cluster(records: Sequence[Paper]) -> list[list[Paper]]:
    """Group records into papers, each group in the order given.

    Records with an identifier in common are one paper. Records of one title and first author,
    or of one distinctive abstract, are one paper unless their identifiers conflict: two values
    of one scheme. A record without title joins the one title that its abstract stands under.
    """
    sets = _Sets(records)
    for members in _by_identifier(records).values():
        sets.join(members)
    for members in _by_text(records).values():
        sets.join_unless_in_conflict(members)
    groups: dict[int, list[Paper]] = defaultdict(list)
    for n, paper in enumerate(records):
        groups[sets.find(n)].append(paper)
    return list(groups.values())


def _by_identifier(records: Sequence[Paper]) -> Mapping[str, list[int]]:
    members: dict[str, list[int]] = defaultdict(list)
    for n, paper in enumerate(records):
        for identifier in paper.identifiers:
            key = identifier_key(identifier)
            if key:
                members[key].append(n)
    return members


def _by_text(records: Sequence[Paper]) -> Mapping[str, list[int]]:
    """Collect the records of each title and each abstract; titles first, each in order of keys."""
    homes = _homes_of_abstracts(records)
    titles: dict[str, list[int]] = defaultdict(list)
    abstracts: dict[str, list[int]] = defaultdict(list)
    for n, paper in enumerate(records):
        title, abstract = title_key(paper), abstract_key(paper)
        if title:
            titles[title].append(n)
        if abstract and _tells_apart(paper, homes[abstract]):
            abstracts[abstract].append(n)
        elif abstract and not title:
            # Such an abstract joins only records that have nothing else.
            abstracts[f"{abstract} without title"].append(n)
    return {key: group[key] for group in (titles, abstracts) for key in sorted(group)}


def _homes_of_abstracts(records: Iterable[Paper]) -> Mapping[str, set[str]]:
    """Collect the titles under which each abstract stands."""
    homes: dict[str, set[str]] = defaultdict(set)
    for paper in records:
        abstract, title = abstract_key(paper), title_key(paper)
        if abstract and title:
            homes[abstract].add(title)
    return homes


def _tells_apart(paper: Paper, homes: set[str]) -> bool:
    return len(homes) <= 1 and len(fold(paper.abstract or "")) >= DISTINCTIVE


class _Sets:
    """Disjoint sets of records, each with the identifiers of its records."""

    def __init__(self, records: Sequence[Paper]) -> None:
        self._parent = list(range(len(records)))
        self._identifiers: list[set[tuple[str, str]]] = [
            {(each.scheme, each.value) for each in paper.identifiers if is_wellformed(each)}
            for paper in records
        ]

    def find(self, n: int) -> int:
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, members: Iterable[int]) -> None:
        roots = sorted({self.find(n) for n in members})
        for n in roots[1:]:
            self._parent[n] = roots[0]
            self._identifiers[roots[0]] |= self._identifiers[n]

    def join_unless_in_conflict(self, members: Iterable[int]) -> None:
        """Join sets whose identifiers agree; else only those that have none to disagree with."""
        roots = {self.find(n) for n in members}
        together = set().union(*(self._identifiers[n] for n in roots))
        if not any(together != self._identifiers[n] for n in roots) or _agree(together):
            self.join(roots)
        else:
            self.join(n for n in roots if not self._identifiers[n])


def _agree(identifiers: set[tuple[str, str]]) -> bool:
    """Tell whether no scheme has two values."""
    return max(Counter(scheme for scheme, _ in identifiers).values(), default=0) <= 1
