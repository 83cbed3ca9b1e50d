"""What joined the records of one paper, in words, where no identifier says that they are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.identity import identifier_key
from kg.model import Paper

DECIDED = "somebody decided so"
COPY = "same description"


@dataclass(frozen=True, slots=True)
class Link:
    """Records that are one paper if nothing speaks against it, by position, and what says so.

    `score` runs from 0 to 1.
    """

    members: tuple[int, ...]
    evidence: str
    score: float


def evidence_of_joins(
    records: Sequence[Paper], groups: Sequence[Sequence[int]], links: Iterable[Link]
) -> Mapping[int, str]:
    """Return what joins each record to others of its group: the surest, one text a record.

    Nothing is said of a record that stands alone, or that has an identifier which another one of
    its group has, too.
    """
    homes = {n: home for home, group in enumerate(groups) for n in group}
    several = (n for group in groups if len(group) > 1 for n in group)
    carriers = Counter((homes[n], key) for n in several for key in _keys(records[n]))
    best: dict[int, tuple[float, str]] = {}
    for link in links:
        together: dict[int, list[int]] = defaultdict(list)
        for n in link.members:
            together[homes[n]].append(n)
        for n in (n for joined in together.values() if len(joined) > 1 for n in joined):
            best[n] = min(best.get(n, (0.0, "")), (-link.score, link.evidence))
    return {
        n: evidence
        for n, (_, evidence) in best.items()
        if not any(carriers[homes[n], key] > 1 for key in _keys(records[n]))
    }


def _keys(record: Paper) -> set[str]:
    return {key for each in record.identifiers if (key := identifier_key(each))}
