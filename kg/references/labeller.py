"""Label the tokens of references by the weights that were learned."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.references.decoding import Chain, Floats, decode
from kg.references.features import featurise
from kg.references.reference import Marked
from kg.references.tokens import Token, tokenise

WEIGHTS_FILE = Path(__file__).with_name("weights") / "references.npz"
_BATCH = 32
_MOST_TOKENS = 400
"""A longer text is no reference; what is behind is left unassigned."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The tokens of a text, the label of each, and how likely the field is right that it is in."""

    tokens: Sequence[Token]
    labels: Sequence[str]
    sure: Sequence[float]


class Labeller:
    """Labels tokens: weights of features, a chain of labels, and the classes of words."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Take the arrays of a file of weights."""
        self.labels: list[str] = _texts(arrays["labels"])
        names = _texts(arrays["features"])
        self._rows = {name: row for row, name in enumerate(names, 1)}
        self._weights = np.zeros((len(names) + 1, 2 * len(self.labels)), dtype=np.float32)
        rows = np.repeat(np.arange(1, len(names) + 1), arrays["counts"])
        self._weights[rows, arrays["columns"]] = arrays["values"]
        self.lexicon = dict(zip(_texts(arrays["words"]), _texts(arrays["classes"]), strict=True))
        self._chain = Chain.of(
            self.labels, arrays["transitions"], arrays["again"].tolist(), arrays["never"].tolist()
        )

    def label(self, texts: Sequence[Marked]) -> list[Labelled]:
        """Label texts, in their order."""
        cut = [tokenise(each.text)[:_MOST_TOKENS] for each in texts]
        order = sorted(
            (place for place, each in enumerate(cut) if each), key=lambda place: len(cut[place])
        )
        found = [Labelled((), (), ())] * len(cut)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            scored = [self._scores(texts[place], cut[place]) for place in batch]
            for place, labelled in zip(batch, self._decoded(scored), strict=True):
                found[place] = Labelled(cut[place], *labelled)
        return found

    def _scores(self, marked: Marked, tokens: Sequence[Token]) -> Floats:
        rows = self._rows
        chosen: list[int] = []
        starts = []
        for features in featurise(marked, tokens, self.lexicon):
            starts.append(len(chosen))
            chosen.append(0)
            chosen += [row for name in features if (row := rows.get(name))]
        scores: Floats = np.add.reduceat(self._weights[chosen], starts, axis=0)
        return scores

    def _decoded(self, scored: Sequence[Floats]) -> Iterator[tuple[list[str], list[float]]]:
        lengths = [len(each) for each in scored]
        scores = np.zeros((len(scored), max(lengths), 2 * len(self.labels)), dtype=np.float32)
        for place, each in enumerate(scored):
            scores[place, : len(each)] = each
        for found, sure in zip(*decode(self._chain, scores, lengths), strict=True):
            yield [self.labels[each] for each in found], sure


def _texts(array: NDArray[Any]) -> list[str]:
    text = array.tobytes().decode()
    return text.split("\n") if text else []


def packed(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Pack texts into an array, as `Labeller` reads them."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


@lru_cache(maxsize=1)
def packaged() -> Labeller:
    """Return the labeller whose weights travel with the package."""
    with np.load(io.BytesIO(WEIGHTS_FILE.read_bytes()), allow_pickle=False) as arrays:
        return Labeller(arrays)
