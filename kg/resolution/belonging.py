"""How surely an author line belongs to the person it was found to be.

It is the probability that the line and the others are one person, by the mean of what its pairs
with them say: what they were joined by. No join is surer than `SUREST`, that of an ORCID iD
included, but for one that a person decided. What joined it is said in words, by the line that it
is nearest to, where that is less than an ORCID iD.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.resolution.authorships import Authorship
from kg.resolution.commonness import family_word, given_words
from kg.resolution.evidence import evidence_by_name, name_evidence
from kg.resolution.linkage import APART
from kg.resolution.pairing import BATCH, UNIT, Matrix, Whole, add_up, prior_odds, weigh
from kg.resolution.papers import Resolved
from kg.resolution.recalling import Recall, anew
from kg.resolution.traits import Describing, Traits
from kg.system.parallel import portions

SUREST = 0.99
"""What is claimed at most: of pairs so sure, one in a hundred is wrong (benchmarks)."""
_WIDEST = 15.0
"""Log-odds against a line from which on it is as good as impossible."""
_OTHERS = 100
"""Lines of one person with which each of more is compared."""
_PEOPLE = 100
"""People whose lines one process weighs at a time."""

Lines = Sequence[Authorship]
_Said = tuple[float, str]
"""How surely a line belongs to the others, and why: values of JSON, so that they can come back."""


@dataclass(frozen=True, slots=True)
class _Task:
    """Lines of one person, and those that they are compared with; none for each other."""

    rows: Sequence[Traits]
    others: Sequence[Traits]
    prior: float


@dataclass(frozen=True, slots=True)
class Belonging:
    """How surely a line is of its person, from 0 to 1, and what joined it to the others, in words:
    nothing where that is an ORCID iD, or where there are no others.
    """

    sure: float
    evidence: str = ""


def belonging(
    lines: Lines, people: Sequence[Sequence[int]], describing: Describing, recall: Recall = anew
) -> Iterator[list[Belonging]]:
    """Yield of each person how surely each line belongs to the other lines, and why.

    People are the numbers of their lines. The only line of a person belongs to it; so does one that
    could not be there but by a decision.
    """
    several = [numbers for numbers in people if len(numbers) > 1]

    def of(numbers: Sequence[int]) -> Lines:
        return [lines[n] for n in numbers]

    said = recall(
        "lines of a person", (describing.key(of(each)) for each in several), len(several),
        lambda some: (
            [list(_tasks(of(several[n]), describing)) for n in part]
            for part in portions(some, _PEOPLE)
        ),
        _weighed,
    )  # fmt: skip
    for numbers in people:
        yield _believed(next(said) if len(numbers) > 1 else [(1.0, "")], of(numbers))


def _weighed(people: Sequence[Sequence[_Task]]) -> list[list[_Said]]:
    """Weigh the lines of several people."""
    said = _judge(task for tasks in people for task in tasks)
    return [[each for _ in tasks for each in next(said)] for tasks in people]


def _believed(said: Iterable[_Said], lines: Lines) -> list[Belonging]:
    """Believe an ORCID iD that several of the lines have."""
    orcids = Counter(line.orcid or "" for line in lines)
    return [
        _belonging(max(sure, SUREST))
        if line.orcid and orcids[line.orcid] > 1
        else _belonging(sure, evidence)
        for line, (sure, evidence) in zip(lines, said, strict=True)
    ]


@lru_cache(maxsize=1 << 12)
def _belonging(sure: float, evidence: str = "") -> Belonging:
    """Make one for all lines of which the same is said: most are equal to others."""
    return Belonging(sure, evidence)


def sure_people(papers: Iterable[Resolved]) -> dict[str, float]:
    """Return how sure each person is as a whole, by key: as sure as the least sure line."""
    whole: dict[str, float] = {}
    for each in papers:
        agents = (*each.paper.authors, *each.paper.editors)
        for agent, sure in zip(agents, each.sure, strict=False):
            if agent.key and sure is not None:
                whole[agent.key] = min(sure, whole.get(agent.key, 1.0))
    return whole


def _tasks(lines: Lines, describing: Describing) -> Iterator[_Task]:
    prior = max(prior_odds(given_words(x.agent), family_word(x.agent)) for x in lines)
    rows = [describing.describe(line) for line in lines]
    several = len(rows) > _OTHERS
    sample = rows[:: -(-len(rows) // _OTHERS)] if several else ()
    for part in portions(rows, _OTHERS):
        yield _Task(part, sample, prior)


def _judge(tasks: Iterable[_Task]) -> Iterator[list[_Said]]:
    """Weigh tasks, several small ones at once."""
    batch: list[_Task] = []
    for task in tasks:
        if batch and sum(len(each.rows) for each in (*batch, task)) > BATCH:
            yield from _weigh(batch)
            batch = []
        batch.append(task)
    if batch:
        yield from _weigh(batch)


def _weigh(batch: Sequence[_Task]) -> Iterator[list[_Said]]:
    rows = [row for task in batch for row in (*task.rows, *task.others)]
    parts = list(weigh(rows))
    says, named = add_up(rows, parts, 0.0), evidence_by_name(parts)
    end = 0
    for task in batch:
        start, first = end, end + (len(task.rows) if task.others else 0)
        end += len(task.rows) + len(task.others)
        yield [
            _judged(
                says[n, first:end],
                {name: each[n, first:end] for name, each in named.items()},
                task.prior,
            )
            for n in range(start, start + len(task.rows))
        ]


def _judged(says: Whole, named: Mapping[str, Matrix], prior: float) -> _Said:
    """Judge a line by what its pairs with others say; it and itself are no pair."""
    pairs = says[says > APART]
    if not len(pairs):
        return 1.0, ""
    mean = float(pairs.mean()) / UNIT + prior
    sure = min(SUREST, round(1 / (1 + math.exp(-max(-_WIDEST, mean))), 2))
    nearest = int(says.argmax())
    spoken = {name: float(each[nearest]) for name, each in named.items()}
    return sure, name_evidence({"few have the name": prior} | spoken)
