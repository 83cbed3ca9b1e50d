"""Describe candidate spans by numbers that a small model can learn from.

Each span has one value in each slot: its first word, its last, the word before, the
shape of it, who found it, how a large text writes it. A hash of slot and value chooses a
row of the model's table, so that no word is stored. Spans of one name form a group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from zlib import crc32

import numpy
from numpy.typing import NDArray
from spacy.attrs import IS_UPPER, LENGTH, LOWER, SHAPE, SUFFIX
from spacy.tokens import Doc

from kg.extraction.batches import Batch
from kg.extraction.corpus import Corpus
from kg.extraction.exclusions import are_barred
from kg.extraction.phrase_hashes import PhraseHashes
from kg.extraction.spans import CANDIDATES
from kg.extraction.word_tests import WordNumbers, WordTest

TokenSpan = tuple[int, int]
Indices = NDArray[numpy.int64]
_Slots = NDArray[numpy.uint64]
"""One row a slot, one column a span, or a name."""

ROWS = 1 << 16
FINDERS = ("vocabulary", "abbreviation", "coined", "shape")
"""The most reliable first."""
_PAD = 4
_GOLDEN, _PRIME = numpy.uint64(0x9E3779B97F4A7C15), numpy.uint64(0xC2B2AE3D27D4EB4F)
_SHIFT = numpy.uint64(29)
_MOST = 6
"""Counts above this are one."""
_LONGEST = 31
"""Longer names than this many tokens are as long as it."""


@dataclass(frozen=True, slots=True)
class Described:
    """The candidates of a batch: spans of its tokens, rows of the table by slot, and the group of each."""

    spans: list[TokenSpan]
    rows: Indices
    groups: Indices
    keys: list[str]
    finders: Indices
    """For each group the most reliable finder of it, as a place in FINDERS; after them, none."""
    counts: NDArray[numpy.uint8]
    """For each group a row of how a large text writes it."""
    found: Indices
    """For each span who found it, and as what: a bit each, that of the finder's place twice."""
    bounds: list[int]
    """The first group of each doc, and the number of all groups."""


@dataclass(frozen=True, slots=True)
class _View:
    """What is asked of a batch and its spans again and again, as arrays."""

    batch: Batch
    doc: Indices
    """For each span the number of its doc."""
    begin: Indices
    end: Indices
    groups: Indices
    first: Indices
    """For each group its first span."""
    titled: NDArray[numpy.bool_]
    """Whether a span stands in the title."""
    found: Indices
    cover: Indices
    """For each token the last finder that covers it; padded by two on either side."""
    bounds: list[int]
    """The first group of each doc, and the number of all groups."""


def describe(batch: Batch, proposed: Sequence[Sequence[TokenSpan]], corpus: Corpus) -> Described:
    """Describe spans of each doc of a batch, some in all."""
    spans = [
        (begin + first, end + first)
        for several, first in zip(proposed, batch.firsts, strict=False)
        for begin, end in several
    ]
    parts, keys, bounds, number = batch.keys, list[str](), [0], list[int]()
    for start, stop in pairwise(accumulate(map(len, proposed), initial=0)):
        index: dict[str, int] = {}
        number += [
            bounds[-1] + index.setdefault("".join(parts[a:b]), len(index))
            for a, b in spans[start:stop]
        ]
        keys += index
        bounds.append(len(keys))
    groups = numpy.array(number, numpy.int64)
    view = _view(batch, spans, [len(each) for each in proposed], groups, bounds)
    hashes = PhraseHashes(parts)
    counts = corpus.look_up(hashes.between(view.begin[view.first], view.end[view.first]))
    slots = [
        _word_slots(view),
        _context_slots(view),
        _name_slots(view, keys)[:, groups],
        _corpus_slots(counts)[:, groups],
        _neighbour_slots(view, hashes, corpus),
    ]
    by_group = numpy.zeros(len(keys), numpy.int64)
    numpy.bitwise_or.at(by_group, groups, view.found)
    return Described(
        spans, _rows(slots), groups, keys, _FIRST_FINDER[by_group], counts, view.found, bounds
    )


