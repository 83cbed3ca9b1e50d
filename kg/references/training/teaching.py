"""Teach the labeller: labelled references and rendered records in, a file of weights out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from kg.references.labeller import WEIGHTS_FILE
from kg.references.training.examples import Example
from kg.references.training.generating import Item, by_hand, by_styles
from kg.references.training.learning import learn
from kg.references.training.words import learn_words

BY_STYLES, BY_HAND = 2200, 2200


def rendered(items: Sequence[Item], seed: int) -> list[Example]:
    """Return the records of lists, rendered by styles and by hand."""
    return [*by_styles(items, BY_STYLES, seed), *by_hand(items, BY_HAND, seed)]


def teach(labelled: Iterable[Example], items: Sequence[Item], folder: Path, seed: int) -> None:
    """Write the weights that are learned from labelled references and the records of lists."""
    arrays = learn(labelled, rendered(items, seed), learn_words(items))
    np.savez_compressed(folder / WEIGHTS_FILE.name, allow_pickle=False, **arrays)
