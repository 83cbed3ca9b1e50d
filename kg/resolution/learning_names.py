"""Learn the table of names: expectation and maximisation over origins that names come from."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from kg.resolution.commonness import Given

ORIGINS = 8
_ROUNDS = 40
_KEPT_FROM = 2
"""People of a word from which on the table has it: a rarer one says little of its origin."""
_BORROWED = 0.1
"""Part of an origin's words that are as frequent there as anywhere."""
_LEVELS = 60_000
_PRIOR = 30.0
"""People that each origin is taken to share with all."""
_INDEPENDENT = 0.6
"""What each sign of a name says besides the others."""


def learn_names(names: Iterable[tuple[Given, str]], seed: int) -> dict[str, NDArray[np.float64]]:
    """Learn shares of given and family words by origin; each distinct name is one person.

    Returns the arrays that `commonness.name_table` reads. Same names and seed, same arrays.
    """
    distinct = sorted({(given[0], family) for given, family in names
                       if given and len(given[0]) > 1 and family})  # fmt: skip
    givens = sorted({given for given, _ in distinct})
    families = sorted({family for _, family in distinct})
    at_given = {word: n for n, word in enumerate(givens)}
    at_family = {word: n for n, word in enumerate(families)}
    pairs = np.array([(at_given[g], at_family[f]) for g, f in distinct])
    weight = _origins(distinct, seed)
    size = weight.sum(axis=0)
    arrays: dict[str, NDArray[np.float64]] = {"origins": (size / size.sum()).round(6)}
    for sort, words, column in (("given", givens, 0), ("family", families, 1)):
        arrays |= _table(sort, words, pairs[:, column], weight)
    return arrays


def _origins(names: list[tuple[str, str]], seed: int) -> NDArray[np.float64]:
    """Return how much each name belongs to each origin, shape `(names, ORIGINS)`.

    An origin is told by words and by how they begin and end, so that a rare name has one too.
    """
    columns = [_numbers(signs) for signs in zip(*map(_signs, names), strict=True)]
    everywhere = [np.bincount(column) / len(names) for column in columns]
    belongs = np.random.default_rng(seed).dirichlet(np.full(ORIGINS, 0.5), len(names))
    for n in range(_ROUNDS):
        log = np.tile(np.log(belongs.sum(axis=0) / len(names)), (len(names), 1))
        for column, share in zip(columns, everywhere, strict=True):
            counts = np.repeat(_PRIOR * share[:, None], ORIGINS, axis=1)
            np.add.at(counts, column, belongs)
            log += np.log(counts / counts.sum(axis=0))[column]
        # Signs of one name are not independent; certainty comes with the rounds.
        log *= min(1.0, (n + 5) / _ROUNDS) * _INDEPENDENT
        belongs = np.exp(log - log.max(axis=1, keepdims=True))
        belongs /= belongs.sum(axis=1, keepdims=True)
    return belongs


def _signs(name: tuple[str, str]) -> tuple[str, ...]:
    given, family = name
    return (given, given[:2], given[-2:], family, family[:2], family[-2:], family[-3:], given[-3:],
            f"{min(len(given), 9)}", f"{min(len(family), 9)}")  # fmt: skip


def _numbers(signs: Iterable[str]) -> NDArray[np.int64]:
    signs = list(signs)
    numbers = {sign: n for n, sign in enumerate(sorted(set(signs)))}
    return np.array([numbers[sign] for sign in signs])


def _table(
    sort: str, words: list[str], column: NDArray[np.int64], weight: NDArray[np.float64]
) -> dict[str, NDArray[np.float64]]:
    counts = np.zeros((len(words), ORIGINS))
    np.add.at(counts, column, weight)
    total, size = counts.sum(axis=1), counts.sum(axis=0)
    # As many words again are not met yet, each half as often as one that was met once; they are
    # of the origins that words met once are of.
    everywhere = (total + 0.5) / (total.sum() + len(words))
    borrowed = _BORROWED * size
    shares = (counts + borrowed * everywhere[:, None]) / (size + borrowed)
    once = counts[total < _KEPT_FROM - 1e-6].sum(axis=0)
    rare = 0.5 * (once + _BORROWED) / (once + _BORROWED).sum() / size
    keep = total >= _KEPT_FROM - 1e-6
    kept = np.vstack([shares[keep], rare])
    unit = kept.max(axis=0) / _LEVELS
    return {
        sort: np.maximum(1, (kept / unit)).round().astype(np.uint16),
        f"{sort}_unit": unit,
        f"{sort}_words": np.frombuffer("\n".join(compress(words, keep)).encode(), np.uint8),
    }
