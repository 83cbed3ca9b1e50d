"""How many people of a field have a name: from a packaged table of given and family names.

The table parts names by origin, for who is called Wang is more often called Wei than Giulia. It
is learned from lists of names by `learning_names`, so that what is known of a name does not
change with the data that are read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.model import Agent
from kg.text import fold

NAMES_FILE = Path(__file__).parent / "weights" / "names.npz"
FIELD = 100_000
"""People of a field of research, among whom a namesake may be."""
_MIDDLE = 0.3
"""Share of people who write a second given name."""
_STEPS = 1000
"""What is computed is rounded to this part, so that it is the same on every platform."""

Given = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameTable:
    """Shares of words by origin: of each row the word's share among the people of an origin.

    `origins` are shares of all people (shape `(k,)`), `given` and `family` map words to shares
    of shape `(k,)`, `letters` those of initials; a word that is not there has `rare`'s shares.
    """

    origins: NDArray[np.float64]
    given: dict[str, NDArray[np.float64]]
    family: dict[str, NDArray[np.float64]]
    letters: dict[str, NDArray[np.float64]]
    rare_given: NDArray[np.float64]
    rare_family: NDArray[np.float64]

    def share(self, given: Sequence[str], family: str) -> float:
        """Return the share of people with this name; an initial stands for all it begins."""
        by_origin = self.origins * self.family.get(family, self.rare_family)
        for n, word in enumerate(given):
            by_origin = by_origin * self._of(word) * (_MIDDLE if n else 1.0)
        return math.fsum(by_origin.tolist())

    def _of(self, word: str) -> NDArray[np.float64]:
        if len(word) == 1 and word.isascii():
            return self.letters.get(word, self.rare_given)
        return self.given.get(word, self.rare_given)


@lru_cache(maxsize=1)
def name_table() -> NameTable:
    """Load the packaged table."""
    with np.load(NAMES_FILE) as file:
        arrays = {name: file[name] for name in file.files}
    origins = arrays["origins"]
    given, rare_given = _shares(arrays, "given")
    family, rare_family = _shares(arrays, "family")
    letters: dict[str, NDArray[np.float64]] = {}
    for word, shares in given.items():
        letters[word[0]] = letters.get(word[0], np.zeros(len(origins))) + shares
    return NameTable(origins, given, family, letters, rare_given, rare_family)


def _shares(
    arrays: dict[str, NDArray[np.float64]], sort: str
) -> tuple[dict[str, NDArray[np.float64]], NDArray[np.float64]]:
    words = bytes(arrays[f"{sort}_words"].astype(np.uint8)).decode().split("\n")
    shares = arrays[sort].astype(np.float64) * arrays[f"{sort}_unit"]
    return dict(zip(words, shares[:-1], strict=True)), shares[-1]


def given_words(agent: Agent) -> Given:
    """List given names in normalised words: `Pin-Yu` is one, and of `JP` or `J.-P.` two initials.

    >>> given_words(Agent("Pin-Yu Chen", "", family="Chen", given="Pin-Yu"))
    ('pinyu',)
    >>> given_words(Agent("J.-P. Roux", "", family="Roux", given="J.-P."))
    ('j', 'p')
    """
    return _given(agent.given if agent.family else " ".join(agent.name.split()[:-1]))


@lru_cache(maxsize=1 << 14)
def _given(text: str | None) -> Given:
    words: list[str] = []
    for word in (text or "").replace(".", ". ").split():
        parts = fold(word).split()
        initials = word.endswith(".") and all(len(part) == 1 for part in parts)
        if initials or (word.isupper() and word.isascii() and len(word) <= 3 and len(parts) == 1):
            words += [letter for part in parts for letter in part]
        elif parts:
            words.append("".join(parts))
    return tuple(words)


def family_word(agent: Agent) -> str:
    """Return the family name as one normalised word."""
    return _family(agent.family or (agent.name.split() or [""])[-1])


@lru_cache(maxsize=1 << 14)
def _family(text: str) -> str:
    return fold(text).replace(" ", "")


@lru_cache(maxsize=1 << 15)
def surprise(given: Given, family: str) -> float:
    """Return minus the natural logarithm of the share of people with this name."""
    return round(-math.log(max(name_table().share(given, family), 1e-12)) * _STEPS) / _STEPS


def expected_namesakes(names: Iterable[str], family: str) -> float:
    """Return how many people of a field are expected to have this name.

    >>> expected_namesakes(["wei"], "wang") > 3 > 0.5 > expected_namesakes(["heng"], "ji")
    True
    """
    given = tuple(names)
    apart = FIELD * math.exp(-surprise(given, family))
    if len(given) < 2 or min(map(len, given)) < 2:
        return apart
    # `Pin Yu` may be two names, or one that is parted.
    return apart + FIELD * math.exp(-surprise(("".join(given),), family))


@lru_cache(maxsize=1 << 14)
def family_share(family: str) -> float:
    """Return the share of people with this family name."""
    table = name_table()
    return math.fsum((table.origins * table.family.get(family, table.rare_family)).tolist())
