"""Weigh the likeliest ways to read a reference against each other, each as a whole.

A log-linear model ranks what a chain finds likely (Collins and Koo, Discriminative reranking for
natural language parsing, 2005): by its scores and by the traits of the whole.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.references.traits import Piece, Traits, View

SCORE = "score"
"""The trait that tells how far a way scores behind the best, in natural logarithms."""
BEHIND = 8.0
"""How far a way may score behind the best to be looked at."""
MOST_WAYS = 16


@dataclass(frozen=True, slots=True)
class Candidates:
    """The likeliest ways to read a text: the fields of each, and how far it scores behind the best."""

    ways: Sequence[Sequence[Piece]]
    scores: Sequence[float]
    view: View

    def traits(self) -> list[Traits]:
        """Return the traits of each way."""
        return [
            {**self.view.of(way), SCORE: score}
            for way, score in zip(self.ways, self.scores, strict=True)
        ]

    def shares(self, worth: Mapping[str, float]) -> list[float]:
        """Return how likely each way is, by what its traits are worth: the sum of all is 1."""
        if len(self.ways) == 1:
            return [1.0]
        return shares(
            [
                worth.get(SCORE, 0.0) * score + self.view.worth(way, worth)
                for way, score in zip(self.ways, self.scores, strict=True)
            ]
        )


def pieces_of(labels: Sequence[str]) -> tuple[Piece, ...]:
    """Return the fields that labels make: each run of one label.

    >>> pieces_of(["author", "author", "title"])
    (('author', 0, 2), ('title', 2, 3))
    """
    found: list[Piece] = []
    for label, run in groupby(labels):
        start = found[-1][2] if found else 0
        found.append((label, start, start + sum(1 for _ in run)))
    return tuple(found)


def shares(totals: Sequence[float]) -> list[float]:
    """Turn what ways are worth into how likely each is of them all."""
    best = max(totals)
    odds = [math.exp(total - best) for total in totals]
    whole = math.fsum(odds)
    return [each / whole for each in odds]


def sureness(
    chosen: Sequence[Piece], ways: Sequence[Sequence[Piece]], each: Sequence[float]
) -> list[float]:
    """Return for each token how likely the field is right that it is in.

    That is the share of the ways which have the same field, neither longer nor shorter.
    """
    return [
        sure
        for piece in chosen
        for sure in [
            min(
                1.0, math.fsum(share for way, share in zip(ways, each, strict=True) if piece in way)
            )
        ]
        * (piece[2] - piece[1])
    ]
