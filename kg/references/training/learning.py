"""Learn the weights of the labeller from examples: a chain, and the ranking of what it finds.

The same examples give the same weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.references.features import Lexicon
from kg.references.labeller import Labeller, packed
from kg.references.ranking import pieces_of
from kg.references.training.chains import Learned, learn_chain
from kg.references.training.examples import LABELS, Example
from kg.references.training.ranks import Case, case_of, learn_worth
from kg.references.training.recombining import recombined

PARTS = 5
"""Of so many parts labelled references are ranked, each as read by a chain that learned of the others."""
RECOMBINED = 4
"""How often each labelled reference is recombined with others, to rank its readings."""
_SMALLEST = 0.02
Arrays = dict[str, NDArray[Any]]


def learn(
    labelled: Sequence[Example],
    rendered: Sequence[Example],
    unseen: Sequence[Example],
    lexicon: Lexicon,
) -> Arrays:
    """Return the arrays of a file of weights; no chain learns of the `unseen` rendered references.

    A chain is always right about what it learned of. So what the whole is worth is learned of
    readings of other references: those of each part, by a chain that did not learn of it.
    """
    whole = learn_chain(labelled, rendered, lexicon)
    cases: list[list[Case]] = []
    for part in range(PARTS):
        shown = without(labelled, part)
        chain = learn_chain(shown, rendered, lexicon) if labelled else whole
        cases.append(cases_of(ranked_by(labelled, unseen, part), chain, lexicon))
    return arrays_of(whole, lexicon, learn_worth(cases))


def ranked_by(labelled: Sequence[Example], unseen: Sequence[Example], part: int) -> list[Example]:
    """Return what a chain reads that did not learn of a part: its references, as they are and recombined."""
    own = labelled[part::PARTS]
    return [*own, *recombined(own, RECOMBINED, part), *unseen[part::PARTS]]


def without(labelled: Sequence[Example], part: int) -> list[Example]:
    """Leave out one part of the references."""
    return [each for place, each in enumerate(labelled) if place % PARTS != part]


def cases_of(examples: Sequence[Example], chain: Learned, lexicon: Lexicon) -> list[Case]:
    """Return what there is to rank in the readings of examples by a chain."""
    labeller = Labeller(arrays_of(chain, lexicon, {}))
    found = labeller.candidates(
        [each.marked for each in examples], [each.tokens for each in examples]
    )
    return [
        case_of(some, pieces_of(each.labels)) for each, some in zip(examples, found, strict=True)
    ]


def arrays_of(chain: Learned, lexicon: Lexicon, worth: Mapping[str, float]) -> Arrays:
    """Lay out a chain, the classes of words, and what traits are worth, as `Labeller` reads them."""
    column = {f"{at}-{label}": place for place, (at, label) in enumerate(product("BI", LABELS))}
    kept = sorted(
        (name, column[state], weight)
        for (name, state), weight in chain.features.items()
        if abs(weight) >= _SMALLEST
    )
    names = sorted({name for name, _, _ in kept})
    row = {name: place for place, name in enumerate(names)}
    counts = np.bincount([row[name] for name, _, _ in kept], minlength=len(names))
    steps = np.zeros((len(column), len(column)), dtype=np.float32)
    for (before, after), weight in chain.steps.items():
        steps[column[before], column[after]] = weight
    words, traits = sorted(lexicon), sorted(worth)
    return {
        "labels": packed(LABELS), "features": packed(names), "counts": counts.astype(np.uint8),
        "columns": np.array([each for _, each, _ in kept], dtype=np.uint8),
        "values": np.array([each for _, _, each in kept], dtype=np.float16), "transitions": steps,
        "words": packed(words), "classes": packed(lexicon[each] for each in words),
        "traits": packed(traits), "worth": np.array([worth[each] for each in traits], dtype=np.float16),
    }  # fmt: skip
