"""What someone may have meant: the known words that look like one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from kg.text import fold

_ALIKE = 0.6
"""How alike words must be, from 0 to 1: most of their letters, in one order."""


def closest(word: str, known: Iterable[str], most: int = 1, *, alike: float = _ALIKE) -> list[str]:
    """List up to `most` of the known words that look like this one, best first.

    Case, accents and punctuation count for nothing; of equals the first in the alphabet comes
    first.

    >>> closest("Recieve", ["send", "receive", "relieve"], 2)
    ['receive', 'relieve']
    """
    from rapidfuzz import fuzz, process

    words = sorted(set(known))
    found = process.extract(
        word, words, scorer=fuzz.ratio, processor=_letters, limit=most, score_cutoff=alike * 100
    )
    return [each for each, _, _ in found]


def alike(one: str, other: str) -> float:
    """Say how alike two words are, from 0 to 1, by the letters that they share in one order.

    >>> alike("name", "Name")
    1.0
    """
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, processor=_letters) / 100


def did_you_mean(words: Iterable[str]) -> str:
    """Ask whether one of these was meant; empty where there are none.

    >>> did_you_mean(["receive", "relieve"]), did_you_mean([])
    ('did you mean receive, relieve?', '')
    """
    listed = ", ".join(words)
    return f"did you mean {listed}?" if listed else ""


def _letters(text: str) -> str:
    return fold(text).replace(" ", "") or text
