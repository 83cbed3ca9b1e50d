"""Say of possible names how they are written, where they stand, and what beside them tells their type.

All is read from numbers of the tokens of a batch: what a word is, and which word that tells
comes next.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

from kg.extraction.batches import Batch
from kg.extraction.features import FINDERS, Indices
from kg.extraction.kinds import BENCHMARK_NOUNS, BREAKS, METHOD_NOUNS
from kg.extraction.tokenizer import HYPHENS
from kg.extraction.word_tests import WordNumbers

Numbers = NDArray[numpy.float32]
INSIDE = 15
"""Numbers that are told of a name."""
_JOINS = frozenset({",", "and", "&", "or", "/", "(", "vs.", "versus"})
_FORWARD, _BACK = 12, 8
"""So far from a name a noun tells of it."""
_CAPITAL, _INNER, _HYPHEN, _JOIN, _COLON, _BRACKET = (1 << bit for bit in range(6))
_NOUN, _TELLS = 6, 8
"""Where in the number of a word two bits stand: what it says beside a name, and around one."""
_BENCHMARK, _METHOD, _BREAK = 1, 2, 3


def _noun(word: str) -> int:
    return _BENCHMARK if word in BENCHMARK_NOUNS else _METHOD if word in METHOD_NOUNS else 0


def _telling(word: str) -> int:
    if word in METHOD_NOUNS:
        return _METHOD
    return _noun(word) or _BREAK * (word in BREAKS)


def _describe(text: str) -> int:
    """Number a word. An empty one, at the end of a doc, counts as a hyphen."""
    return (
        _CAPITAL * (text.isalpha() and not text.islower())
        + _INNER * (text[1:] != text[1:].lower())
        + _HYPHEN * (text in HYPHENS)
        + _JOIN * (text in _JOINS)
        + _COLON * (text == ":")
        + _BRACKET * (text == "(")
        + (_noun(text.casefold()) << _NOUN)
        + (_telling(text.lower()) << _TELLS)
    )


_WORDS = WordNumbers(_describe)
_STRONGEST = numpy.array(
    [
        [
            max((4 - n for n in range(len(FINDERS)) if bits >> 2 * n + kind & 1), default=0)
            for kind in (0, 1)
        ]
        for bits in range(1 << 2 * len(FINDERS))
    ]
)
"""For each sum of bits of finders how reliable is who found a method, and a benchmark."""


def describe_inside(
    batch: Batch, places: Indices, found: Indices, benchmark: Numbers, bounds: Sequence[int]
) -> Numbers:
    """Return of each name: how it is written and where, and what speaks for its type.

    A place is a row: first token, token after the last, name. `bounds` are the first name of each doc.
    """
    begin, end, name = places.T
    words = _WORDS.of(batch.texts)
    rows = numpy.zeros((len(benchmark), INSIDE), numpy.float32)
    doc = numpy.searchsorted(bounds, name, side="right") - 1
    first, size = numpy.array(batch.firsts)[doc], numpy.array(batch.sizes)[doc]
    titled = end <= numpy.array(batch.titles())[doc]
    kind = _beside(words, begin, end)
    numpy.add.at(
        rows[:, :7],
        name,
        numpy.column_stack([
            numpy.ones(len(name)),
            ~_any(words & _CAPITAL, begin, end),
            _any(words & _INNER, begin, end),
            words[end] & _HYPHEN != 0,
            kind == _BENCHMARK,
            kind == _METHOD,
            titled,
        ]),
    )  # fmt: skip
    some = numpy.unique(name, return_index=True)[1]
    rows[:, 7] = (end - begin)[some]
    rows[:, 8] = (titled & (begin == first))[some]
    rows[:, 9] = (words[end] & _COLON != 0)[some]
    rows[:, 10] = ((begin - first) / size)[some]
    rows[:, 14] = _around(batch, words, begin[some], end[some]) == _BENCHMARK
    numpy.maximum.at(rows[:, 11], name, _listed(words, places, benchmark, begin > first + 1))
    numpy.maximum.at(rows[:, 12:14], name, _STRONGEST[found].astype(numpy.float32))
    rows[:, 1:7] /= rows[:, :1]
    rows[:, 0] = numpy.log1p(rows[:, 0])
    return rows


def _any(flags: Indices, begin: Indices, end: Indices) -> NDArray[numpy.bool_]:
    """Tell whether one of the tokens from and to is flagged."""
    before = numpy.concatenate([[0], numpy.cumsum(flags != 0)])
    there: NDArray[numpy.bool_] = before[end] > before[begin]
    return there


def _beside(words: Indices, begin: Indices, end: Indices) -> Indices:
    """Return what the noun beside a name says, as `kg.extraction.kinds.kind_at` does.

    Before the first token of a batch stand the empty ones at its end.
    """
    noun = words >> _NOUN & 3
    bracket = (words[begin - 1] & _BRACKET != 0).astype(numpy.int64)
    after, before = noun[end], noun[begin - 1 - bracket]
    kind: Indices = numpy.where(after != 0, after, before)
    return kind


def _around(batch: Batch, words: Indices, begin: Indices, end: Indices) -> Indices:
    """Return what the nouns around a name say, as `kg.extraction.kinds.kind_around` does."""
    telling = words >> _TELLS & 3
    numbers = numpy.arange(len(telling))
    following = numpy.where(telling != 0, numbers, len(telling))
    following = numpy.minimum.accumulate(following[::-1])[::-1]
    passed = numpy.maximum.accumulate(numpy.where(telling != 0, numbers, -1))
    inside = numpy.searchsorted(batch.edges, begin, side="right")
    first, stop = batch.edges[inside - 1], batch.edges[inside]
    own = telling[end - 1]
    after = _at(telling, following[end], following[end] < numpy.minimum(end + _FORWARD, stop))
    before = passed[begin - 1]
    before = _at(telling, before, (begin > 0) & (before >= numpy.maximum(first, begin - _BACK)))
    kinds = numpy.stack([own, after, before])
    kinds[kinds == _BREAK] = 0
    kind: Indices = numpy.where(
        kinds[0] != 0, kinds[0], numpy.where(kinds[1] != 0, kinds[1], kinds[2])
    )
    return kind


def _at(telling: Indices, places: Indices, there: NDArray[numpy.bool_]) -> Indices:
    """Return what the words at places tell, where they are near enough."""
    told: Indices = numpy.where(there, telling[numpy.where(there, places, 0)], 0)
    return told


def _listed(
    words: Indices, places: Indices, benchmark: Numbers, inside: NDArray[numpy.bool_]
) -> Numbers:
    """Return how surely the neighbour of a name in a list is a benchmark: 0 where it has none."""
    begin, end, name = places.T
    ending, beginning = numpy.full((2, len(words) + 2), -1)
    ending[end], beginning[begin] = name, name
    joins = words & _JOIN != 0
    before = numpy.where(inside & joins[begin - 1], ending[begin - 1], -1)
    after = numpy.where(joins[end], beginning[end + 1], -1)
    # What is added makes of any odds a number above 0.
    odds = numpy.append(benchmark.astype(numpy.float64) + 7, 0.0)
    most: Numbers = numpy.maximum(odds[before], odds[after]).astype(numpy.float32)
    return most