def _view(
    batch: Batch, spans: list[TokenSpan], sizes: list[int], groups: Indices, bounds: list[int]
) -> _View:
    begin, end = numpy.array(spans, dtype=numpy.int64).reshape(-1, 2).T
    exact: dict[TokenSpan, int] = {}
    cover = numpy.zeros(len(batch.texts) + 4, numpy.int64)
    for doc, first in zip(batch.docs, batch.firsts, strict=False):
        for span in doc.spans.get(CANDIDATES, ()):
            place = span.start + first, span.end + first
            number = 2 * FINDERS.index(span.id_) + (span.label_ == "benchmark")
            exact[place] = exact.get(place, 0) | 1 << number
            cover[place[0] + 2 : place[1] + 2] = number + 1
    found = numpy.array([exact.get(span, 0) for span in spans], dtype=numpy.int64)
    firsts = numpy.full(bounds[-1], len(spans))
    numpy.minimum.at(firsts, groups, numpy.arange(len(spans)))
    docs = numpy.repeat(numpy.arange(len(batch.docs)), sizes)
    titled = end <= numpy.array(batch.titles())[docs]
    return _View(batch, docs, begin, end, groups, firsts, titled, found, cover, bounds)


def _rows(slots: Sequence[_Slots]) -> Indices:
    """Choose a row of the table for each value, another one in each slot."""
    values = numpy.concatenate(slots)
    salts = numpy.arange(1, len(values) + 1, dtype=numpy.uint64) * _PRIME
    mixed = (values ^ salts[:, None]) * _GOLDEN
    mixed = (mixed ^ (mixed >> _SHIFT)) * _PRIME
    return ((mixed ^ (mixed >> _SHIFT)) & numpy.uint64(ROWS - 1)).astype(numpy.int64).T


def _pair(first: _Slots, second: _Slots) -> _Slots:
    return first * _GOLDEN + (second ^ _PRIME)


def _code(text: str) -> int:
    """Number a text. Its `hash` is another in every run."""
    return crc32(text.encode("utf-8", "surrogatepass"))


_BEGINNING_CODES = WordNumbers(lambda text: _code(text[:3]))
_IS_CAPITAL = WordTest(lambda text: text[:1].isupper())


_WORD, _SHAPE, _SUFFIX = range(3)
_BEGIN, _LAST, _END = range(3)
_WORDS = numpy.array([
    (_WORD, _BEGIN, 0), (_WORD, _LAST, 0), (_SHAPE, _BEGIN, 0), (_SHAPE, _LAST, 0),
    (_SUFFIX, _BEGIN, 0), (_SUFFIX, _LAST, 0),
    (_WORD, _BEGIN, -1), (_WORD, _BEGIN, -2), (_WORD, _BEGIN, -3), (_WORD, _BEGIN, -4),
    (_SHAPE, _BEGIN, -1), (_SUFFIX, _BEGIN, -1),
    (_WORD, _END, 0), (_WORD, _END, 1), (_WORD, _END, 2), (_WORD, _END, 3),
    (_SHAPE, _END, 0), (_SUFFIX, _END, 0),
    (_WORD, _BEGIN, 1), (_WORD, _BEGIN, 2), (_WORD, _BEGIN, 3), (_WORD, _LAST, -1), (_SUFFIX, _LAST, -1),
]).T  # fmt: skip
"""What is asked of which word: of the first or the last of a name, or of the one after it, and steps."""
_INNER, _LAST_BUT_ONE = slice(18, 21), slice(21, 23)
"""Those of them that are asked of words between the first and the last, and of the one before the last."""
_PAIRS = numpy.array([
    (2, 3), (21, 1), (0, 18), (6, 12), (7, 6), (12, 13), (6, 0), (1, 12), (6, 2), (3, 12)
]).T  # fmt: skip
"""Which of them are told together as well."""


def _word_slots(view: _View) -> _Slots:
    """Return the slots of the words of each name and of those around it."""
    told = view.batch.attributes([LOWER, SHAPE, SUFFIX])
    table = numpy.zeros((len(told) + 2 * _PAD, 3), dtype=numpy.uint64)
    table[_PAD:-_PAD] = told
    kind, anchor, step = _WORDS
    place = numpy.stack([view.begin, view.end - 1, view.end])[anchor] + (_PAD + step)[:, None]
    place[_INNER][place[_INNER] >= view.end - 1 + _PAD] = 0
    place[_LAST_BUT_ONE][place[_LAST_BUT_ONE] < view.begin + _PAD] = 0
    words = table[place, kind[:, None]]
    size = (view.end - view.begin).astype(numpy.uint64)[None]
    first, second = _PAIRS
    return numpy.concatenate(
        [size, words, _pair(words[1:2], size), _pair(words[first], words[second])]
    )


