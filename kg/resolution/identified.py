"""Sets of records that identifiers of one scheme keep apart: two papers have two DOIs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from kg.identity import is_wellformed
from kg.model import Identifier
from kg.resolution.disjoint_sets import Sets
from kg.resolution.profiles import is_preprint_doi

LARGEST = 40
"""Sets of records that may become one paper at once; more that look alike are a series."""
_SEVERAL = frozenset({"acl", "openalex"})
"""Schemes that give one paper several identifiers: a joint conference is two collections, a version a work."""
_SIGNS = re.compile(r"[\W_]+")


class Identified:
    """Sets of records that know which of them contradict each other."""

    def __init__(self, sets: Sets, identifiers: Sequence[Iterable[Identifier]]) -> None:
        self.sets = sets
        self._identifiers = identifiers

    def conflict(self, n: int, m: int) -> bool:
        """Tell whether two sets may not be one paper: by decision or by their identifiers."""
        if self.sets.are_forbidden(n, m):
            return True
        one, other = self._of(n), self._of(m)
        return any(one[scheme].isdisjoint(other[scheme]) for scheme in one.keys() & other.keys())

    def _of(self, n: int) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for member in self.sets.members(n):
            for scheme, value in _values(self._identifiers[member]):
                found[scheme].add(value)
        return found

    def join(self, numbers: Iterable[int]) -> None:
        """Join sets none of which is in conflict with another; else join none."""
        roots = sorted({self.sets.find(n) for n in numbers})
        if len(roots) > LARGEST:
            return
        if not any(self.conflict(n, m) for n, m in combinations(roots, 2)):
            self.sets.join_all(roots)


def are_kept_apart(one: Iterable[Identifier], other: Iterable[Identifier]) -> bool:
    """Tell whether identifiers of one scheme differ.

    >>> are_kept_apart([Identifier("doi", "10.5555/owls")], [Identifier("doi", "10.5555/mice")])
    True
    """
    mine, theirs = _values(one), _values(other)
    return (
        bool(mine)
        and bool(theirs)
        and any(
            {value for scheme, value in mine if scheme == name}.isdisjoint(
                value for scheme, value in theirs if scheme == name
            )
            for name in {scheme for scheme, _ in mine} & {scheme for scheme, _ in theirs}
        )
    )


def _values(identifiers: Iterable[Identifier]) -> frozenset[tuple[str, str]]:
    # A DOI with `(`, `<` or `/` in it is written with other signs in their place.
    return frozenset(
        ("preprint" if is_preprint_doi(each) else each.scheme, _SIGNS.sub("", each.value))
        for each in identifiers
        if is_wellformed(each) and each.scheme not in _SEVERAL
    )
