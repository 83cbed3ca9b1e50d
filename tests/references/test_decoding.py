"""The likeliest fields and their probabilities, against all ways to label a short sequence."""

from __future__ import annotations

from itertools import groupby, pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.references.decoding import Chain, decode

LABELS = ("author", "title", "note")
COUNT = len(LABELS)
AGAIN, NEVER = (-3.0, -2.0, -1.0), (-0.5, -1.5, 0.0)


def ways(length: int) -> list[tuple[int, ...]]:
    """List the rows of states in which a field goes on only behind a token of its own."""
    return [
        row
        for row in product(range(2 * COUNT), repeat=length)
        if row[0] < COUNT
        and all(after < COUNT or before % COUNT == after % COUNT for before, after in pairwise(row))
    ]


def score(
    row: tuple[int, ...], scores: np.ndarray, steps: np.ndarray, *, once: bool = False
) -> float:
    total = sum(scores[place, state] for place, state in enumerate(row))
    total += sum(steps[pair] for pair in pairwise(row))
    if once:
        for label, (again, never) in enumerate(zip(AGAIN[:2], NEVER[:2], strict=True)):
            total += max(row.count(label) - 1, 0) * again + (label not in row) * never
    return float(total)


def fields(row: tuple[int, ...]) -> list[tuple[int, int, int]]:
    starts = [place for place, state in enumerate(row) if state < COUNT]
    return [
        (row[start], start, end) for start, end in zip(starts, [*starts[1:], len(row)], strict=True)
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 4))
def test_fields_and_how_likely_they_are_agree_with_all_ways_tried(seed: int, length: int) -> None:
    drawn = np.random.default_rng(seed)
    scores = drawn.normal(size=(2, length + 1, 2 * COUNT)).astype(np.float32)
    steps = drawn.normal(size=(2 * COUNT, 2 * COUNT)).astype(np.float32)
    found, sure = decode(Chain.of(LABELS, steps, AGAIN, NEVER), scores, [length, length + 1])
    for which, size in ((0, length), (1, length + 1)):
        tried = ways(size)
        best = max(tried, key=lambda row: score(row, scores[which], steps, once=True))
        assert found[which].tolist() == [state % COUNT for state in best]
        weights = [np.exp(score(row, scores[which], steps)) for row in tried]
        for field in fields(best):
            share = sum(
                weight for row, weight in zip(tried, weights, strict=True) if field in fields(row)
            ) / sum(weights)
            assert sure[which][field[1]] == pytest.approx(share, rel=1e-3, abs=1e-6)


def test_a_second_title_costs_more_than_it_is_worth() -> None:
    scores = np.zeros((1, 3, 2 * COUNT), dtype=np.float32)
    scores[0, [0, 2], 1], scores[0, 1, 2] = 1.0, 1.5
    steps = np.zeros((2 * COUNT, 2 * COUNT), dtype=np.float32)
    free, held = (
        decode(Chain.of(LABELS, steps, (0.0, cost, 0.0), (0.0, 0.0, 0.0)), scores, [3])[0][0]
        for cost in (0.0, -5.0)
    )
    assert [LABELS[each] for each, _ in groupby(free)].count("title") == 2
    assert [LABELS[each] for each, _ in groupby(held)].count("title") == 1
