"""Learn the weights of the labeller from examples, by CRFsuite's L-BFGS; the same each time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from numpy.typing import NDArray

from kg.references.features import Lexicon, featurise
from kg.references.labeller import packed
from kg.references.training.examples import LABELS, Example

_PARAMETERS = {
    "c1": 0.1, "c2": 0.05, "max_iterations": 75, "feature.minfreq": 2, "feature.possible_transitions": True,
}  # fmt: skip
_AGAIN = (-3.0, -3.0, -1.5)
_NEVER = (-0.5, -2.5, 0.0)
"""What a second and a missing author, title and venue cost."""
_SMALLEST = 0.02


def learn(
    examples: Iterable[Example], lexicon: Lexicon, parameters: Mapping[str, Any] = _PARAMETERS
) -> dict[str, NDArray[Any]]:
    """Return the arrays of a file of weights."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(dict(parameters))
    for each in examples:
        trainer.append(featurise(each.marked, each.tokens, lexicon), list(each.labels))
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "model"))
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return _arrays(info.state_features, info.transitions, lexicon)


def _arrays(
    state: Mapping[tuple[str, str], float],
    transitions: Mapping[tuple[str, str], float],
    lexicon: Lexicon,
) -> dict[str, NDArray[Any]]:
    column = {label: place for place, label in enumerate(LABELS)}
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
    steps = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
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
