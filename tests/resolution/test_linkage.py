"""Average linkage: what belongs together on average is one, whatever the order it comes in."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.resolution.linkage import APART, link


def matrix(size: int, values: list[int]) -> NDArray[np.int64]:
    """Fill a symmetric matrix."""
    says = np.zeros((size, size), np.int64)
    says[np.triu_indices(size, 1)] = values[: size * (size - 1) // 2]
    return says + says.T


_MATRICES = st.integers(1, 7).flatmap(
    lambda size: st.lists(
        st.one_of(st.integers(-300, 300), st.just(APART)), min_size=21, max_size=21
    ).map(lambda values: matrix(size, values))
)


@given(_MATRICES)
def test_link_leaves_no_two_groups_that_say_they_are_one(says: NDArray[np.int64]) -> None:
    groups = link(says)
    assert sorted(n for group in groups for n in group) == list(range(len(says)))
    for one in groups:
        for other in groups:
            assert one == other or says[np.ix_(one, other)].sum() <= 0


@given(_MATRICES)
def test_link_never_joins_what_cannot_be_one(says: NDArray[np.int64]) -> None:
    for group in link(says):
        assert APART not in says[np.ix_(group, group)]


@given(_MATRICES, st.randoms())
def test_link_does_not_depend_on_order(says: NDArray[np.int64], chance: object) -> None:
    # Distinct values, since equal ones may be joined in either order.
    size = len(says)
    says = says * 1000 + matrix(size, [n * n % 997 for n in range(21)]) * (says > APART)
    order = list(range(size))
    chance.shuffle(order)  # type: ignore[attr-defined]
    shuffled = [sorted(order[n] for n in group) for group in link(says[np.ix_(order, order)])]
    assert sorted(shuffled) == link(says)


def test_link_keeps_together_what_is_one_from_the_start() -> None:
    assert link(matrix(3, [-9, 2, -9]), [[0, 1], [2]]) == [[0, 1], [2]]
    assert link(matrix(3, [-9, 30, -9]), [[0, 1], [2]]) == [[0, 1, 2]]
