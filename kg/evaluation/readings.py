"""Read what a reader marked of tasks and claims, and score what is found against it.

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
from kg.extraction import load_extractor
from kg.extraction.claims import find_claims
from kg.model import Paper

Span = tuple[str, int, int]
Measured = tuple[Score, tuple[float, float]]
"""A score, and the middle 95 % of its F1 over documents drawn again."""
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


def evaluate_reading(texts: str | Path, reading: str | Path) -> dict[str, Measured]:
    """Measure tasks (by document) and claims (by sentence) against a reading of the texts of a file.

    Raises: InputError: where a file cannot be used, or a text is not among the readings.
    """
    read = read_readings(reading)
    papers = dict(read_rows(texts, _text, "give id, title and abstract"))
    missing = papers.keys() - read.keys()
    if missing:
        raise InputError(
            "the reading lacks a text", where=str(reading), value=min(missing),
            todo="name the reading of these texts",
        )  # fmt: skip
    found = load_extractor().extract(papers.values())
    tasks, claims = [], []
    for key, paper in zip(papers, found, strict=True):
        addressed = {each.concept.key for each in paper.mentions if each.concept.type == "task"}
        claimed = {(each.field, each.start, each.end) for each in find_claims(paper)}
        tasks.append((addressed, read[key].tasks))
        claims.append((claimed, read[key].claims))
    return {"tasks": scores_of(tasks), "claims": scores_of(claims)}


def _text(record: dict[str, Any]) -> tuple[str, Paper]:
    title, abstract = text_of(record, "title"), text_of(record, "abstract")
    return text_of(record, "id"), Paper(title=title or None, abstract=abstract or None)


def score(found: Set[Any], gold: Set[Any]) -> Score:
    """Count what was found, found falsely and missed."""
    return Score(len(found & gold), len(found - gold), len(gold - found))


def scores_of(
    sets: Sequence[tuple[Set[Any], Set[Any]]],
) -> Measured:
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
