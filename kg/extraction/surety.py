"""Describe what tells how sure a verdict may be: the odds, who found the name, and how near the text is.

The judge learned from texts of machine learning. The further the words of a text are from those, the less
often it is right with the same odds, and least with what the vocabulary does not know: an acronym is then
rather a sensor, a robot or a material than a method.
"""

from __future__ import annotations

from bisect import bisect_right

import numpy

from kg.extraction.batches import Batch
from kg.extraction.features import FINDERS, Described
from kg.extraction.field import WordWeights, nearness
from kg.extraction.joint import Numbers, Possible

_BY_FINDER = numpy.eye(len(FINDERS) + 1, dtype=numpy.float32)
_VOCABULARY = FINDERS.index("vocabulary")
_TELLING = 4
INPUTS = 1 + len(FINDERS) + 1 + _TELLING
"""The log-odds, a finder or none, and what the text and the name tell."""


def describe_surety(
    batch: Batch, described: Described, possible: Possible, odds: Numbers, near: WordWeights
) -> Numbers:
    """Return a row of INPUTS for each possible name, given its log-odds and the weights of words."""
    finders = described.finders[possible.groups]
    first = numpy.zeros(len(described.keys), numpy.int64)
    # Assigned from the last: the first span of each group stays.
    first[described.groups[::-1]] = numpy.arange(len(described.groups))[::-1]
    texts = [nearness(doc, near) for doc in batch.docs]
    told = numpy.zeros((len(finders), _TELLING), numpy.float32)
    for row, group, known in zip(told, possible.groups, finders == _VOCABULARY, strict=True):
        row[0] = texts[bisect_right(described.bounds, group) - 1]
        if not known:
            begin, end = described.spans[first[group]]
            single = end == begin + 1
            word = batch.texts[begin]
            row[1:] = row[0], single, single and word.isalpha() and word.isupper()
    return numpy.hstack([odds[:, None], _BY_FINDER[finders], told])
