"""Link the lines of one name: of a name that thousands have, no more at once than fit.

Lines that share something rare are put together, so that what is not compared has little in
common. What was found is compared once more with the rest, each group by a few of its lines:
time and memory grow with the lines, not with their square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.resolution.disjoint_sets import Sets
from kg.resolution.linkage import APART, link
from kg.resolution.pairing import odds, odds_of_each
from kg.resolution.texts import buckets
from kg.resolution.traits import Traits

MOST = 600
"""Lines that are compared each with each."""
_FEW = 12
"""Lines that stand for a group of a crowd."""
_ROUNDS = 2

Groups = Sequence[Sequence[int]]
Pairs = Sequence[tuple[int, int]]


class OneName(NamedTuple):
    """Lines of one name: what each says, the log-odds that two of them are one person before more is
    known, all of them in groups that are one, and pairs that are decided to be two people.
    """

    rows: Sequence[Traits]
    prior: float
    together: Groups
    apart: Pairs = ()


def link_names(names: Sequence[OneName]) -> list[list[list[int]]]:
    """Group the lines of each name by person.

    Takes time and memory that grow with the number of lines.
    """
    compared = [(each.rows, each.prior) for each in names if len(each.rows) <= MOST]
    said = odds_of_each(compared)
    return [
        link(_parted(next(said), each.apart), each.together)
        if len(each.rows) <= MOST
        else _link_crowd(each)
        for each in names
    ]


def _link_crowd(name: OneName) -> list[list[int]]:
    groups = [list(group) for group in name.together]
    for _ in range(_ROUNDS):
        groups = _link_portions(name, groups)
    return groups


def _parted(says: NDArray[np.int64], apart: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    for n, m in apart:
        says[n, m] = says[m, n] = APART
    return says


def _link_portions(name: OneName, groups: Sequence[list[int]]) -> list[list[int]]:
    rows = name.rows
    samples = [group[:: -(-len(group) // _FEW)] for group in groups]
    found: list[list[int]] = []
    for portion in _portions(rows, samples):
        lines = [n for unit in portion for n in samples[unit]]
        owner = [unit for unit in portion for _ in samples[unit]]
        together: dict[int, list[int]] = defaultdict(list)
        for position, unit in enumerate(owner):
            together[unit].append(position)
        at = {n: position for position, n in enumerate(lines)}
        parted = [(at[n], at[m]) for n, m in name.apart if n in at and m in at]
        says = _parted(odds([rows[n] for n in lines], name.prior), parted)
        for linked in link(says, list(together.values())):
            units = {owner[position] for position in linked}
            found.append(sorted(n for unit in units for n in groups[unit]))
    return sorted(found)


def _portions(rows: Sequence[Traits], units: Groups) -> Iterator[list[int]]:
    """Part units of lines into portions of `MOST` lines, those near each other that share most."""
    sets = Sets(len(units))
    for sharing in _sharing(rows, units):
        first, *rest = sharing
        for other in rest:
            several = {sets.find(first), sets.find(other)}
            if sum(len(units[n]) for root in several for n in sets.members(root)) <= MOST:
                sets.join(first, other)
    portion: list[int] = []
    size = 0
    for group in sets.groups():
        more = sum(len(units[n]) for n in group)
        if size + more > MOST:
            yield portion
            portion, size = [], 0
        portion, size = [*portion, *group], size + more
    yield portion


def _sharing(rows: Sequence[Traits], units: Groups) -> list[list[int]]:
    """List the units that share a co-author, a word of an affiliation or a title, rare ones first."""
    sharing: dict[tuple[int, str], dict[int, None]] = defaultdict(dict)
    for unit, lines in enumerate(units):
        for row in (rows[n] for n in lines):
            said = [(0, name) for name in row.coauthors]
            said += [(1, str(word)) for word in buckets(row.affiliation)]
            said += [(2, str(word)) for word in buckets(row.title)]
            for each in said:
                sharing[each][unit] = None
    ordered = sorted(sharing, key=lambda each: (each[0], len(sharing[each]), each))
    return [list(sharing[each]) for each in ordered if len(sharing[each]) > 1]
