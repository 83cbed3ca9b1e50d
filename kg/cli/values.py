"""What the values of options may be: numbers have a least and a most, places have a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import click

_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
_LARGEST = 2.0**62


class Number(click.ParamType):  # type: ignore[type-arg]
    """A number from `least` to `most`, read by `kind`."""

    name = "number"

    def __init__(self, kind: Callable[[Any], float], least: float, most: float) -> None:
        self.kind, self._least, self._most = kind, least, most

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a number."""
        try:
            number = self.kind(value)
        except (ValueError, OverflowError):
            number = float("nan")
        if not self._least <= number <= self._most:
            what = "a whole number" if self.kind is int else "a number"
            self.fail(f"{value!r} is not {what} from {self._least} to {self._most}.", param, ctx)
        return number


COUNT = Number(int, 0, 2**31 - 1)
POSITIVE = Number(int, 1, 2**31 - 1)
JOBS = Number(int, 1, 1024)
PROBABILITY = Number(float, 0, 1)
SECONDS = Number(float, 0.001, 10**9)


class Size(click.ParamType):  # type: ignore[type-arg]
    """A number of bytes: `500M`, `2G`."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a number with its unit; K, M, G and T are powers of 1024."""
        match = re.fullmatch(r"(\d+(?:\.\d+)?) ?([KMGT]?)i?B?", str(value).strip(), re.IGNORECASE)
        size = float(match[1]) * _UNITS[match[2].upper()] if match else 0.0
        if not 1 <= size <= _LARGEST:
            self.fail(f"{value!r} is not a size; write it like 500M or 2G", param, ctx)
        return int(size)


class FileName(click.ParamType):  # type: ignore[type-arg]
    """The name of a file or folder."""

    name = "file name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse the empty name, which a variable that is not set makes, and which stands for /."""
        if not value:
            self.fail("the name is empty; name a file or folder", param, ctx)
        return str(value)


FILE_NAME = FileName()
