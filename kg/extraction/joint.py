"""Weigh candidates that lie in one another together, by what the judge says of each alone.

`Bayesian RNN` or `RNN`, `D4RL` or `D4RL locomotion suite`: the judge sees a name and what is around it. Here
each name that it thinks possible is described by numbers: its own odds, those of the names that hold
it, that it holds or overlaps, of its long or short form, of its neighbours in a list, and what the
nouns beside it say of its type. A small network makes of them the final probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.extraction.exclusions import HEADS
from kg.extraction.features import FINDERS, Described, Indices
from kg.extraction.kinds import BENCHMARK_NOUNS, METHOD_NOUNS, kind_around, kind_at
from kg.extraction.spans import CANDIDATES
from kg.extraction.spelling import name_key, singular
from kg.extraction.token_arrays import doc_words
from kg.extraction.tokenizer import HYPHENS

Numbers = NDArray[numpy.float32]
POSSIBLE_NAME = 0.02
"""A name that the judge thinks less likely than this is none."""
_NONE = -5.0
"""The log-odds of what is not there."""
_AT_ONCE = 256
"""Places that are compared with those near them at a time."""
_JOINS = frozenset({",", "and", "&", "or", "/", "(", "vs.", "versus"})


@dataclass(frozen=True, slots=True)
class Possible:
    """The names of a document that may be names: their groups, and a row of numbers for each."""

    groups: list[int]
    rows: Numbers


def _odds(probability: Numbers) -> Numbers:
    bounded = numpy.clip(probability, 1e-3, 1 - 1e-3)
    odds: Numbers = numpy.log(bounded / (1 - bounded)).astype(numpy.float32)
    return odds


def describe_together(
    doc: Doc, texts: list[str], described: Described, probabilities: Numbers
) -> Possible:
    """Describe the possible names of a doc, whose candidates the judge gave these probabilities."""
    likely = 1 - probabilities[:, 0]
    groups = numpy.flatnonzero(likely >= POSSIBLE_NAME).tolist()
    if not groups:
        return Possible([], numpy.zeros((0, WIDTH), numpy.float32))
    number = {group: n for n, group in enumerate(groups)}
    places = [
        (begin, end, number[group])
        for (begin, end), group in zip(described.spans, described.groups.tolist(), strict=True)
        if group in number
    ]
    name = _odds(likely[groups])
    two = probabilities[groups, 1:]
    benchmark = _odds(two[:, 1] / two.sum(axis=1))
    keys = [described.keys[group] for group in groups]
    finders = described.finders[groups]
    alone = numpy.column_stack([name, benchmark, numpy.eye(len(FINDERS) + 1)[finders]])
    around = _around(places, name, benchmark, finders)
    inside = _inside(doc, texts, places, benchmark, len(groups))
    counts = described.counts[groups].astype(numpy.float32)
    counts[counts == 255] = -1
    others = numpy.array([[numpy.log1p(len(groups)), likely[groups].sum() / 5]] * len(groups))
    rows = [alone, around, inside, _partners(doc, keys, name), counts / 5, others]
    return Possible(groups, numpy.hstack(rows).astype(numpy.float32))


def _around(
    places: Sequence[tuple[int, int, int]], name: Numbers, benchmark: Numbers, finders: Indices
) -> Numbers:
    """Return of each name: the odds of what holds it, what it holds, and what it overlaps."""
    bounds = numpy.array(places)
    begin, end, group = bounds[:, 0], bounds[:, 1], bounds[:, 2]
    table = numpy.zeros((len(places), 12), numpy.float64)
    said = numpy.column_stack([name[group], benchmark[group], finders[group] < len(FINDERS)])
    in_order = numpy.argsort(begin, kind="stable")
    for start in range(0, len(places), _AT_ONCE):
        # What touches none of them says nothing of them: memory grows with the text, not its square.
        some = in_order[start : start + _AT_ONCE]
        near = numpy.flatnonzero((begin < end[some].max()) & (end > begin[some].min()))
        table[some] = _related(bounds, some, near, said)
    size = numpy.bincount(group).astype(numpy.float32)
    mean = numpy.zeros((len(name), table.shape[1]), numpy.float32)
    numpy.add.at(mean, group, table)
    most = numpy.full((len(name), 3), _NONE, numpy.float32)
    numpy.maximum.at(most, group, table[:, [0, 4, 8]])
    return numpy.hstack([mean / size[:, None], most])


def _related(
    bounds: Indices, some: Indices, near: Indices, said: Numbers
) -> NDArray[numpy.float64]:
    """Return of some places what the best of those near that hold, are held or overlap is like."""
    begin, end = bounds[some, 0][:, None], bounds[some, 1][:, None]
    odds, benchmark, found = said[near].T
    first, last = bounds[near, 0], bounds[near, 1]
    other = some[:, None] != near
    holds = (begin >= first) & (end <= last) & other
    held = (first >= begin) & (last <= end) & other
    overlaps = (first < end) & (last > begin) & ~holds & ~held & other
    columns = []
    for relation in (holds, held, overlaps):
        each = numpy.where(relation, odds, _NONE)
        best, where = each.max(axis=1), each.argmax(axis=1)
        there = relation.any(axis=1)
        length = numpy.where(there, (last - first)[where] - (end - begin)[:, 0], 0)
        columns += [best, length, there * found[where], numpy.where(there, benchmark[where], 0)]
    return numpy.column_stack(columns)


def _inside(
    doc: Doc,
    texts: list[str],
    places: Sequence[tuple[int, int, int]],
    benchmark: Numbers,
    names: int,
) -> Numbers:
    """Return of each name: how it is written and where, and what speaks for its type."""
    rows = numpy.zeros((names, _INSIDE), numpy.float32)
    ends = {end: group for _, end, group in places}
    begins = {begin: group for begin, _, group in places}
    seen, words = set[int](), doc_words(doc)
    for begin, end, group in places:
        row, text = rows[group], texts[begin:end]
        titled, follows = end <= doc._.title_end, texts[end] if end < len(texts) else ""
        near = kind_at(texts, begin, end)
        row[:7] += (
            1,
            all(word.islower() or not word.isalpha() for word in text),
            any(word[1:] != word[1:].lower() for word in text),
            follows in HYPHENS,
            near == "benchmark",
            near == "method",
            titled,
        )
        if group not in seen:
            seen.add(group)
            row[7:11] = end - begin, titled and begin == 0, follows == ":", begin / len(texts)
            row[14] = kind_around(words, begin, end) == "benchmark"
        beside = 0.0
        if begin > 1 and texts[begin - 1] in _JOINS:
            beside = _type_at(ends, begin - 1, benchmark)
        if follows in _JOINS:
            beside = max(beside, _type_at(begins, end + 1, benchmark))
        row[11] = max(row[11], beside)
    rows[:, 1:7] /= rows[:, :1]
    rows[:, 0] = numpy.log1p(rows[:, 0])
    by_place = {(begin, end): group for begin, end, group in places}
    for span in doc.spans.get(CANDIDATES, ()):
        found = by_place.get((span.start, span.end))
        if found is not None:
            column = 12 + (span.label_ == "benchmark")
            rows[found, column] = max(rows[found, column], 4 - FINDERS.index(span.id_))
    return rows


def _type_at(where: dict[int, int], index: int, benchmark: Numbers) -> float:
    group = where.get(index)
    return 0.0 if group is None else float(benchmark[group]) + 7


def _partners(doc: Doc, keys: Sequence[str], name: Numbers) -> Numbers:
    """Return of each name the odds of its long or short form, what that form is, and whether it is another thing."""
    number = {key: n for n, key in enumerate(keys)}
    rows = numpy.zeros((len(keys), _PARTNERS), numpy.float32)
    for pair in doc._.pairs:
        one, other = (number.get(name_key(form.text)) for form in pair)
        head = pair[0][-1].lower_
        kinds = head in METHOD_NOUNS, head in BENCHMARK_NOUNS, singular(head) in HEADS
        for mine, theirs in ((one, other), (other, one)):
            if mine is not None:
                rows[mine] = 1, _NONE if theirs is None else name[theirs], *kinds, 0
    rows[:, -1] = [key in doc._.generic for key in keys]
    return rows


_INSIDE, _PARTNERS = 15, 6
WIDTH = 2 + len(FINDERS) + 1 + 15 + _INSIDE + _PARTNERS + 8 + 2
