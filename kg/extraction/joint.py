"""Weigh candidates that lie in one another together, by what the judge says of each alone.

`Bayesian RNN` or `RNN`, `D4RL` or `D4RL locomotion suite`: the judge sees a name and what is around it. Here
each name that it thinks possible is described by numbers: its own odds, those of the names that hold
it, that it holds or overlaps, of its long or short form, of its neighbours in a list, and what the
nouns beside it say of its type. A small network makes of them the final probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy
from numpy.typing import NDArray

from kg.extraction.batches import Batch
from kg.extraction.exclusions import HEADS
from kg.extraction.features import FINDERS, Described, Indices, are_generic
from kg.extraction.kinds import BENCHMARK_NOUNS, METHOD_NOUNS
from kg.extraction.name_surroundings import INSIDE, describe_inside
from kg.extraction.spelling import name_key, singular

Numbers = NDArray[numpy.float32]
POSSIBLE_NAME = 0.02
"""A name that the judge thinks less likely than this is none."""
_NONE = -5.0
"""The log-odds of what is not there: less than those of any possible name."""
_AT_ONCE = 1024
"""Places that are compared with those near them at a time."""


@dataclass(frozen=True, slots=True)
class Possible:
    """The names of a batch that may be names: their groups, and a row of numbers for each."""

    groups: list[int]
    rows: Numbers
    bounds: list[int]
    """The first row of each doc, and the number of all rows."""


def _odds(probability: Numbers) -> Numbers:
    bounded = numpy.clip(probability, 1e-3, 1 - 1e-3)
    odds: Numbers = numpy.log(bounded / (1 - bounded)).astype(numpy.float32)
    return odds


def describe_together(batch: Batch, described: Described, probabilities: Numbers) -> Possible:
    """Describe the possible names of docs, whose candidates the judge gave these probabilities."""
    likely = 1 - probabilities[:, 0]
    groups = numpy.flatnonzero(likely >= POSSIBLE_NAME)
    bounds = numpy.searchsorted(groups, described.bounds).tolist()
    if not len(groups):
        return Possible([], numpy.zeros((0, WIDTH), numpy.float32), bounds)
    number = numpy.full(len(likely), -1)
    number[groups] = numpy.arange(len(groups))
    possible = numpy.flatnonzero(number[described.groups] >= 0)
    spans = numpy.array(described.spans)[possible]
    places = numpy.column_stack([spans, number[described.groups[possible]]])
    name = _odds(likely[groups])
    two = probabilities[groups, 1:]
    benchmark = _odds(two[:, 1] / two.sum(axis=1))
    keys = [described.keys[group] for group in groups.tolist()]
    finders = described.finders[groups]
    alone = numpy.column_stack([name, benchmark, numpy.eye(len(FINDERS) + 1)[finders]])
    around = _around(places, name, benchmark, finders)
    inside = describe_inside(batch, places, described.found[possible], benchmark, bounds)
    counts = described.counts[groups].astype(numpy.float32)
    counts[counts == 255] = -1
    others = [
        [(numpy.log1p(stop - first), likely[groups[first:stop]].sum() / 5)] * (stop - first)
        for first, stop in pairwise(bounds)
    ]
    partners = _partners(batch, keys, name, bounds)
    told = numpy.array([row for several in others for row in several])
    rows = [alone, around, inside, partners, counts / 5, told]
    return Possible(groups.tolist(), numpy.hstack(rows).astype(numpy.float32), bounds)


def _around(places: Indices, name: Numbers, benchmark: Numbers, finders: Indices) -> Numbers:
    """Return of each name: the odds of what holds it, what it holds, and what it overlaps."""
    group = places[:, 2]
    said = numpy.column_stack([name[group], benchmark[group], finders[group] < len(FINDERS)])
    # Some at a time: memory grows with the text, not with its square.
    parts = [_related(places, said, at, at + _AT_ONCE) for at in range(0, len(places), _AT_ONCE)]
    table = numpy.concatenate(parts)
    size = numpy.bincount(group).astype(numpy.float32)
    mean = numpy.zeros((len(name), table.shape[1]), numpy.float32)
    numpy.add.at(mean, group, table)
    most = numpy.full((len(name), 3), _NONE, numpy.float32)
    numpy.maximum.at(most, group, table[:, [0, 4, 8]])
    return numpy.hstack([mean / size[:, None], most])


def _pairs(places: Indices, first: int, stop: int) -> tuple[Indices, Indices, Indices]:
    """Return each of some places with each that touches it, itself among them, and where its pairs begin.

    Places are in the order of their first token.
    """
    begin, end = places[:, 0], places[:, 1]
    some = slice(first, stop)
    lowest = numpy.searchsorted(numpy.maximum.accumulate(end), begin[some], side="right")
    number = numpy.searchsorted(begin, end[some]) - lowest
    starts = numpy.cumsum(number) - number
    one = numpy.repeat(numpy.arange(len(number)), number)
    other = numpy.arange(number.sum()) - numpy.repeat(starts - lowest, number)
    return one + first, other, starts


def _related(places: Indices, said: Numbers, first: int, stop: int) -> NDArray[numpy.float64]:
    """Return of some places what the best of those that hold, are held or overlap is like."""
    one, other, starts = _pairs(places, first, stop)
    begin, end, from_, to = *places[one, :2].T, *places[other, :2].T
    apart = one != other
    holds = (begin >= from_) & (end <= to) & apart
    held = (from_ >= begin) & (to <= end) & apart
    overlaps = (from_ < end) & (to > begin) & ~holds & ~held & apart
    columns = []
    for relation in (holds, held, overlaps):
        odds = numpy.where(relation, said[other, 0], _NONE)
        best = numpy.maximum.reduceat(odds, starts)
        # The first of the best of each: where none is, the number of all pairs.
        is_best = relation & (odds == best[one - first])
        where = numpy.where(is_best, numpy.arange(len(one)), len(one))
        chosen = numpy.minimum.reduceat(where, starts)
        there = chosen < len(one)
        pair = numpy.minimum(chosen, len(one) - 1)
        length = (to - from_ - end + begin)[pair]
        found, benchmark = said[other[pair], 2], said[other[pair], 1]
        columns += [best, *(numpy.where(there, each, 0) for each in (length, found, benchmark))]
    return numpy.column_stack(columns)


def _partners(batch: Batch, keys: Sequence[str], name: Numbers, bounds: Sequence[int]) -> Numbers:
    """Return of each name the odds of its long or short form, what that form is, and whether it is another thing."""
    rows = numpy.zeros((len(keys), _PARTNERS), numpy.float32)
    for doc, (first, stop) in zip(batch.docs, pairwise(bounds), strict=True):
        number = {key: first + n for n, key in enumerate(keys[first:stop])}
        for pair in doc._.pairs:
            one, other = (number.get(name_key(form.text)) for form in pair)
            head = pair[0][-1].lower_
            kinds = head in METHOD_NOUNS, head in BENCHMARK_NOUNS, singular(head) in HEADS
            for mine, theirs in ((one, other), (other, one)):
                if mine is not None:
                    rows[mine] = 1, _NONE if theirs is None else name[theirs], *kinds, 0
    rows[:, -1] = are_generic(batch.docs, keys, bounds)
    return rows


_PARTNERS = 6
WIDTH = 2 + len(FINDERS) + 1 + 15 + INSIDE + _PARTNERS + 8 + 2
