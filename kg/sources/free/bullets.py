"""Tell the signs, numbers and labels that items of a list begin with from the beginnings of other lines."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BULLET = re.compile(
    r"(?:(?P<sign>[-*+•·◦▪–—]|\^(?:[ \t]+[a-z](?=[ \t]))*)"
    r"|(?P<number>\(?\[?(?:\d{1,3}|#|[a-z])(?:\.(?!\d)|\)|\]|(?<=\d):))"
    r"|(?P<key>\[[A-Za-z][\w+:-]{0,20}\]))[ \t]+(?=\S)"
)
_SERIAL = re.compile(r"([A-Za-z]{1,8}[-.]?)(\d{1,4})(?:([.:)\]])|(?=[ \t]))[ \t]*(?=\S)")
"""A label of a maker's own: a word and a number, as in `pub12` or `J3.`."""
_NEAR = 5
"""How far the number of an item may be from the last one."""
_SERIALS, _SERIALS_SIGNED = 5, 3
"""Lines with labels of one word, with other numbers each, that make a list; with a sign behind them fewer."""


class Bullets:
    """The items of a text as they come; numbers that follow each other are told from others.

    >>> bullets = Bullets([])
    >>> lines = ("1. Owls", "30. PMID", "2. Bats")
    >>> [bool(bullets.begin(line, 0, known=True, goes_on=True)) for line in lines]
    [True, False, True]
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._serials = _serials(lines)
        self._last: dict[int, int] = {}
        """The last number at each indent."""

    def begin(
        self, line: str, indent: int, *, known: bool, goes_on: bool, signs: bool = False
    ) -> re.Match[str] | None:
        """Return what an item begins with; None for a line of a paragraph that goes on.

        `known` tells that items begin at this indent; in a paragraph before them only `signs` do.
        """
        serial = _SERIAL.match(line)
        if serial and (serial[1], serial[3]) in self._serials:
            return serial
        match = _BULLET.match(line)
        if match is None:
            return None
        if goes_on and not known:
            return match if signs and match["sign"] else None
        number = _number(match)
        if goes_on and not self._follows(number, indent):
            return None
        if number is not None:
            self._last[indent] = number
        return match

    def _follows(self, number: int | None, indent: int) -> bool:
        """Tell whether a number is near the last one, or begins anew: a wrapped line may begin with any."""
        if number is None or number == 1 or indent not in self._last:
            return True
        return abs(number - self._last[indent]) <= _NEAR


def _number(match: re.Match[str]) -> int | None:
    digits = (match["number"] or "").strip("([]).:")
    return int(digits) if digits.isdecimal() else None


def _serials(lines: Iterable[str]) -> frozenset[tuple[str, str | None]]:
    """Return the words of labels, each with the sign behind it, that begin many lines with other numbers."""
    numbers: dict[tuple[str, str | None], set[str]] = {}
    for line in lines:
        if match := _SERIAL.match(line):
            numbers.setdefault((match[1], match[3]), set()).add(match[2])
    return frozenset(
        label
        for label, found in numbers.items()
        if len(found) >= (_SERIALS_SIGNED if label[1] else _SERIALS)
    )
