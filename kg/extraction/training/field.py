"""Count the words of texts of one kind and of others, and weigh each by how it divides them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy
from numpy.typing import NDArray

from kg.extraction.field import BUCKETS, STEPS, WordWeights, evidence, word_buckets
from kg.extraction.tokenizer import tokenize

WordCounts = tuple[NDArray[numpy.float64], int]
"""In how many texts each word stands, by hash, and how many texts there are."""

_ROUNDS = 3
_SMOOTHING = 0.5
_NEAR = 2.0
"""No word says more for or against what was learned from."""
_MOST, _LEAST = 3.0, -2.0
"""No word says more for the field, and none more against it: much of medicine is ours as well."""


def learn_field(ours: Iterable[str], others: Iterable[str]) -> WordWeights:
    """Weigh words by counts in texts of the field and in others.

    Lists of other fields hold papers of ours as well: what the weights of one round find to be
    ours is left out of the next.
    """
    count, total = count_words(tokenize(text) for text in ours)
    foreign: list[Sequence[str]] = [tokenize(text) for text in others]
    weights = numpy.full(BUCKETS, _MOST * STEPS, numpy.int8)  # nothing is said against a text
    for number in range(_ROUNDS if total and foreign else 0):
        kept = [text for text in foreign if not number or evidence(text, weights) < 0]
        shares = _logarithms(count, total) - _logarithms(*count_words(kept))
        weights = (STEPS * numpy.clip(shares, _LEAST, _MOST)).round().astype(numpy.int8)
    return weights


def learn_nearness(learned: Iterable[Iterable[str]], around: WordCounts) -> WordWeights:
    """Weigh words by how much more often they stand in the texts learned from than in those around.

    Where there are none around, no word says anything.
    """
    count, total = count_words(learned)
    if not total or not around[1]:
        return numpy.zeros(BUCKETS, numpy.int8)
    # Smoothed alike: a word that stands in neither says nothing.
    scale = around[1] / total
    others = numpy.log((around[0] + _SMOOTHING * scale) / (around[1] + scale))
    shares = numpy.log((count + _SMOOTHING) / (total + 1)) - others
    weights: WordWeights = (STEPS * numpy.clip(shares, -_NEAR, _NEAR)).round().astype(numpy.int8)
    return weights


def count_words(texts: Iterable[Iterable[str]]) -> WordCounts:
    """Count in how many texts each word stands, and the texts."""
    count = numpy.zeros(BUCKETS)
    total = 0
    for text in texts:
        count[list(word_buckets(text))] += 1
        total += 1
    return count, total


def _logarithms(count: NDArray[numpy.float64], total: int) -> NDArray[numpy.float64]:
    logarithms: NDArray[numpy.float64] = numpy.log((count + _SMOOTHING) / (total + 2 * _SMOOTHING))
    return logarithms
