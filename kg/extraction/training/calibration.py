"""Fit the confidence of mentions to the share of them that is right.

A logistic curve over log-odds, finder and nearness (`kg.extraction.surety`) puts mentions in an order; steps that
never fall say of each part of that order how many are right. The curve alone claims too little where
a threshold has taken the wrong ones out.
"""

from __future__ import annotations

from typing import Any

import numpy
from numpy.typing import NDArray

from kg.extraction.judge import Floats

_PARTS = 20
"""The order is cut in so many parts of equal size, whose shares make the steps."""
_ROUNDS = 30
_RIDGE = 1.0
_SUREST = 0.99


def logistic(inputs: Floats, curve: NDArray[Any]) -> Floats:
    """Return the probabilities that a curve gives to rows of inputs."""
    probabilities: Floats = 1 / (1 + numpy.exp(-inputs @ curve))
    return probabilities


def fit_logistic(inputs: Floats, right: NDArray[numpy.bool_]) -> Floats:
    """Fit a logistic curve, its weights kept small, by Newton's method in steps of at most one."""
    curve: NDArray[Any] = numpy.zeros(inputs.shape[1])
    for _ in range(_ROUNDS):
        guess = logistic(inputs, curve)
        slope = inputs.T @ (guess - right) + _RIDGE * curve
        bend = (inputs * (guess * (1 - guess))[:, None]).T @ inputs
        step = numpy.linalg.solve(bend + _RIDGE * numpy.eye(len(curve)), slope)
        curve -= step / max(1.0, numpy.abs(step).max())
    return curve.astype(numpy.float32)


def fit_steps(claimed: Floats, right: NDArray[numpy.bool_]) -> Floats:
    """Return what is claimed, rising, and below it the share that is right, never falling.

    Neighbouring parts are joined while the later one is not right more often (isotonic regression by
    pooling adjacent violators).

    >>> fit_steps(numpy.linspace(0, 1, 400), numpy.arange(400) % 4 > 0)[1].tolist()
    [0.75]
    """
    order = numpy.argsort(claimed, kind="stable")
    pools: list[tuple[int, float, float]] = []
    for part in numpy.array_split(order, min(_PARTS, len(order))):
        count, sum_claimed, sum_right = len(part), claimed[part].sum(), float(right[part].sum())
        while pools and pools[-1][2] * count >= sum_right * pools[-1][0]:
            others, also_claimed, also_right = pools.pop()
            count, sum_claimed, sum_right = (
                count + others, sum_claimed + also_claimed, sum_right + also_right,
            )  # fmt: skip
        pools.append((count, sum_claimed, sum_right))
    counts, sums, rights = numpy.array(pools).T
    steps = numpy.vstack([sums / counts, numpy.minimum(rights / counts, _SUREST)])
    # The means of equal claims may differ in the last digit.
    return numpy.maximum.accumulate(steps.astype(numpy.float32), axis=1)
