"""Train the small networks that weigh candidates together, on what the judge says of unseen documents.

A hidden layer and a softmax over numbers of unit variance; the scaling becomes part of the first
layer. Each of several networks is followed with Adam from another start, and their mean is taken:
its probabilities are the confidences.
"""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from kg.extraction.joint import Numbers
from kg.extraction.judge import softmax

NETWORKS = 8
_UNITS = 48
_EPOCHS, _BATCH, _RATE = 25, 256, 4e-3
_DECAY, _DROPOUT = 1e-4, 0.3


def learn_together(
    rows: Numbers, answers: NDArray[numpy.int64], counts: Numbers, seed: int
) -> tuple[Numbers, Numbers]:
    """Learn hidden and output layers, biases last, from rows, the right classes, and weights of rows."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-3
    learned = [
        _learn((rows - mean) / scale, answers, counts, numpy.random.default_rng(seed + number))
        for number in range(NETWORKS)
    ]
    hidden, output = (numpy.stack(layer) for layer in zip(*learned, strict=True))
    hidden[:, :-1] /= scale[:, None]
    hidden[:, -1] -= numpy.einsum("d,kdh->kh", mean, hidden[:, :-1])
    return hidden.astype(numpy.float32), output.astype(numpy.float32)


def _learn(
    rows: Numbers, answers: NDArray[numpy.int64], counts: Numbers, random: numpy.random.Generator
) -> tuple[Numbers, Numbers]:
    width = rows.shape[1]
    layers = [
        numpy.vstack([random.normal(0, (2 / width) ** 0.5, (width, _UNITS)), numpy.zeros(_UNITS)]),
        numpy.vstack([random.normal(0, 0.1, (_UNITS, 3)), numpy.zeros(3)]),
    ]
    means, squares = ([numpy.zeros_like(layer) for layer in layers] for _ in range(2))
    steps, total = 0, _EPOCHS * -(-len(rows) // _BATCH)
    for _ in range(_EPOCHS):
        order = random.permutation(len(rows))
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            rate = _RATE * max(0.02, 1 - steps / total)
            steps += 1
            slopes = _slopes(rows[part], answers[part], counts[part], layers, random)
            for n, straight in enumerate(slopes):
                slope = straight + _DECAY * layers[n]
                means[n] += 0.1 * (slope - means[n])
                squares[n] += 0.001 * (slope * slope - squares[n])
                deviation = numpy.sqrt(squares[n] / (1 - 0.999**steps)) + 1e-8
                layers[n] -= rate / (1 - 0.9**steps) * means[n] / deviation
    return layers[0], layers[1]


def _slopes(
    rows: Numbers,
    answers: NDArray[numpy.int64],
    counts: Numbers,
    layers: list[Numbers],
    random: numpy.random.Generator,
) -> list[Numbers]:
    """Return the slopes of the mean cross-entropy of some rows, by layer."""
    hidden, output = layers
    units = rows @ hidden[:-1] + hidden[-1]
    kept = (units > 0) * (random.random(units.shape) >= _DROPOUT) / (1 - _DROPOUT)
    units = units * kept
    errors = softmax(units @ output[:-1] + output[-1])
    errors[numpy.arange(len(errors)), answers] -= 1
    errors *= counts[:, None] / max(counts.sum(), 1)
    to_units = (errors @ output[:-1].T) * kept
    return [
        numpy.vstack([rows.T @ to_units, to_units.sum(axis=0)]),
        numpy.vstack([units.T @ errors, errors.sum(axis=0)]),
    ]
