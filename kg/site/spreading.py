"""Move the nodes of a picture apart until each label can be read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from unicodedata import east_asian_width

Place = tuple[float, float]

_CHARACTER, _HALF_HEIGHT, _ROUNDS = 6.2, 12.0, 400
"""Units of a character of 11 px, half of what a dot with its label takes, and rounds at most."""


def spread(places: Sequence[Place], labels: Sequence[str], room: Place) -> list[Place]:
    """Return places near those given where no label covers another, inside a picture so wide and high.

    Where there is no room for all, some labels still overlap.

    >>> spread([(50, 50), (50, 50)], ["owl", "mouse"], (100, 100))
    [(50.0, 38.0), (50.0, 62.0)]
    """
    halves = [_half_width(label) for label in labels]
    at = [_inside(place, half, room) for place, half in zip(places, halves, strict=True)]
    for _ in range(_ROUNDS):
        crowded = False
        for i, j in combinations(range(len(at)), 2):
            across = halves[i] + halves[j] - abs(at[i][0] - at[j][0])
            down = 2 * _HALF_HEIGHT - abs(at[i][1] - at[j][1])
            if min(across, down) > 0.5:
                crowded = True
                (left, top), (right, bottom) = at[i], at[j]
                x, y = (across / 2, 0.0) if across < down else (0.0, down / 2)
                x, y = x if left > right else -x, y if top > bottom else -y
                at[i] = _inside((left + x, top + y), halves[i], room)
                at[j] = _inside((right - x, bottom - y), halves[j], room)
        if not crowded:
            break
    return at


def _half_width(label: str) -> float:
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in label) * _CHARACTER / 2 + 2


def _inside(place: Place, half: float, room: Place) -> Place:
    x = min(max(place[0], half), max(room[0] - half, half))
    return x, min(max(place[1], _HALF_HEIGHT + 8), room[1] - _HALF_HEIGHT)
