"""Read several docs as one text, so that what is counted in arrays is counted for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.extraction.token_arrays import sentence_flags, token_keys, token_texts

GAP = 4
"""So many empty tokens stand behind each doc: nothing looks further from a name than they reach."""
T = TypeVar("T")
_MOST_DOCS, _MOST_TOKENS = 32, 8_192


class Batch:
    """Docs one behind the other; all that a token is asked for is a list or an array over their tokens."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self.docs = docs
        sizes = [len(doc) for doc in docs]
        self.firsts = [0, *accumulate(size + GAP for size in sizes)]
        """The first token of each doc, and of one after the last."""
        self.sizes = sizes
        self.texts = _joined(map(token_texts, docs), "")
        self.keys = _joined(map(token_keys, docs), "")
        self.starts = numpy.array(_joined(map(sentence_flags, docs), False), numpy.bool_)
        ends = (first + size for first, size in zip(self.firsts, sizes, strict=False))
        self.edges = numpy.union1d(numpy.flatnonzero(self.starts), [*self.firsts, *ends])
        """Where sentences and docs begin and end, ascending."""

    def attributes(self, names: list[int | str]) -> NDArray[numpy.uint64]:
        """Return attributes of spaCy of each token, a column each; 0 in the gaps."""
        gap = numpy.zeros((GAP, len(names)), numpy.uint64)
        parts = [(doc.to_array(names).reshape(-1, len(names)), gap) for doc in self.docs]
        return numpy.concatenate([each for pair in parts for each in pair])

    def titles(self) -> list[int]:
        """Return where the title of each doc ends, as a token of the batch."""
        pairs = zip(self.firsts, self.docs, strict=False)
        return [first + doc._.title_end for first, doc in pairs]


def _joined(parts: Iterable[list[T]], empty: T) -> list[T]:
    return [each for part in parts for each in (*part, *[empty] * GAP)]


def batches(docs: Iterable[Doc]) -> Iterator[Batch]:
    """Yield docs in order, some at a time: what is held grows with the longest doc, not with all."""
    held: list[Doc] = []
    tokens = 0
    for doc in docs:
        held.append(doc)
        tokens += len(doc)
        if len(held) == _MOST_DOCS or tokens >= _MOST_TOKENS:
            yield Batch(held)
            held, tokens = [], 0
    if held:
        yield Batch(held)
