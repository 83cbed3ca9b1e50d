"""Describe candidate spans by numbers that a small model can learn from.

Each span has one value in each slot: its first word, its last, the word before, the
shape of it, who found it, how a large text writes it. A hash of slot and value chooses a
row of the model's table, so that no word is stored. Spans of one name form a group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy
from numpy.typing import NDArray
from spacy.attrs import LOWER, SHAPE, SUFFIX
from spacy.tokens import Doc

from kg.extraction.corpus import Corpus
from kg.extraction.exclusions import is_barred
from kg.extraction.spans import CANDIDATES
from kg.extraction.spelling import token_key

TokenSpan = tuple[int, int]
Indices = NDArray[numpy.int64]
_Column = NDArray[numpy.uint64]

ROWS = 1 << 16
FINDERS = ("vocabulary", "abbreviation", "coined", "shape")
"""The most reliable first."""
_PAD = 4
_GOLDEN, _PRIME = numpy.uint64(0x9E3779B97F4A7C15), numpy.uint64(0xC2B2AE3D27D4EB4F)
_SHIFT = numpy.uint64(29)
_MOST = 6
"""Counts above this are one."""


@dataclass(frozen=True, slots=True)
class Described:
    """The candidates of a document: spans of tokens, rows of the table by slot, and the group of each."""

    spans: list[TokenSpan]
    rows: Indices
    groups: Indices
    keys: list[str]
    finders: Indices
    """For each group the most reliable finder of it, as a place in FINDERS; after them, none."""


@dataclass(frozen=True, slots=True)
class _View:
    """What is asked of a doc again and again, as lists: asking its tokens takes far longer."""

    texts: list[str]
    starts: list[bool]
    title_end: int
    generic: frozenset[str]
    exact: dict[TokenSpan, list[str]]
    """Who found a span, and as what."""
    cover: list[str]
    """For each token the last finder that covers it; two more stand before and after the text."""


def _view(doc: Doc, texts: list[str], starts: list[bool]) -> _View:
    exact: dict[TokenSpan, list[str]] = defaultdict(list)
    cover = [""] * (len(texts) + 2)
    for span in doc.spans.get(CANDIDATES, ()):
        begin, end, found = span.start, span.end, f"{span.id_} {span.label_}"
        exact[begin, end].append(found)
        cover[begin:end] = [found] * (end - begin)
    return _View(texts, starts, doc._.title_end, doc._.generic, exact, cover)


def describe(
    doc: Doc, texts: list[str], starts: list[bool], spans: list[TokenSpan], corpus: Corpus
) -> Described:
    """Describe spans of a doc, whose tokens have these texts and start sentences there."""
    view = _view(doc, texts, starts)
    parts = list(map(token_key, texts))
    index: dict[str, int] = {}
    groups = numpy.array(
        [index.setdefault("".join(parts[a:b]), len(index)) for a, b in spans], dtype=numpy.int64
    )
    keys = list(index)
    columns = [
        *_word_slots(doc, spans),
        *_context_slots(view, spans),
        *(column[groups] for column in _name_slots(view, spans, groups, keys)),
        *(column[groups] for column in _corpus_slots(keys, corpus)),
        *_neighbour_slots(parts, spans, corpus),
    ]
    finders = numpy.full(len(keys), len(FINDERS), dtype=numpy.int64)
    for span, group in zip(spans, groups.tolist(), strict=True):
        for found in view.exact.get(span, ()):
            finders[group] = min(finders[group], FINDERS.index(found.split()[0]))
    return Described(spans, _rows(columns), groups, keys, finders)


def _rows(columns: Sequence[_Column]) -> Indices:
    """Choose a row of the table for each value, another one in each slot."""
    values = numpy.stack(columns, axis=1)
    salts = numpy.arange(1, values.shape[1] + 1, dtype=numpy.uint64) * _PRIME
    mixed = (values ^ salts) * _GOLDEN
    mixed = (mixed ^ (mixed >> _SHIFT)) * _PRIME
    return ((mixed ^ (mixed >> _SHIFT)) % numpy.uint64(ROWS)).astype(numpy.int64)


def _pair(first: _Column, second: _Column) -> _Column:
    return first * _GOLDEN + (second ^ _PRIME)


@lru_cache(maxsize=1 << 14, typed=True)
def _code(*values: object) -> int:
    """Number some values. Their `repr` is the same in every run, other than their `hash`."""
    return crc32(repr(values).encode("utf-8", "surrogatepass"))


def _columns(rows: Sequence[tuple[int, ...]]) -> list[_Column]:
    return list(numpy.array(rows, dtype=numpy.uint64).reshape(len(rows), -1).T)


def _word_slots(doc: Doc, spans: list[TokenSpan]) -> list[_Column]:
    """Return the slots of the words of each name and of those around it."""
    table = numpy.zeros((len(doc) + 2 * _PAD, 3), dtype=numpy.uint64)
    table[_PAD : _PAD + len(doc)] = doc.to_array([LOWER, SHAPE, SUFFIX])
    word, shape, suffix = table.T
    bounds = numpy.array(spans, dtype=numpy.int64).reshape(-1, 2) + _PAD
    first, end = bounds[:, 0], bounds[:, 1]
    last, size = end - 1, (end - first).astype(numpy.uint64)
    several = size > 1

    def inner(step: int) -> _Column:
        return numpy.where(first + step < last, word[first + step * (first + step < last)], 0)

    before, after = word[first - 1], word[end]
    return [
        size, word[first], word[last], _pair(word[last], size), inner(1), inner(2), inner(3),
        shape[first], shape[last], _pair(shape[first], shape[last]), suffix[first], suffix[last],
        numpy.where(several, _pair(word[last - 1], word[last]), 0),
        numpy.where(several, _pair(word[first], word[first + several]), 0),
        numpy.where(several, suffix[last - 1], 0),
        before, word[first - 2], word[first - 3], word[first - 4], shape[first - 1], suffix[first - 1],
        after, word[end + 1], word[end + 2], word[end + 3], shape[end], suffix[end],
        _pair(before, after), _pair(word[first - 2], before), _pair(after, word[end + 1]),
        _pair(before, word[first]), _pair(word[last], after),
        _pair(before, shape[first]), _pair(shape[last], after),
    ]  # fmt: skip


def _context_slots(view: _View, spans: list[TokenSpan]) -> list[_Column]:
    """Return the slots of who found a span, where it stands, and which spans overlap with it."""
    texts, starts, cover, title_end = view.texts, view.starts, view.cover, view.title_end
    sentence, known = numpy.cumsum(starts).tolist(), set(spans)
    rows = []
    for a, b in spans:
        text, titled = texts[a], b <= title_end
        overlapping = ((a - 1, b), (a - 2, b), (a, b + 1), (a + 1, b), (a, b - 1))
        rows.append((
            _code(*view.exact.get((a, b), ())),
            _code(cover[a], cover[b - 1]),
            _code(cover[a - 1], cover[b]),
            _code(starts[a], text[0].isupper(), titled),
            _code(min(sentence[a], _MOST), titled),
            _code(sentence[-1] - sentence[a] < 2),
            _code(*(span in known for span in overlapping)),
            _code(len(text) if b - a == 1 else 0, text.isupper()),
            _code(text[:3]),
        ))  # fmt: skip
    return _columns(rows)


def _name_slots(
    view: _View, spans: list[TokenSpan], groups: Indices, keys: list[str]
) -> list[_Column]:
    """Return the slots of a name as a whole, wherever it stands: one row for each group."""
    found: list[set[str]] = [set() for _ in keys]
    around: list[list[TokenSpan]] = [[] for _ in keys]
    for span, group in zip(spans, groups.tolist(), strict=True):
        found[group].update(view.exact.get(span, ()))
        around[group].append(span)
    rows = []
    for key, finders, where in zip(keys, found, around, strict=True):
        titled = any(b <= view.title_end for _, b in where)
        repeated, by = len(where) > 1, tuple(sorted(finders))
        rows.append((
            _code(key),
            _code(by),
            _code(by, repeated, titled),
            _code(repeated, titled),
            _code(min(len(where), _MOST)),
            _code(is_barred(view.texts[slice(*where[0])], key)),
            _code(key in view.generic),
        ))  # fmt: skip
    return _columns(rows)


def _corpus_slots(keys: list[str], corpus: Corpus) -> list[_Column]:
    """Return the slots of how a large text writes a name, each with how often it does."""
    counts = corpus.look_up(keys).astype(numpy.uint64)
    often = counts[:, :1]
    return [*often.T, *(counts[:, 1:] * numpy.uint64(256) + often // numpy.uint64(2)).T]


def _neighbour_slots(parts: list[str], spans: list[TokenSpan], corpus: Corpus) -> list[_Column]:
    """Return the slots of how often a large text has the span one word shorter or longer."""
    around = [
        (max(a + left, 0), b + right)
        for a, b in spans
        for left, right in ((0, 0), (1, 0), (0, -1), (-1, 0), (0, 1), (b - a - 1, 0))
    ]
    numbers = {span: n for n, span in enumerate(dict.fromkeys(around))}
    counts = corpus.look_up(["".join(parts[a:b]) for a, b in numbers])[:, 0].astype(numpy.uint64)
    often = counts[[numbers[span] for span in around]].reshape(len(spans), -1)
    return list((often[:, 1:] * numpy.uint64(256) + often[:, :1]).T)
