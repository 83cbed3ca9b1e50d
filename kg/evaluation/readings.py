"""Read what a reader marked of tasks and claims, and score one set of marks against another.

A reading is JSON Lines, one document a line, with `id`, `tasks` (keys of the scheme) and `claims`
(`field`, `start`, `end`; code points, end exclusive). What is marked: docs/guides/annotate.md.
"""

from __future__ import annotations

import random
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluation.counting import Score
from kg.evaluation.rows import read_rows, text_of

Span = tuple[str, int, int]
_RESAMPLES, _SEED = 1000, 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader marked in one document."""

    id: str
    tasks: frozenset[str]
    claims: frozenset[Span]


def read_readings(path: str | Path) -> dict[str, Reading]:
    """Read a file of readings, by the ids of their documents.

    Raises: InputError: where a line is no reading, or there is none.
    """
    found = read_rows(path, _reading, "give id, tasks and claims")
    if not found:
        raise InputError("no reading", where=str(path), todo="name a file with readings")
    return {each.id: each for each in found}


def _reading(record: dict[str, Any]) -> Reading:
    claims = (
        (text_of(each, "field"), int(each["start"]), int(each["end"])) for each in record["claims"]
    )
    return Reading(text_of(record, "id"), frozenset(map(str, record["tasks"])), frozenset(claims))


def score(found: Set[object], gold: Set[object]) -> Score:
    """Count what was found, found falsely and missed."""
    return Score(len(found & gold), len(found - gold), len(gold - found))


def scores_of(
    sets: Sequence[tuple[Set[object], Set[object]]],
) -> tuple[Score, tuple[float, float]]:
    """Add up the scores of found and gold sets, and give the 95 % interval of F1 over documents."""
    scores = [score(*each) for each in sets]
    generator = random.Random(_SEED)
    drawn = sorted(_sum(generator.choices(scores, k=len(scores))).f1 for _ in range(_RESAMPLES))
    return _sum(scores), (drawn[_RESAMPLES * 25 // 1000], drawn[_RESAMPLES * 975 // 1000 - 1])


def _sum(scores: Sequence[Score]) -> Score:
    total = Score()
    for each in scores:
        total.add(each)
    return total
