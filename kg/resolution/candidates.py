"""Pairs that may be one thing and are not merged: for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two papers or people, by their keys, with their titles or names, and what speaks for one.

    `score` runs from 0 to 1; `evidence` is in words.
    """

    kind: Literal["paper", "person"]
    a: str
    b: str
    name_a: str
    name_b: str
    evidence: str
    score: float
