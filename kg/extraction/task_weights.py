"""Weigh the signs of all places that name a task: how sure is it that the paper addresses it?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from kg.extraction.task_signs import Place
from kg.model import Concept

Signs = dict[str, float]

WEIGHTS: Signs = {
    "always": 0.63,
    "title": 0.37,
    "asked": 0.84,
    "tried": 0.31,
    "subject": 0.45,
    "own": -0.31,
    "said": -0.14,
    "only said": -0.68,
    "means": -0.24,
    "drives": -0.72,
    "is task": 0.62,
    "example": -0.49,
    "single": -1.19,
    "inside": -0.59,
    "in other words": -1.04,
    "further": 1.03,
    "crowd": -0.54,
    "other in title": -0.88,
    "broader named": 1.38,
    "narrower named": -0.19,
}
"""How much each sign says for a task, as logarithm of the odds: fitted by logistic regression to
what readers marked (benchmarks/readings_fitted.py)."""
THRESHOLD = 0.4
_ANY = ("drives", "is task", "example")
_ALL = ("means", "single", "inside", "in other words")


def signs_of(
    places: Mapping[Concept, Sequence[Place]], broader: Mapping[str, frozenset[str]]
) -> dict[Concept, Signs]:
    """Return the signs of each task that a text names, from its places and from the other tasks."""
    titled = {c for c, several in places.items() if any(each.sign == "title" for each in several)}
    named = {concept.key for concept in places}
    return {
        concept: {
            "always": 1.0,
            **{each.sign: 1.0 for each in several},
            **{mark: 1.0 for mark in _ANY if any(mark in each.marks for each in several)},
            **{mark: 1.0 for mark in _ALL if all(mark in each.marks for each in several)},
            "only said": float(all(each.sign == "said" for each in several)),
            "further": math.log(len(several)),
            "crowd": math.log(len(places)),
            "other in title": float(concept not in titled and bool(titled)),
            "broader named": float(not broader[concept.key].isdisjoint(named)),
            "narrower named": float(any(concept.key in broader[key] for key in named)),
        }
        for concept, several in places.items()
    }


def how_sure(
    places: Mapping[Concept, Sequence[Place]], broader: Mapping[str, frozenset[str]]
) -> dict[Concept, float]:
    """Return for each task that a text names how likely the paper addresses it."""
    return {
        concept: 1
        / (1 + math.exp(-sum(WEIGHTS.get(name, 0.0) * each for name, each in signs.items())))
        for concept, signs in signs_of(places, broader).items()
    }
