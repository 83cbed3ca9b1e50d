"""Disjoint sets of records or author lines, of which some must never be joined."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import product


class Sets:
    """Join numbers from 0 to `size` - 1; what was forbidden stays apart whatever is joined."""

    def __init__(self, size: int) -> None:
        self._parent = array("q", range(size))
        self._enemies: dict[int, set[int]] = {}
        self._members: dict[int, list[int]] = {}

    def find(self, n: int) -> int:
        """Return the smallest number of the set that holds `n`."""
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def members(self, n: int) -> list[int]:
        """List the set that holds `n`."""
        root = self.find(n)
        return self._members.get(root, [root])

    def forbid(self, n: int, m: int) -> bool:
        """Keep two sets apart for good; False where they are one already."""
        a, b = self.find(n), self.find(m)
        if a == b:
            return False
        self._enemies.setdefault(a, set()).add(b)
        self._enemies.setdefault(b, set()).add(a)
        return True

    def keep_apart(self, one: Collection[int], other: Collection[int]) -> bool:
        """Keep apart what two keys name; what both name belongs to the key that has fewer.

        False where some of it is joined already.
        """
        ones = [n for n in one if n not in other] or one
        others = [m for m in other if m not in one] or other
        return all(self.forbid(n, m) for n, m in product(ones, others))

    def are_forbidden(self, n: int, m: int) -> bool:
        """Tell whether two sets are to stay apart."""
        return self.find(m) in self._enemies.get(self.find(n), ())

    def apart(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """List the pairs of these, by position, whose sets are to stay apart."""
        places: dict[int, list[int]] = defaultdict(list)
        for position, n in enumerate(numbers if self._enemies else ()):
            places[self.find(n)].append(position)
        return [
            pair
            for root, own in places.items()
            for enemy in sorted(self._enemies.get(root, ()))
            for pair in product(own, places.get(enemy, ()))
        ]

    def join(self, n: int, m: int) -> bool:
        """Join two sets; False where that is forbidden."""
        a, b = sorted((self.find(n), self.find(m)))
        if a == b:
            return True
        if self.are_forbidden(a, b):
            return False
        self._parent[b] = a
        self._members[a] = self._members.get(a, [a]) + self._members.pop(b, [b])
        for enemy in self._enemies.pop(b, ()):
            self._enemies[enemy].discard(b)
            self._enemies[enemy].add(a)
            self._enemies.setdefault(a, set()).add(enemy)
        return True

    def join_all(self, numbers: Iterable[int]) -> None:
        """Join as many of these sets as may be joined, the smallest numbers first."""
        roots: list[int] = []
        for n in sorted({self.find(n) for n in numbers}):
            if not any(self.join(root, n) for root in roots):
                roots.append(n)

    def groups(self) -> list[list[int]]:
        """List the sets, each in order, by their smallest number."""
        found: dict[int, list[int]] = defaultdict(list)
        for n in range(len(self._parent)):
            found[self.find(n)].append(n)
        return list(found.values())
