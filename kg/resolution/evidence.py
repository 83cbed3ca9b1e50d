"""Say in words what speaks for two author lines being one person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.resolution.pairing import Matrix

SAID = {
    "co-author": "shared co-author", "second co-author": "shared co-author",
    "co-authors": "shared co-author", "no co-author": "no shared co-author",
    "strangers": "no shared co-author", "circle": "co-authors who write with each other",
    "circles": "co-authors who write with each other", "title": "similar title",
    "other abstract": "other subject", "affiliation": "same affiliation",
    "other affiliation": "other affiliation", "venue": "same venue", "many years": "many years apart",
    "own list": "in the list of one person",
}  # fmt: skip
"""What features of two lines are called."""
TELLING = 0.3
"""Log-odds from which on a piece of evidence is named."""


def evidence_by_name(parts: Sequence[tuple[str, Matrix]]) -> Mapping[str, Matrix]:
    """Add up what `pairing.weigh` yields by what it is called, in one order."""
    found: dict[str, Matrix] = {}
    for name, matrix in parts:
        if name in SAID:
            said = SAID[name]
            found[said] = found[said] + matrix if said in found else matrix
    return found


def name_evidence(says: Mapping[str, float]) -> str:
    """Name what tells enough, in the order given; where nothing does, what tells most.

    >>> name_evidence({"few have the name": 2.0, "shared co-author": 0.1, "same venue": 0.6})
    'few have the name; same venue'
    >>> name_evidence({"few have the name": -2.0, "same venue": 0.2})
    'same venue'
    """
    told = [name for name, each in says.items() if each >= TELLING]
    most = max(says, key=lambda name: says[name])
    return "; ".join(told) or (most if says[most] > 0 else "the name alone")
