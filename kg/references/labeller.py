"""Label the tokens of references by the weights that were learned."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.references.decoding import Chain, Floats, Way, best_ways
from kg.references.features import featurise
from kg.references.ranking import BEHIND, MOST_WAYS, Candidates, pieces_of, sureness
from kg.references.reference import Marked
from kg.references.tokens import Token, tokenise
from kg.references.traits import Piece, View

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
    """Labels tokens: a chain of labels finds the likeliest ways, and a ranking chooses."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Take the arrays of a file of weights."""
        self.labels: list[str] = texts_of(arrays["labels"])
        names = texts_of(arrays["features"])
        self._rows = {name: row for row, name in enumerate(names, 1)}
        self._weights = np.zeros((len(names) + 1, 2 * len(self.labels)), dtype=np.float32)
        rows = np.repeat(np.arange(1, len(names) + 1), arrays["counts"])
        self._weights[rows, arrays["columns"]] = arrays["values"]
        self._chain = Chain.of(arrays["transitions"])
        self.lexicon = dict(
            zip(texts_of(arrays["words"]), texts_of(arrays["classes"]), strict=True)
        )
        traits = zip(texts_of(arrays["traits"]), arrays["worth"].tolist(), strict=True)
        self._worth: dict[str, float] = dict(traits)

    def label(self, texts: Sequence[Marked]) -> list[Labelled]:
        """Label texts, in their order."""
        cut = [tokenise(each.text)[:_MOST_TOKENS] for each in texts]
        return [
            self._chosen(tokens, some) if tokens else Labelled((), (), ())
            for tokens, some in zip(cut, self.candidates(texts, cut), strict=True)
        ]

    def candidates(
        self, texts: Sequence[Marked], cut: Sequence[Sequence[Token]]
    ) -> list[Candidates]:
        """Return the likeliest ways to read each text, given its tokens; of none, there is no way."""
        order = sorted(
            (place for place, each in enumerate(cut) if each), key=lambda place: len(cut[place])
        )
        found = [Candidates((), (), View(Marked(""), (), {}))] * len(cut)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            scored = [self._scores(texts[place], cut[place]) for place in batch]
            lengths = [len(each) for each in scored]
            scores = np.zeros((len(batch), max(lengths), 2 * len(self.labels)), dtype=np.float32)
            for row, each in zip(scores, scored, strict=True):
                row[: len(each)] = each
            for place, ways in zip(
                batch, best_ways(self._chain, scores, lengths, MOST_WAYS), strict=True
            ):
                found[place] = self._seen(texts[place], cut[place], ways)
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

    def _seen(self, marked: Marked, tokens: Sequence[Token], some: Sequence[Way]) -> Candidates:
        """Look at each way as a whole; ways that part a run of one label are one way."""
        ways: dict[tuple[Piece, ...], float] = {}
        for way in some:
            behind = way.score - some[0].score
            if behind > -BEHIND:
                states = way.states % len(self.labels)
                ways.setdefault(pieces_of([self.labels[each] for each in states]), behind)
        view = View(marked, tokens, self.lexicon)
        return Candidates(list(ways), list(ways.values()), view)

    def _chosen(self, tokens: Sequence[Token], candidates: Candidates) -> Labelled:
        likely = candidates.shares(self._worth)
        chosen = candidates.ways[likely.index(max(likely))]
        labels = [label for label, start, end in chosen for _ in range(end - start)]
        return Labelled(tokens, labels, sureness(chosen, candidates.ways, likely))


def texts_of(array: NDArray[Any]) -> list[str]:
    """Return the texts that were packed into an array."""
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
