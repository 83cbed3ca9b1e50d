"""Learn what two author lines of one name say: logistic regression over pairs of lines.

Pairs of one person are lines of one name. Names that several people have are too few to learn
from: pairs of two people are lines of two frequent names, taken as if they were one.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.resolution.authorships import Authorship, folded
from kg.resolution.frequent_names import FREQUENT_FAMILIES
from kg.resolution.logistic import fit
from kg.resolution.pairing import are_apart, features
from kg.resolution.traits import Describing

_OF_ONE = 12
"""Lines of one person and name that are paired: prolific ones are like each other."""
_DRAWS, _OF_MANY = 400, 14
"""How often lines of frequent names are drawn to be paired, and how many at once."""

Known = tuple[Authorship, str]
"""An author line, and who that is."""


def learn_people(known: Sequence[Known], describing: Describing, seed: int) -> Mapping[str, float]:
    """Learn the weights that `pairing.odds` reads; half of the weight is on pairs of one person.

    Same lines and seed, same weights.
    """
    chance = random.Random(seed)
    names: tuple[str, ...] = ()
    rows: list[NDArray[np.float64]] = []
    weights: list[NDArray[np.float64]] = []
    answers: list[NDArray[np.float64]] = []
    for group, same in (*_people(known, chance), *_strangers(known, chance)):
        traits = [describing.describe(line) for line, _ in group]
        names, matrices = zip(*features(traits), strict=True)
        people = [person for _, person in group]
        chosen = np.equal.outer(people, people) == same
        chosen &= ~are_apart(traits) & np.tri(len(group), k=-1, dtype=bool)
        found = np.stack(matrices)[:, chosen].T
        rows.append(found)
        weights.append(np.full(len(found), 1 / (len(group) - 1) if same else 1.0))
        answers.append(np.full(len(found), float(same)))
    told = np.hstack(answers)
    learned = fit(np.vstack(rows), told, _balanced(np.hstack(weights), told))
    return {name: round(float(each), 3) for name, each in zip(names, learned, strict=True)}


def _people(known: Sequence[Known], chance: random.Random) -> Iterator[tuple[list[Known], bool]]:
    by_name: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for line, person in known:
        by_name[person, folded(line.agent.name)].append((line, person))
    for key in sorted(by_name):
        lines = by_name[key]
        if len(lines) > 1:
            yield chance.sample(lines, min(len(lines), _OF_ONE)), True


def _strangers(known: Sequence[Known], chance: random.Random) -> Iterator[tuple[list[Known], bool]]:
    frequent = sorted(
        (each for each in known if folded(each[0].agent.family or "") in FREQUENT_FAMILIES),
        key=lambda each: each[0].id,
    )
    for _ in range(_DRAWS if len(frequent) > 1 else 0):
        yield chance.sample(frequent, min(len(frequent), _OF_MANY)), False


def _balanced(weights: NDArray[np.float64], answers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Let pairs of one person and of two weigh the same."""
    for same in (0.0, 1.0):
        weights[answers == same] *= (answers == 1).sum() / weights[answers == same].sum()
    return weights
