"""The likeliest ways to label a sequence, against all ways that there are."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.references.decoding import Chain, best_ways

COUNT = 3
MOST = 7


def ways(length: int) -> list[tuple[int, ...]]:
    """List the rows of states in which a field goes on only behind a token of its own."""
    return [
        row
        for row in product(range(2 * COUNT), repeat=length)
        if row[0] < COUNT
        and all(after < COUNT or before % COUNT == after % COUNT for before, after in pairwise(row))
    ]


def score(row: tuple[int, ...], scores: np.ndarray, steps: np.ndarray) -> float:
    total = sum(scores[place, state] for place, state in enumerate(row))
    return float(total + sum(steps[pair] for pair in pairwise(row)))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 4))
def test_the_best_ways_are_those_of_all_ways_tried(seed: int, length: int) -> None:
    drawn = np.random.default_rng(seed)
    scores = drawn.normal(size=(2, length + 1, 2 * COUNT)).astype(np.float32)
    steps = drawn.normal(size=(2 * COUNT, 2 * COUNT)).astype(np.float32)
    found = best_ways(Chain.of(steps), scores, [length, length + 1], MOST)
    for which, size in ((0, length), (1, length + 1)):
        totals = {row: score(row, scores[which], steps) for row in ways(size)}
        best = sorted(totals.values(), reverse=True)[:MOST]
        assert [way.score for way in found[which]] == pytest.approx(best, abs=1e-4)
        rows = [tuple(way.states.tolist()) for way in found[which]]
        assert len(set(rows)) == len(rows)
        assert [totals[row] for row in rows] == pytest.approx(best, abs=1e-4)
