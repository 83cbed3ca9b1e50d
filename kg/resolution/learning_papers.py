"""Learn how likely two records are one paper: of pairs that people have read, by what is compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kg.model import Paper
from kg.resolution.comparing import relate
from kg.resolution.judging import features
from kg.resolution.logistic import fit
from kg.resolution.profiles import profile

Read = tuple[Paper, Paper, bool]
"""Two records, and whether somebody found them to be one paper."""


def learn_papers(pairs: Sequence[Read], known: Mapping[str, int]) -> Mapping[str, float]:
    """Learn the weights that `judging.probability` reads.

    `known` counts the titles of each word of the data. Pairs that share an identifier, or of which
    `relate` says nothing, are left out: nothing is asked of them. Same pairs, same weights.
    """
    told: list[tuple[Mapping[str, float], bool]] = []
    for a, b, same in pairs:
        facts = relate(profile(a), profile(b), known)
        if facts and set(a.identifiers).isdisjoint(b.identifiers):
            told.append((features(facts), same))
    names = sorted({name for found, _ in told for name in found})
    rows = np.array([[found.get(name, 0.0) for name in names] for found, _ in told])
    answers = np.array([float(same) for _, same in told])
    learned = fit(rows, answers, np.ones(len(told)))
    return {name: round(float(each), 3) for name, each in zip(names, learned, strict=True)}