def _context_slots(view: _View) -> _Slots:
    """Return the slots of who found a span, where it stands, and which spans overlap with it."""
    begin, end, cover, titled = view.begin, view.end, view.cover, view.titled.astype(numpy.int64)
    batch, starts = view.batch, view.batch.starts
    before = numpy.concatenate([[0], numpy.cumsum(starts)])
    passed = before[batch.firsts]  # the sentences of the docs before each
    sentence, last = before[begin + 1] - passed[view.doc], numpy.diff(passed)[view.doc]
    size, capitals = batch.attributes([LENGTH, IS_UPPER])[begin].astype(numpy.int64).T
    words = [batch.texts[n] for n in begin.tolist()]
    initial = _IS_CAPITAL.of(words)
    slots = [
        view.found,
        cover[begin + 2] * _FOUND + cover[end + 1],
        cover[begin + 1] * _FOUND + cover[end + 2],
        starts[begin] * 4 + initial * 2 + titled,
        numpy.minimum(sentence, _MOST) * 2 + titled,
        last - sentence < 2,
        _overlapping(view),
        numpy.where(end - begin == 1, size, 0) * 2 + capitals,
        _BEGINNING_CODES.of(words),
    ]
    return numpy.array(slots, dtype=numpy.int64).astype(numpy.uint64)


def _overlapping(view: _View) -> Indices:
    """Return which of the spans that are a token longer or shorter are candidates as well: a bit each."""
    there = numpy.zeros((len(view.batch.texts) + 3, _LONGEST + 2), numpy.int64)
    begin, size = view.begin + 2, numpy.minimum(view.end - view.begin, _LONGEST)
    there[begin, size] = 1
    around = ((-1, 1), (-2, 2), (0, 1), (1, -1), (0, -1))
    bits = [there[begin + left, numpy.minimum(size + more, _LONGEST + 1)] for left, more in around]
    total: Indices = numpy.array([1, 2, 4, 8, 16]) @ numpy.array(bits)
    return total


def _name_slots(view: _View, keys: list[str]) -> _Slots:
    """Return the slots of a name as a whole, wherever it stands: one column for each group."""
    found, titled = numpy.zeros((2, len(keys)), numpy.int64)
    numpy.bitwise_or.at(found, view.groups, view.found)
    numpy.bitwise_or.at(titled, view.groups, view.titled)
    number = numpy.bincount(view.groups)
    where = 2 * (number > 1) + titled
    begin, end, texts = view.begin[view.first], view.end[view.first], view.batch.texts
    first, last = ([texts[n] for n in each.tolist()] for each in (begin, end - 1))
    barred = are_barred(first, last, keys, end - begin == 1)
    slots = [
        list(map(_code, keys)),
        found,
        found * 4 + where,
        where,
        numpy.minimum(number, _MOST),
        barred,
        are_generic(view.batch.docs, keys, view.bounds),
    ]
    return numpy.array(slots, dtype=numpy.int64).astype(numpy.uint64)


def are_generic(docs: Sequence[Doc], keys: Sequence[str], bounds: Sequence[int]) -> list[bool]:
    """Tell of the keys of each doc whether they are abbreviations of what is no name."""
    return [
        key in generic
        for doc, (first, stop) in zip(docs, pairwise(bounds), strict=True)
        for generic in [doc._.generic]
        for key in keys[first:stop]
    ]


def _corpus_slots(counts: NDArray[numpy.uint8]) -> _Slots:
    """Return the slots of how a large text writes a name, each with how often it does."""
    table = counts.astype(numpy.uint64).T
    often = table[:1]
    return numpy.concatenate([often, table[1:] * numpy.uint64(256) + often // numpy.uint64(2)])


def _neighbour_slots(view: _View, hashes: PhraseHashes, corpus: Corpus) -> _Slots:
    """Return the slots of how often a large text has the span one word shorter or longer."""
    begin, end = view.begin, view.end
    # What is before the first word of a doc or after its last has no letters, and changes no phrase.
    before, after = numpy.maximum(begin - 1, 0), end + 1
    phrases = hashes.between(
        numpy.stack([begin, begin + 1, begin, before, begin, end - 1]),
        numpy.stack([end, end, end - 1, end, after, end]),
    )
    counts = corpus.look_up(phrases.ravel())[:, 0].astype(numpy.uint64).reshape(phrases.shape)
    return counts[1:] * numpy.uint64(256) + counts[:1]


_FOUND = 2 * len(FINDERS) + 1
_FIRST_FINDER = numpy.array([
    next((n for n in range(len(FINDERS)) if bits >> 2 * n & 3), len(FINDERS))
    for bits in range(1 << 2 * len(FINDERS))
])  # fmt: skip
"""For each sum of bits of finders the most reliable of them."""
