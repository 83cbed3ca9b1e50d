"""Find tasks that are said in other words: `captions for images` is image captioning.

A name that ends in what is done (detection, captioning) is met by any form of that word with the
rest of the name around it, in one clause and close together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from kg.extraction.concepts import Entry
from kg.extraction.spelling import token_key, word_set
from kg.extraction.word_tests import WordTest

_ROOTS = tuple(
    word_set(
        "align anticipat assess attack caption classif cluster coloriz complet compress condens convers"
        " coordinat count deblur denois detect diagnos diariz discover edit embed enhanc estimat explain"
        " extract forecast generat grasp ground identif imput inpaint interpolat locali localiz manipulat"
        " match navigat pars predict recogni recommend reconstruct regist relight render repair restor"
        " retriev rewrit segment separat simplif summar synthes tagg track transcri translat"
    )
)
"""How the forms of what is done begin: `detect` stands for detection, detecting and detected."""
_REACH = 4
"""How many tokens on either side the rest of a name may stand."""
_CLAUSE = word_set(". ; : ( ) ? ! that which while where because but than we")


@lru_cache(maxsize=1 << 14)
def root(word: str) -> str | None:
    """Return how the forms of a word for what is done begin; None for any other word.

    >>> root("segmenting"), root("recognition"), root("table")
    ('segment', 'recogni', None)
    """
    return max((each for each in _ROOTS if word.startswith(each)), key=len, default=None)


_Ranked = tuple[int, frozenset[str], Entry]
"""A name: its place among those of one root, the first of which counts, and its other words."""


class Paraphrases:
    """Names of tasks by the root of what is done and one of their other words, each with the keys of all."""

    def __init__(self, labels: Iterable[tuple[str, Entry]]) -> None:
        names: dict[str, list[tuple[frozenset[str], Entry]]] = defaultdict(list)
        for label, entry in labels:
            *others, head = re.split(r"[\s-]+", label.lower())
            if others and (done := root(head)):
                names[done].append((frozenset(map(token_key, others)), entry))
        self._names: dict[str, dict[str, list[_Ranked]]] = {}
        for done, several in names.items():
            by_word = self._names[done] = defaultdict(list)
            several.sort(key=lambda each: -len(each[0]))  # The longest name counts.
            for rank, (keys, entry) in enumerate(several):
                by_word[max(keys)].append((rank, keys, entry))
        self._is_done = WordTest(lambda word: root(word) in self._names)

    def find(
        self, lower: Sequence[str], starts: Sequence[bool]
    ) -> Iterator[tuple[int, int, Entry]]:
        """Yield where tasks are said in other words, as tokens from and to, and entry."""
        for place in self._is_done.places(lower):
            by_word = self._names[root(lower[place]) or ""]
            near = {token_key(lower[n]): n for n in _clause(lower, starts, place)}
            there = [
                name
                for word in by_word.keys() & near.keys()
                for name in by_word[word]
                if name[1] <= near.keys()
            ]
            if there:
                _, others, entry = min(there, key=itemgetter(0))
                places = [place, *(near[each] for each in others)]
                yield min(places), max(places) + 1, entry


def _clause(lower: Sequence[str], starts: Sequence[bool], place: int) -> range:
    """Return the tokens around a place that are of its clause."""
    first, last = place, place + 1
    while first > max(place - _REACH, 0) and not starts[first] and lower[first - 1] not in _CLAUSE:
        first -= 1
    while (
        last <= min(place + _REACH, len(lower) - 1)
        and not starts[last]
        and lower[last] not in _CLAUSE
    ):
        last += 1
    return range(first, last)
