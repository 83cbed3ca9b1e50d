"""Learn a chain of labels from examples, by CRFsuite's L-BFGS; the same each time."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from kg.references.features import Lexicon, featurise
from kg.references.training.examples import Example

_PARAMETERS = {
    "c1": 0.1, "c2": 0.2, "max_iterations": 75, "feature.minfreq": 2, "feature.possible_transitions": True,
}  # fmt: skip
_OF_PEOPLE = "L:"
"""Before a feature seen in a text that people labelled: learned apart, and added to the other."""
_SEEN, _ADDED = 0.4, 0.4
"""How much such a feature is seen, which keeps its weight small, and how much of its weight is added:
the more, the better are references of people parsed, and the worse those of styles."""

_TIMES = 2
"""How often each labelled reference is shown: there are nine rendered ones to one of them."""

State = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights of a chain: of each feature for a state, and of each step between two states."""

    features: State
    steps: State


def learn_chain(
    labelled: Iterable[Example], rendered: Iterable[Example], lexicon: Lexicon
) -> Learned:
    """Return the weights of a chain.

    Each feature of labelled references counts twice: as those of rendered ones, and by itself.
    So what both share is learned of both, and where they differ the labelled ones are followed
    (Daumé III, Frustratingly easy domain adaptation, 2007).
    """
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(_PARAMETERS)
    for each in labelled:
        rows = featurise(each.marked, each.tokens, lexicon)
        for _ in range(_TIMES):
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
    return Learned(_added(info.state_features), info.transitions)


def _both(row: Sequence[str]) -> dict[str, float]:
    """Give each feature of a labelled reference a second one, of its own."""
    return dict.fromkeys(row, 1.0) | {_OF_PEOPLE + name: _SEEN for name in row}


def _added(state: State) -> State:
    """Add the weights of what people labelled to the others."""
    total: dict[tuple[str, str], float] = defaultdict(float)
    for (name, label), weight in state.items():
        share = _ADDED if name.startswith(_OF_PEOPLE) else 1
        total[name.removeprefix(_OF_PEOPLE), label] += share * weight
    return total


def states(labels: Sequence[str]) -> list[str]:
    """Tell the first token of each field from the others.

    >>> states(["author", "author", "title"])
    ['B-author', 'I-author', 'B-title']
    """
    before = ("", *labels)
    return [
        ("I-" if was == label else "B-") + label for was, label in zip(before, labels, strict=False)
    ]
