"""Find people whose names are spelt otherwise and who may yet be one, with how sure that is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from kg.resolution.authorships import Authorship
from kg.resolution.pairing import UNIT, odds
from kg.resolution.spellings import Relation, Spelling, plain, relate, spelling
from kg.resolution.traits import Describing, Traits

_LARGEST = 40
"""People of a block up to whom each is compared with each."""
_LINES = 12
"""Lines of one person that are compared with another's."""
_LATEST = 1 << 10
"""People whose lines stay described."""
_WEAKEST = -10.0
"""What one pair of lines may say against two people; more may be a slip."""


@dataclass(frozen=True, slots=True)
class Someone:
    """One person found so far: those of all lines that are his or hers, and the spellings of the name."""

    all: Sequence[Authorship] = field(repr=False)
    numbers: Sequence[int]
    spellings: tuple[Spelling, ...]

    @property
    def lines(self) -> list[Authorship]:
        """The author lines of the person."""
        return [self.all[n] for n in self.numbers]

    @property
    def papers(self) -> set[str]:
        """The keys of the papers that the lines stand on."""
        return {line.key for line in self.lines}

    @property
    def orcids(self) -> set[str]:
        """The ORCID iDs of the lines."""
        return {line.orcid for line in self.lines if line.orcid}


@dataclass(frozen=True, slots=True)
class Variant:
    """Two people by position who may be one: how their names relate, and the probability."""

    one: int
    other: int
    kind: str
    probability: float


def someone(lines: Sequence[Authorship], numbers: Sequence[int]) -> Someone:
    """Gather what is known of one person, whose lines are those of these numbers."""
    return Someone(lines, numbers, tuple(dict.fromkeys(spelling(lines[n].agent) for n in numbers)))


def find_variants(
    people: Sequence[Someone], describing: Describing, *, of_one_name: bool = False
) -> list[Variant]:
    """List the pairs of people of two spellings who may be one, the surest first.

    With `of_one_name`, also those who share a spelling: their lines were compared before. The
    probability is shared among those who fit one person and not each other.
    """
    found: dict[tuple[int, int], tuple[str, float]] = {}

    @lru_cache(_LATEST)
    def traits(n: int) -> Sequence[Traits]:
        numbers = people[n].numbers
        step = -(-len(numbers) // _LINES)
        return [describing.describe(people[n].all[each]) for each in numbers[::step]]

    for n, m in _pairs(people, describing):
        relation = _relation(people[n], people[m], of_one_name)
        if relation is not None:
            found[n, m] = (relation.kind, relation.odds + _evidence(traits(n), traits(m)))
    rivals = _rivals(found, people)
    return sorted(
        (
            Variant(
                n, m, kind, round(1 / (math.exp(-says) + 1 + rivals[n, m] * math.exp(-says)), 2)
            )
            for (n, m), (kind, says) in found.items()
        ),
        key=lambda each: (-each.probability, each.one, each.other),
    )


def _relation(one: Someone, other: Someone, of_one_name: bool) -> Relation | None:
    """Relate two people: by the worst two of their spellings; None where they cannot be one."""
    worst: Relation | None = None
    for a in one.spellings:
        for b in other.spellings:
            relation = relate(a, b)
            if relation is None or (a.compact == b.compact and not of_one_name):
                return None
            if worst is None or (relation.odds, relation.kind) < (worst.odds, worst.kind):
                worst = relation
    if not one.papers.isdisjoint(other.papers) or len(one.orcids | other.orcids) > 1:
        return None
    return worst


def _evidence(mine: Sequence[Traits], theirs: Sequence[Traits]) -> float:
    says = odds([*mine, *theirs], 0.0)[: len(mine), len(mine) :] / UNIT
    return float(says.clip(_WEAKEST).mean())


def _rivals(
    found: Mapping[tuple[int, int], tuple[str, float]], people: Sequence[Someone]
) -> Mapping[tuple[int, int], float]:
    """Sum the odds of those who fit one of two people, and cannot be the other."""
    fitting: dict[int, list[int]] = defaultdict(list)
    for n, m in found:
        fitting[n].append(m)
        fitting[m].append(n)
    odds_of = {pair: math.exp(min(30.0, says)) for pair, (_, says) in found.items()}
    rivals = {}
    for n, m in found:
        against = [
            odds_of[min(one, third), max(one, third)]
            for one, other in ((n, m), (m, n))
            for third in fitting[one]
            if third != other and (min(third, other), max(third, other)) not in found
        ]
        rivals[n, m] = math.fsum(against)
    return rivals


def _pairs(people: Sequence[Someone], describing: Describing) -> Iterator[tuple[int, int]]:
    """Yield pairs that share a word of the family name; of a frequent one, something more too."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for n, person in enumerate(people):
        for word in sorted({word for name in person.spellings for word in _families(name)}):
            blocks[word].append(n)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for part in [block] if len(block) <= _LARGEST else _parts(block, people, describing):
            if len(part) <= _LARGEST:
                seen.update(combinations(part, 2))
    yield from sorted(seen)


def _families(name: Spelling) -> Iterable[str]:
    """List what people of one name share: a word of the family name, or all words in any order."""
    return {*name.family.split(), plain("".join(name.family.split())), " ".join(sorted(name.words))}


def _parts(
    block: Sequence[int], people: Sequence[Someone], describing: Describing
) -> Iterable[Sequence[int]]:
    """Part the people of a frequent family name by first name, and by co-author and initial."""
    parts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n in block:
        keys: set[tuple[str, ...]] = set()
        for name in people[n].spellings:
            keys |= {(word,) for word in name.given if len(word) > 1}
            keys |= {("", "".join(name.given)[:6])}
        for line in people[n].lines:
            initial = line.agent.name[:1].casefold()
            keys |= {(initial, each) for each in describing.company.first_authors(line)}
        for key in sorted(keys):
            parts[key].append(n)
    return parts.values()
