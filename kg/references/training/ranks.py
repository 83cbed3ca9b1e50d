"""Learn to rank the ways to read a reference: what each trait is worth, by gradient descent."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress

import numpy as np
from numpy.typing import NDArray

from kg.references.ranking import SCORE, Candidates, shares
from kg.references.traits import Piece, Traits

_MAIN, _OTHER = 10, 1
"""What a wrong field costs: one by which a paper is known, and another."""
_OF_PAPER = frozenset({"author", "title", "date"})
_FEWEST = 3
_START = {SCORE: 1.0}
"""What traits are worth before it is learned: a way is as likely as the chain says."""
_HELD = 8.0
"""How strongly each worth is held to where it starts."""
_ROUNDS, _RATE, _MOMENTUM, _DECAY = 150, 0.05, 0.9, 0.99
_TINY = 1e-8
_SCALES = (1.0, *(each / 20 for each in range(4, 31)))


@dataclass(frozen=True, slots=True)
class Case:
    """The traits of each way to read a reference that not all have alike, and which are as right as any."""

    traits: Sequence[Traits]
    is_right: Sequence[bool]


def case_of(candidates: Candidates, truth: Sequence[Piece]) -> Case:
    """Judge candidates by the fields that they should find: those with the fewest faults are right."""
    wanted = set(truth)
    faults = [
        sum(
            _MAIN if label in _OF_PAPER else _OTHER
            for label, _, _ in wanted.symmetric_difference(way)
        )
        for way in candidates.ways
    ]
    return Case(_differing(candidates.traits()), [each == min(faults) for each in faults])


def _differing(ways: Sequence[Traits]) -> list[Traits]:
    """Leave out what all ways have alike: it tells none of them from another."""
    common = set.intersection(*(set(each.items()) for each in ways))
    return [
        {name: much for name, much in each.items() if (name, much) not in common} for each in ways
    ]


def learn_ranks(cases: Sequence[Case]) -> dict[str, float]:
    """Return what each trait is worth: the likelihood of the right ways is made greatest.

    Steps are those of Adam (Kingma and Ba, 2015), on all cases at once.
    """
    told = [each for each in cases if not all(each.is_right)]
    names = sorted({*_START, *_telling(told)})
    first = np.array([_START.get(name, 0.0) for name in names])
    if not told:
        return dict(zip(names, first.tolist(), strict=True))
    slope = _Slope(told, names)
    worth, mean, square = first.copy(), np.zeros(len(names)), np.zeros(len(names))
    for number in range(1, _ROUNDS + 1):
        step = slope.at(worth) + _HELD * (worth - first)
        mean = _MOMENTUM * mean + (1 - _MOMENTUM) * step
        square = _DECAY * square + (1 - _DECAY) * step**2
        size = _RATE * (1 - number / (_ROUNDS + 1))
        moved = mean / (1 - _MOMENTUM**number)
        worth -= size * moved / (np.sqrt(square / (1 - _DECAY**number)) + _TINY)
    return dict(zip(names, worth.tolist(), strict=True))


def learn_worth(parts: Sequence[Sequence[Case]]) -> dict[str, float]:
    """Return what each trait is worth, all made smaller or greater alike so that shares can be believed.

    How much is learned of the first part by what was learned of the others: which way is best stays as
    it is, how sure it is does not (Guo et al., On calibration of modern neural networks, 2017).
    """
    first, *others = parts
    scale = _scale(learn_ranks([*chain.from_iterable(others)]), first)
    worth = learn_ranks([*chain.from_iterable(parts)])
    return {name: scale * each for name, each in worth.items()}


def _scale(worth: Mapping[str, float], cases: Sequence[Case]) -> float:
    """Return by how much worth is multiplied for the right ways to be likeliest."""
    told = [each for each in cases if not all(each.is_right)]
    totals = [
        [sum(worth.get(name, 0.0) * much for name, much in way.items()) for way in each.traits]
        for each in told
    ]

    def likelihood(scale: float) -> float:
        return sum(
            math.log(sum(compress(shares([scale * each for each in some]), case.is_right)) + _TINY)
            for some, case in zip(totals, told, strict=True)
        )

    return max(_SCALES, key=likelihood)


def _telling(cases: Sequence[Case]) -> list[str]:
    """List the traits that tell ways apart, in some cases."""
    counts: Counter[str] = Counter()
    for case in cases:
        counts.update(set(chain.from_iterable(case.traits)))
    return [name for name, count in counts.items() if count >= _FEWEST]


class _Slope:
    """How fast the likelihood of the right ways falls with each worth."""

    def __init__(self, cases: Sequence[Case], names: Sequence[str]) -> None:
        column = {name: place for place, name in enumerate(names)}
        ways = [traits for case in cases for traits in case.traits]
        found = [
            (row, column[name], much)
            for row, traits in enumerate(ways)
            for name, much in traits.items()
            if name in column
        ]
        self._rows = np.array([row for row, _, _ in found])
        self._columns = np.array([each for _, each, _ in found])
        self._much = np.array([much for _, _, much in found], dtype=float)
        self._right = np.array([each for case in cases for each in case.is_right], dtype=float)
        sizes = [len(case.traits) for case in cases]
        self._case = np.repeat(np.arange(len(cases)), sizes)
        self._first = np.cumsum([0, *sizes[:-1]])

    def at(self, worth: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the slope where traits are worth so much."""
        total = np.bincount(self._rows, self._much * worth[self._columns], len(self._right))
        odds = np.exp(total - np.maximum.reduceat(total, self._first)[self._case])
        excess = self._share(odds) - self._share(odds * self._right)
        slope = np.bincount(self._columns, self._much * excess[self._rows], len(worth))
        return slope.astype(float)

    def _share(self, odds: NDArray[np.float64]) -> NDArray[np.float64]:
        share: NDArray[np.float64] = odds / np.add.reduceat(odds, self._first)[self._case]
        return share
