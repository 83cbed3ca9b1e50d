"""Group things by average linkage: two groups are one while their pairs on average say so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

APART = -(10**9)
"""What a pair says that may not be one, whatever others say."""


def link(says: NDArray[np.int64], together: Sequence[Sequence[int]] = ()) -> list[list[int]]:
    """Group positions so that no two groups left say on average that they are one.

    `says` is what each pair says, symmetric, shape `(n, n)`: more than 0 for one, `APART` where
    that cannot be; sums are exact, so that the outcome does not depend on the platform. Groups of
    `together` are one from the start. Takes time and memory that grow with the square of `n`.

    >>> says = np.array([[0, 9, -5], [9, 0, 2], [-5, 2, 0]])
    >>> link(says)
    [[0, 1], [2]]
    """
    groups = {n: [n] for n in range(len(says))}
    sums, sizes = says.astype(np.int64), np.ones(len(says), np.int64)
    np.fill_diagonal(sums, 0)
    alive = np.ones(len(says), bool)

    def merge(n: int, m: int) -> None:
        sums[n] += sums[m]
        sums[:, n] += sums[:, m]
        sizes[n] += sizes[m]
        alive[m] = False
        groups[n] += groups.pop(m)

    for first, *rest in together:
        for other in rest:
            merge(first, other)
    # Chains of nearest neighbours: the average never favours a pair that one of two merged did not.
    chain: list[int] = []
    while chain or alive.any():
        if not chain:
            chain.append(int(alive.argmax()))
        n = chain[-1]
        near = np.where(alive, sums[n] / (sizes[n] * sizes), -np.inf)
        near[n] = -np.inf
        m = int(near.argmax())
        if len(chain) > 1 and near[chain[-2]] == near[m]:
            m = chain[-2]
        if near[m] <= 0:
            alive[n] = False  # Nothing that is merged later comes nearer.
            chain.pop()
        elif len(chain) > 1 and m == chain[-2]:
            del chain[-2:]
            merge(min(n, m), max(n, m))
        else:
            chain.append(m)
    return sorted(sorted(group) for group in groups.values())
