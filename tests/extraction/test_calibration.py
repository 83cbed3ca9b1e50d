"""Calibration: what is claimed becomes the share that is right, and order is kept."""

from __future__ import annotations

import numpy
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extraction.training.calibration import fit_logistic, fit_steps, logistic

JUDGED = st.lists(st.tuples(st.floats(0, 1, width=32), st.booleans()), min_size=1, max_size=200)


@given(JUDGED)
@example([(0.3992694020271301, False)] * 3 + [(0.3992694020271301, True)])
def test_steps_never_fall_and_keep_how_many_are_right(judged: list[tuple[float, bool]]) -> None:
    claimed = numpy.array([claim for claim, _ in judged], numpy.float32)
    right = numpy.array([each for _, each in judged])
    at, share = fit_steps(claimed, right)
    assert (numpy.diff(at) >= 0).all()
    assert (numpy.diff(share) >= 0).all()
    assert share.min() >= 0
    assert share.max() <= numpy.float32(0.99)


def test_steps_mend_what_a_curve_claims_too_low() -> None:
    generator = numpy.random.default_rng(3)
    true = generator.uniform(0.5, 1, 4000)
    claimed = ((true - 0.5) * 2).astype(numpy.float32)
    right = generator.uniform(size=4000) < true
    mended = numpy.interp(claimed, *fit_steps(claimed, right))
    assert abs(claimed[claimed < 0.2].mean() - right[claimed < 0.2].mean()) > 0.3
    for low in numpy.arange(0.5, 1, 0.1):
        band = (mended >= low) & (mended < low + 0.1)
        assert abs(mended[band].mean() - right[band].mean()) < 0.05


def test_a_curve_finds_which_inputs_tell() -> None:
    generator = numpy.random.default_rng(3)
    telling, noise = generator.normal(size=(2, 2000))
    inputs = numpy.column_stack([telling, noise, numpy.ones(2000)]).astype(numpy.float32)
    right = generator.uniform(size=2000) < logistic(telling[:, None], numpy.array([2.0]))
    curve = fit_logistic(inputs, right)
    assert abs(curve[0] - 2) < 0.3
    assert abs(curve[1]) < 0.3
