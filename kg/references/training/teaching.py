"""Teach the labeller: labelled references and rendered records in, a file of weights out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kg.references.labeller import WEIGHTS_FILE
from kg.references.training.examples import Example
from kg.references.training.generating import Item, by_hand, by_styles
from kg.references.training.learning import learn
from kg.references.training.tidying import tidied
from kg.references.training.words import learn_words

SHOWN, RANKED = (10000, 3600), (3000, 1200)
"""How many references are rendered by styles, and how many by hand: to learn a chain of, and to rank."""


def rendered(items: Sequence[Item], counts: tuple[int, int], seed: int) -> list[Example]:
    """Return the records of lists, rendered by styles and by hand, as many as `counts` says of each."""
    styled, written = counts
    return [*by_styles(items, styled, seed), *by_hand(items, written, seed)]


def teach(labelled: Sequence[Example], items: Sequence[Item], folder: Path, seed: int) -> None:
    """Write the weights that are learned from labelled references and the records of lists."""
    items = tidied(items)
    shown, ranked = rendered(items, SHOWN, seed), rendered(items, RANKED, seed + 1)
    arrays = learn(labelled, shown, ranked, learn_words(items))
    np.savez_compressed(folder / WEIGHTS_FILE.name, allow_pickle=False, **arrays)
