"""Learn how telling words are: the rarer, the more two texts that share one have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kg.resolution.texts import BUCKETS, bucket_of
from kg.text import fold

_SILENT = 2.0
"""Natural logarithm of one text in so many, up to which a word says nothing."""
_PARTS = 4


def learn_words(*kinds: Iterable[str]) -> dict[str, NDArray[np.uint8]]:
    """Weigh words by the texts that have them, of the kind of texts in which they are commonest.

    Returns the array that `texts.word_weights` reads.
    """
    least = np.full(BUCKETS, np.inf)
    for texts in kinds:
        distinct = {frozenset(fold(text).split()) for text in texts}
        counts = Counter(bucket_of(word) for words in distinct for word in words)
        share = np.array([counts[n] + 0.5 for n in range(BUCKETS)]) / (len(distinct) + 1)
        least = np.minimum(least, -np.log(share))
    weights = np.maximum(0, (least - _SILENT) * _PARTS).round()
    return {"weights": weights.astype(np.uint8)}
