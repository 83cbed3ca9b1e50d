"""Count how phrases are written in a large text, so that the judge knows a name from an accident.

For each phrase seen often enough: how often, and in which share of its places it has a
capital, follows `using` or `such as`, follows an article or `novel`, or precedes a noun
for a method, a noun for a benchmark, or a bracket. Shares are kept as small whole
numbers under a hash of the phrase: no text can be read from them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from kg.extraction.kinds import BENCHMARK_NOUNS, METHOD_NOUNS
from kg.extraction.phrase_hashes import Hashes, phrase_hash
from kg.extraction.phrases import Proposer
from kg.extraction.spelling import token_key, word_set
from kg.extraction.tokenizer import tokenize

_RAREST = 3
"""Phrases seen fewer times are not kept: they would be most of the table."""
_CUES = word_set("""using via with by as like on called and , through uses use apply applying into from ; or
    ( including e.g. called between than over""")
_ARTICLES = word_set("""a an the this that these such our their its new novel proposed existing standard
    many each some any of""")
_STEPS = 5
_UNSEEN = 255


@dataclass(frozen=True, slots=True)
class Corpus:
    """Hashes of phrases in ascending order, and beside each its counts: log2 of all, and shares."""

    hashes: NDArray[numpy.uint32]
    counts: NDArray[numpy.uint8]

    def look_up(self, phrases: Hashes) -> NDArray[numpy.uint8]:
        """Return a row of counts for each hash of a phrase; a row of 255 for one not seen."""
        wanted = _shortened(phrases)
        rows = numpy.full((len(wanted), self.counts.shape[1]), _UNSEEN, numpy.uint8)
        if len(self.hashes):
            found = numpy.searchsorted(self.hashes, wanted)
            found[found == len(self.hashes)] = 0
            seen = self.hashes[found] == wanted
            rows[seen] = self.counts[found[seen]]
        return rows


def _shortened(phrases: Hashes) -> NDArray[numpy.uint32]:
    return (phrases >> numpy.uint64(32)).astype(numpy.uint32)


def count_corpus(lines: Iterable[str], proposer: Proposer) -> Corpus:
    """Count the phrases of a text, one document a line."""
    counts: dict[str, list[int]] = {}
    for line in lines:
        texts = [token for token in tokenize(line) if not token.isspace()]
        keys = [token_key(text) for text in texts]
        starts = [True, *(text == "." for text in texts)][: len(texts)]
        for begin, end in proposer.phrases(texts, starts):
            before = texts[begin - 1] if begin else "."
            after = texts[end] if end < len(texts) else "."
            told = (
                True,
                texts[begin][0].isupper() and before != ".",
                before in _CUES,
                before in _ARTICLES,
                after in METHOD_NOUNS,
                after in BENCHMARK_NOUNS,
                after == "(",
            )
            row = counts.setdefault("".join(keys[begin:end]), [0] * len(told))
            for column, holds in enumerate(told):
                row[column] += holds
    return _pack({key: row for key, row in counts.items() if row[0] >= _RAREST})


def _pack(counts: dict[str, list[int]]) -> Corpus:
    """Reduce counts to whole numbers: the binary logarithm of all, roots of the small shares."""
    hashes, first = numpy.unique(
        _shortened(numpy.fromiter(map(phrase_hash, counts), numpy.uint64, len(counts))),
        return_index=True,
    )
    table = numpy.array(list(counts.values()), dtype=float).reshape(len(counts), 7)[first]
    total, cued, articles = table[:, :1], table[:, 2:3], table[:, 3:4]
    shares = table[:, 1:] / total
    shares[:, [0, 3, 4, 5]] **= 0.5
    named = cued / (cued + articles + 1)
    packed = numpy.hstack(
        [numpy.minimum(numpy.log2(total), 10), _STEPS * shares + 0.5, 2 * _STEPS * named]
    )
    return Corpus(hashes, packed.astype(numpy.uint8))
