"""Walk through a JSON text value by value, holding no more of it than the value in hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from math import isinf
from typing import Any

from kg.sources.fields.unread import Noted
from kg.text import whole_number

_CHUNK = 1024 * 1024
_LONGEST_VALUE = 64 * _CHUNK
_AHEAD = 64 * 1024
_LONGEST_TOKEN = 12
_OVERLAP = 100
_LONGEST_RAW = 100_000
_EXACT = 2**53
"""From here on a floating-point number may stand for a whole number beside it."""
_BLANK = re.compile(r"[\s\ufeff]*")


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


def _whole(digits: str) -> int | str:
    """Read a whole number; one that no field can mean stays the text that it is."""
    number = whole_number(digits.removeprefix("-"))
    return digits if number is None else -number if digits.startswith("-") else number


def _fraction(digits: str) -> float | int | str:
    """Read a number with a point or an exponent; a whole one, such as the year 2019.0, is whole."""
    number = float(digits)
    if isinf(number):
        return digits
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


DECODER = json.JSONDecoder(
    parse_constant=_refuse, parse_int=_whole, parse_float=_fraction, object_hook=Noted
)
"""JSON as RFC 8259 has it: without NaN and Infinity."""


class JsonText:
    """A text and a place in it; `line` is the number of the line there, from 1."""

    def __init__(self, chunks: Callable[[int], Iterator[str]]) -> None:
        self._chunks = chunks(_CHUNK)
        self._buffer, self._position, self.line = "", 0, 1

    def skip(self) -> bool:
        """Pass over blanks; tell whether anything is left."""
        while True:
            match = _BLANK.match(self._buffer, self._position)
            self._go(match.end() if match else self._position)
            if self._position < len(self._buffer):
                return True
            if not self._more():
                return False

    def peek(self) -> str:
        """Return the next character, as it stands after `skip`."""
        return self._buffer[self._position : self._position + 1]

    def ahead(self) -> str:
        """Return the next 64 Ki characters."""
        while len(self._buffer) - self._position < _AHEAD and self._more():
            pass
        return self._buffer[self._position : self._position + _AHEAD]

    def take(self, count: int) -> str:
        """Return and pass over some characters that were looked at."""
        start = self._position
        self._go(start + count)
        return self._buffer[start : self._position]

    def put_back(self, text: str) -> None:
        """Set a text before what is next."""
        self._buffer = text + self._buffer[self._position :]
        self._position = 0
        self.line -= text.count("\n")

    def value(self) -> tuple[object, str]:
        """Return and pass over the value that is next, read and as it is written.

        Raises: ValueError: where none is there, with the reason; RecursionError: where it is deep.
        """
        value, end = self._decode()
        return value, self.take(end - self._position)

    def look(self) -> Any:
        """Return the value that is next, and stay. Raises as `value` does."""
        return self._decode()[0]

    def pass_to(self, pattern: re.Pattern[str]) -> str:
        """Pass to the next place that matches, else to the end; return the start of what was passed."""
        passed = ""
        while True:
            match = pattern.search(self._buffer, self._position + 1)
            end = match.start() if match else max(self._position, len(self._buffer) - _OVERLAP)
            passed += self.take(end - self._position)[: _LONGEST_RAW - len(passed)]
            if match:
                return passed
            if not self._more():
                return passed + self.take(len(self._buffer) - self._position)

    def _decode(self) -> tuple[object, int]:
        while True:
            try:
                value, end = DECODER.raw_decode(self._buffer, self._position)
            except json.JSONDecodeError as error:
                if self._is_cut(error) and self._more():
                    continue
                raise ValueError(f"{error.msg} on line {self._line_at(error.pos)}") from error
            # Of a number, more digits may follow.
            if end < len(self._buffer) or self._buffer[end - 1] in '}]"' or not self._more():
                return value, end

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        """Tell whether a value may be whole once more of the text is there."""
        if len(self._buffer) - self._position > _LONGEST_VALUE:
            return False
        at_end = error.pos >= len(self._buffer) - _LONGEST_TOKEN
        return at_end or error.msg.startswith("Unterminated")

    def _line_at(self, position: int) -> int:
        return self.line + self._buffer.count("\n", self._position, position)

    def _go(self, position: int) -> None:
        self.line = self._line_at(position)
        self._position = position

    def _more(self) -> bool:
        """Read on, as much again as is held; tell whether there was more."""
        rest = self._buffer[self._position :]
        read, size = list[str](), 0
        for chunk in self._chunks:
            read.append(chunk)
            size += len(chunk)
            if size >= max(len(rest), 1):
                break
        self._buffer, self._position = rest + "".join(read), 0
        return size > 0
