"""How likely two records are one paper: by what they say, learned from pairs that people have read.

The rules of `comparing` say what is joined; this says how surely, on the one scale of people and
papers. Weights are learned by `learning_papers`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.resolution.titles import Likeness

WEIGHTS_FILE = Path(__file__).parent / "weights" / "papers.json"
_SUREST = 0.99
"""What is claimed at most, and what is left to the unlikeliest."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What two records of alike titles have in common and what not.

    `shared` of `of` authors are the same. `years`, `texts` and `stands` are in words, as in the
    evidence; `agreeing` and `differing` count volume, issue and page. `kept_apart` tells that
    identifiers of one scheme differ.
    """

    likeness: Likeness
    few_words: bool
    shared: int
    of: int
    years: str
    texts: str
    agreeing: int
    differing: int
    stands: str
    one_venue: bool
    two_venues: bool
    other_works: bool
    one_preprint: bool
    kept_apart: bool


def features(facts: Facts) -> Mapping[str, float]:
    """Return what `probability` weighs, by name."""
    years = "years apart" if facts.years.endswith("apart") else facts.years
    return {
        "always": 1.0,
        f"{facts.likeness} title": 1.0,
        "few words": float(facts.few_words),
        "authors": facts.shared / facts.of if facts.of else 0.0,
        "no authors": float(not facts.of),
        "other authors": float(facts.of > 0 and not facts.shared),
        years: 1.0,
        facts.texts or "no abstracts to compare": 1.0,
        "same place": facts.agreeing / 2,
        "other place": facts.differing / 2,
        "same venue": float(facts.one_venue),
        "other venue": float(facts.two_venues),
        "other kind of work": float(facts.other_works),
        "a preprint and a publication": float(facts.one_preprint),
        "other identifier": float(facts.kept_apart),
    }


def probability(facts: Facts, weights: Mapping[str, float] | None = None) -> float:
    """Return the probability that two records are one paper."""
    weights = load_weights() if weights is None else weights
    odds = math.fsum(weights.get(name, 0.0) * each for name, each in features(facts).items())
    return round(min(_SUREST, max(1 - _SUREST, 1 / (1 + math.exp(-odds)))), 2)


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, float]:
    """Load the packaged weights."""
    found: Mapping[str, float] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return found
