"""Learn the weights of the labeller from examples, by CRFsuite's L-BFGS; the same each time."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from numpy.typing import NDArray

from kg.references.features import Lexicon, featurise
from kg.references.labeller import packed
from kg.references.training.examples import LABELS, Example

_PARAMETERS = {
    "c1": 0.2, "c2": 0.2, "max_iterations": 75, "feature.minfreq": 2, "feature.possible_transitions": True,
}  # fmt: skip
_AGAIN = (-3.0, -3.0, -1.5)
_NEVER = (-0.5, -2.5, 0.0)
"""What a second and a missing author, title and venue cost."""
_SMALLEST = 0.02
_OF_PEOPLE = "L:"
"""Before a feature seen in a text that people labelled: learned apart, and added to the other."""
_SEEN, _ADDED = 0.4, 0.28
"""How much such a feature is seen, which keeps its weight small, and how much of its weight is added:
the more, the better are references of people parsed, and the worse those of styles."""

State = Mapping[tuple[str, str], float]


def learn(
    labelled: Iterable[Example],
    rendered: Iterable[Example],
    lexicon: Lexicon,
    parameters: Mapping[str, Any] = _PARAMETERS,
) -> dict[str, NDArray[Any]]:
    """Return the arrays of a file of weights.

    Each feature of labelled references counts twice: as those of rendered ones, and by itself.
    So what both share is learned of both, and where they differ the labelled ones are followed
    (Daumé III, Frustratingly easy domain adaptation, 2007).
    """
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(dict(parameters))
    for each in labelled:
        rows = featurise(each.marked, each.tokens, lexicon)
        trainer.append([_both(row) for row in rows], states(each.labels))
    for each in rendered:
        trainer.append(featurise(each.marked, each.tokens, lexicon), states(each.labels))
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "model"))
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return _arrays(_added(info.state_features), info.transitions, lexicon)


def _both(row: Sequence[str]) -> dict[str, float]:
    """Give each feature of a labelled reference a second one, of its own."""
    return dict.fromkeys(row, 1.0) | {_OF_PEOPLE + name: _SEEN for name in row}


def states(labels: Sequence[str]) -> list[str]:
    """Tell the first token of each field from the others.

    >>> states(["author", "author", "title"])
    ['B-author', 'I-author', 'B-title']
    """
    before = ("", *labels)
    return [
        ("I-" if was == label else "B-") + label for was, label in zip(before, labels, strict=False)
    ]


def _added(state: State) -> State:
    """Add the weights of what people labelled to the others."""
    total: dict[tuple[str, str], float] = defaultdict(float)
    for (name, label), weight in state.items():
        share = _ADDED if name.startswith(_OF_PEOPLE) else 1
        total[name.removeprefix(_OF_PEOPLE), label] += share * weight
    return total


def _arrays(state: State, transitions: State, lexicon: Lexicon) -> dict[str, NDArray[Any]]:
    column = {f"{at}-{label}": place for place, (at, label) in enumerate(product("BI", LABELS))}
    kept = sorted(
        (name, column[label], weight)
        for (name, label), weight in state.items()
        if abs(weight) >= _SMALLEST
    )
    names = sorted({name for name, _, _ in kept})
    counts = np.zeros(len(names), dtype=np.uint8)
    row = {name: place for place, name in enumerate(names)}
    for name, _, _ in kept:
        counts[row[name]] += 1
    steps = np.zeros((len(column), len(column)), dtype=np.float32)
    for (before, after), weight in transitions.items():
        steps[column[before], column[after]] = weight
    words = sorted(lexicon)
    return {
        "labels": packed(LABELS), "features": packed(names), "counts": counts,
        "columns": np.array([each for _, each, _ in kept], dtype=np.uint8),
        "values": np.array([each for _, _, each in kept], dtype=np.float16),
        "transitions": steps, "again": np.array(_AGAIN), "never": np.array(_NEVER),
        "words": packed(words), "classes": packed(lexicon[each] for each in words),
    }  # fmt: skip
