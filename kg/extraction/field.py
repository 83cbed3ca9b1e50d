"""Tell whether a text is of machine learning, robotics or their neighbours, and be silent where not.

Each word speaks for the field or against it: the logarithm of how much likelier a text of the
field has it than another, from counts in many texts of both. A text of another field keeps
only names that the vocabulary knows, in sentences that are of this field.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from kg.extraction.matcher import document_words, load_matcher
from kg.extraction.token_arrays import once_a_doc, token_texts
from kg.extraction.word_tests import WordNumbers

WEIGHTS_NAME = "field.npy"
WEIGHTS_FILE = Path(__file__).parent / "weights" / WEIGHTS_NAME
WordWeights = NDArray[numpy.int8]
"""By hash of a word, what it says for the field, in STEPS of the natural logarithm."""

BUCKETS = 1 << 16
STEPS = 40
_EXPECTED = 0.25
"""What a word of a text of the field says at least, on average."""
_FEW, _BELIEVED = 10, 0.15
"""So many words are added to a text, which say what one of a text learned from says: a title alone says little."""
_CREDIT = 4.0
"""What is believed of a text before it is read: a title alone says little."""


def _bucket(text: str) -> int:
    """Return the place of a word in the table; -1 for what is no plain word, names among them."""
    plain = len(text) > 2 and text.isalpha() and text[1:].islower()
    return crc32(text.casefold().encode("utf-8", "surrogatepass")) % BUCKETS if plain else -1


_BUCKETS = WordNumbers(_bucket)


def word_buckets(texts: Iterable[str]) -> set[int]:
    """Return the places of the words of a text in the table, each once."""
    return set(map(_BUCKETS.__getitem__, texts)) - {-1}


def evidence(texts: Iterable[str], weights: WordWeights) -> float:
    """Return what the words of a text say for the field; below 0 they say that it is another.

    >>> weights = numpy.zeros(BUCKETS, numpy.int8)
    >>> evidence(["Lamps"], weights), evidence(["Lamps"] * 20, weights)
    (3.75, 3.75)
    """
    buckets = list(word_buckets(texts))
    return float(weights[buckets].sum()) / STEPS - _EXPECTED * len(buckets) + _CREDIT


@once_a_doc
def is_of_field(doc: Doc) -> bool:
    """Tell whether the words of a doc do not speak against the field; those of names that it knows never do."""
    texts, weights = token_texts(doc), load_weights()
    if evidence(texts, weights) >= 0:
        return True
    named = load_matcher().find(doc, document_words(doc))
    inside = {n for begin, end, _ in named for n in range(begin, end) if not texts[n].islower()}
    others = [text for n, text in enumerate(texts) if n not in inside]
    return bool(inside) and evidence(others, weights) >= 0


def nearness(doc: Doc, weights: WordWeights) -> float:
    """Return what the words of a doc say on average for the texts that weights were counted in.

    A text of few words is believed to be one of them.
    """
    buckets = list(word_buckets(token_texts(doc)))
    said = float(weights[buckets].sum()) / STEPS + _FEW * _BELIEVED
    return said / (len(buckets) + _FEW)


@lru_cache(maxsize=1)
def load_weights() -> WordWeights:
    """Read the packaged weights, once."""
    weights: WordWeights = numpy.load(WEIGHTS_FILE, allow_pickle=False)
    return weights


def save(weights: WordWeights, folder: Path) -> None:
    """Write weights into a folder, the same bytes each time."""
    numpy.save(folder / WEIGHTS_NAME, weights, allow_pickle=False)


def names_of_field(doc: Doc, names: list[Span]) -> list[Span]:
    """Return the linked names of a doc; of a text of another field those that belong to this one."""
    if not names or is_of_field(doc):
        return names
    texts, weights = token_texts(doc), load_weights()
    return [
        name
        for name in names
        if name._.concept.curated
        and evidence(texts[name.sent.start : name.sent.end], weights) >= _CREDIT
    ]
