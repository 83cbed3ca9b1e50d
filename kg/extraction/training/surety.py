"""Fit how sure a verdict may be to what is right in documents that the judge has not learned from.

Those are of two kinds: of the gold, out of fold, and of other fields, where the judge is wrong more often with
the same odds. How near the words of each are to what was learned from tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy
from spacy.tokens import Doc

from kg.extraction.batches import Batch
from kg.extraction.features import Described, TokenSpan
from kg.extraction.field import WordWeights
from kg.extraction.joint import Possible
from kg.extraction.judge import TYPES, Floats, Judge, is_likely, log_odds
from kg.extraction.surety import describe_surety
from kg.extraction.training.calibration import fit_logistic, fit_steps, logistic
from kg.extraction.training.network import Lesson

Name = tuple[int, int, str, bool]
"""From, to, type, and whether the annotators were of two minds."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """What a judge that has not learned from a document thinks possible there, and what is right."""

    paper: int
    doc: Doc
    possible: Possible
    lesson: Lesson
    names: list[Name]


def calibrate(judged: Iterable[tuple[Unseen, Judge, WordWeights]]) -> dict[str, Any]:
    """Fit the confidence of mentions to whether they are right: the `calibration` and `steps` of weights.

    A document comes with a judge and weights of words that have not learned from it.
    """
    rows, right = [], []
    for unseen, judge, near in judged:
        for row, is_right in _verdicts(unseen, judge, near):
            rows.append(row)
            right.append(is_right)
    inputs = numpy.array(rows)
    curve = fit_logistic(inputs, numpy.array(right))
    return {
        "calibration": curve, "steps": fit_steps(logistic(inputs, curve), numpy.array(right)),
    }  # fmt: skip


def _verdicts(unseen: Unseen, judge: Judge, near: WordWeights) -> Iterator[tuple[Floats, bool]]:
    """Yield what tells how sure each mention is, and whether its bounds and its type are right."""
    described, possible = unseen.lesson.described, unseen.possible
    if not possible.groups:
        return
    shares = judge.weigh(possible)
    odds = log_odds(shares[:, 0])
    rows = describe_surety(Batch([unseen.doc]), described, possible, odds, near)
    number = {group: n for n, group in enumerate(possible.groups)}
    gold = {(begin, end): 1 + TYPES.index(type_) for begin, end, type_, _ in unseen.names}
    doubtful = [(begin, end) for begin, end, _, optional in unseen.names if optional]
    for span, group in _mentions(described, dict(zip(number, shares, strict=True))):
        if not any(span[0] < end and begin < span[1] for begin, end in doubtful):
            share = shares[number[group]]
            yield rows[number[group]], gold.get(span) == (2 if share[2] > share[1] else 1)


def _mentions(described: Described, shares: dict[int, Floats]) -> Iterator[tuple[TokenSpan, int]]:
    """Yield the spans of names that are likely enough, the longest from the left, and their groups."""
    taken = 0
    pairs = zip(described.spans, described.groups.tolist(), strict=True)
    for span, group in sorted(pairs, key=lambda pair: (pair[0][0], -pair[0][1])):
        if span[0] >= taken and group in shares and is_likely(described, group, shares[group]):
            taken = span[1]
            yield span, group
