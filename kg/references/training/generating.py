"""Make examples by the thousand: records, varied, rendered by styles or by hand, damaged."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from typing import Any

from kg.references.training.damage import damaged
from kg.references.training.examples import Example, example
from kg.references.training.films import film
from kg.references.training.habits import Habit
from kg.references.training.homemade import write
from kg.references.training.records import Pools, varied
from kg.references.training.rendering import is_held_back, render, styles

Item = Mapping[str, Any]
_OF_A_STYLE = 2
_OF_A_HABIT = 4
_SHORTEST = 4
_FILMS = 0.02
_WITHOUT_TITLE = frozenset({"author", "journal", "date"})
"""What physicists and chemists are content with."""


def by_styles(items: Sequence[Item], count: int, seed: int) -> Iterator[Example]:
    """Yield examples rendered by styles that are not held back, as many by each as by another."""
    drawn = random.Random(seed)
    pools = Pools(items)
    paths = [path for name, path in styles().items() if not is_held_back(name)]
    drawn.shuffle(paths)
    made = 0
    for path in cycle(paths):
        if made >= count:
            return
        chosen = [varied(each, pools, drawn) for each in drawn.sample(items, _OF_A_STYLE)]
        for item, text in render(chosen, path):
            new = example(damaged(text, item, drawn))
            if len(new.tokens) >= _SHORTEST and (
                "title" in new.labels or _WITHOUT_TITLE.issubset(new.labels)
            ):
                made += 1
                yield new


def by_hand(items: Sequence[Item], count: int, seed: int) -> Iterator[Example]:
    """Yield examples written by the habits of people."""
    drawn = random.Random(seed)
    pools = Pools(items)
    for _ in range(count // _OF_A_HABIT):
        habit = Habit(drawn)
        for number, item in enumerate(drawn.sample(items, _OF_A_HABIT), drawn.randint(1, 60)):
            record = varied(item, pools, drawn)
            is_film = drawn.random() < _FILMS
            text = film(pools, drawn) if is_film else write(record, habit, drawn, number)
            yield example(damaged(text, record, drawn))
