"""Train one small network of the judge: sums of table rows, a hidden layer, a softmax.

Gradients are written out by hand and followed with Adam. Slots and units are dropped at
random, so that no single word decides.

Source: Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from kg.extraction.features import ROWS, Described
from kg.extraction.judge import Floats, softmax
from kg.system.progress import track

_WIDTH, _UNITS, _CLASSES = 16, 32, 3
_EPOCHS, _BATCH = 10, 16
_RATE, _WARM_UP, _LAST_RATE = 1e-2, 50, 0.03
_DROPOUT, _DECAY = 0.3, 1e-3
_SCALE = 0.01
"""Of the gradients, beside which the decay is to be seen."""
_RAREST = 2
"""A row of the table that fewer documents use is not learned."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The candidates of a document, the right class of each name, and whether it counts."""

    described: Described
    answers: NDArray[numpy.int64]
    counts: Floats


def _joined(lessons: Sequence[Lesson]) -> Lesson:
    """Make one lesson of several."""
    sizes = numpy.cumsum([0, *(len(lesson.answers) for lesson in lessons)])
    groups = [lesson.described.groups + n for lesson, n in zip(lessons, sizes, strict=False)]
    described = Described(
        spans=[span for lesson in lessons for span in lesson.described.spans],
        rows=numpy.concatenate([lesson.described.rows for lesson in lessons]),
        groups=numpy.concatenate(groups),
        keys=[key for lesson in lessons for key in lesson.described.keys],
        finders=numpy.concatenate([lesson.described.finders for lesson in lessons]),
        counts=numpy.concatenate([lesson.described.counts for lesson in lessons]),
        found=numpy.concatenate([lesson.described.found for lesson in lessons]),
        bounds=sizes.tolist(),
    )
    return Lesson(
        described,
        numpy.concatenate([lesson.answers for lesson in lessons]),
        numpy.concatenate([lesson.counts for lesson in lessons]),
    )


class Network:
    """Parameters and what Adam remembers of their gradients."""

    def __init__(self, lessons: Sequence[Lesson], seed: int) -> None:
        self.lessons = lessons
        self.random = numpy.random.default_rng(seed)
        uses = numpy.zeros(ROWS, dtype=numpy.int64)
        for lesson in lessons:
            uses[numpy.unique(lesson.described.rows)] += 1
        self.rare = uses < _RAREST
        table = self._normal(0.05, ROWS, _WIDTH)
        table[self.rare] = 0
        hidden = self._normal((2 / _WIDTH) ** 0.5, _WIDTH + 1, _UNITS)
        hidden[-1] = 0
        self.parameters = [table, hidden, numpy.zeros((_UNITS + 1, _CLASSES), numpy.float32)]
        self.means = [numpy.zeros_like(each) for each in self.parameters]
        self.squares = [numpy.zeros_like(each) for each in self.parameters]
        self.steps = 0

    def _normal(self, deviation: float, *shape: int) -> Floats:
        return self.random.normal(0, deviation, shape).astype(numpy.float32)

    def _mask(self, shape: tuple[int, ...]) -> Floats:
        kept = self.random.random(shape, dtype=numpy.float32) >= _DROPOUT
        return kept.astype(numpy.float32) / numpy.float32(1 - _DROPOUT)

    def learn(self) -> list[Floats]:
        """Go through the lessons, and return table, hidden layer and output layer."""
        total = _EPOCHS * -(-len(self.lessons) // _BATCH)
        for _ in track(range(_EPOCHS), "learning", _EPOCHS):
            order = self.random.permutation(len(self.lessons))
            for start in range(0, len(order), _BATCH):
                batch = _joined([self.lessons[n] for n in order[start : start + _BATCH]])
                rate = _RATE * min(1, (self.steps + 1) / _WARM_UP)
                self._follow(self._gradients(batch), rate * max(_LAST_RATE, 1 - self.steps / total))
        return self.parameters

    def _gradients(self, batch: Lesson) -> list[Floats]:
        """Return the gradients of the cross-entropy of a batch."""
        table, hidden, output = self.parameters
        described = batch.described
        kept_slots = self._mask(described.rows.shape)
        sums = numpy.einsum("rsd,rs->rd", table.take(described.rows, axis=0), kept_slots)
        sizes = numpy.bincount(described.groups).astype(numpy.float32)[:, None]
        names = numpy.zeros((len(sizes), _WIDTH), dtype=numpy.float32)
        numpy.add.at(names, described.groups, sums)
        names /= sizes
        units = names @ hidden[:-1] + hidden[-1]
        kept_units = self._mask(units.shape) * (units > 0)
        units *= kept_units
        errors = softmax(units @ output[:-1] + output[-1])
        errors[numpy.arange(len(errors)), batch.answers] -= 1
        errors *= batch.counts[:, None] * _SCALE
        to_units = (errors @ output[:-1].T) * kept_units
        to_places = ((to_units @ hidden[:-1].T) / sizes)[described.groups]
        spread = to_places[:, None, :] * kept_slots[:, :, None]
        to_table = _gathered(described.rows.ravel(), spread.reshape(-1, _WIDTH))
        to_table[self.rare] = 0
        return [
            to_table,
            numpy.vstack([names.T @ to_units, to_units.sum(axis=0)]),
            numpy.vstack([units.T @ errors, errors.sum(axis=0)]),
        ]

    def _follow(self, gradients: list[Floats], rate: float) -> None:
        """Step down the gradients, with decay of the parameters."""
        self.steps += 1
        mean_share, square_share = 1 - 0.9**self.steps, 1 - 0.999**self.steps
        for n, parameter in enumerate(self.parameters):
            gradient = gradients[n] + _DECAY * parameter
            self.means[n] += 0.1 * (gradient - self.means[n])
            self.squares[n] += 0.001 * (gradient * gradient - self.squares[n])
            deviation = numpy.sqrt(self.squares[n] / square_share) + 1e-8
            self.parameters[n] -= numpy.float32(rate / mean_share) * self.means[n] / deviation


def _gathered(rows: NDArray[numpy.int64], values: Floats) -> Floats:
    """Add values (places, width) up by row of the table; `numpy.add.at` takes three times as long."""
    order = numpy.argsort(rows.astype(numpy.uint16), kind="stable")  # so short, it sorts by digits
    ordered = rows[order]
    first = numpy.flatnonzero(numpy.diff(ordered, prepend=-1))
    table = numpy.zeros((ROWS, values.shape[1]), numpy.float32)
    table[ordered[first]] = numpy.add.reduceat(values.take(order, axis=0), first, axis=0)
    return table
