"""The options --timeout and --max-memory."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import click

_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}


class Size(click.ParamType):  # type: ignore[type-arg]
    """A number of bytes: `500M`, `2G`."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a number with its unit; K, M, G and T are powers of 1024."""
        match = re.fullmatch(r"(\d+(?:\.\d+)?) ?([KMGT]?)i?B?", str(value).strip(), re.IGNORECASE)
        if not match or not float(match[1]):
            self.fail(f"{value!r} is no size; write it like 500M or 2G", param, ctx)
        return int(float(match[1]) * _UNITS[match[2].upper()])


def limit_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --timeout and --max-memory."""
    function = click.option(
        "--max-memory", type=Size(), metavar="SIZE",
        help="Stop at this much memory, such as 500M or 2G; half of the machine's unless given.",
    )(function)  # fmt: skip
    return click.option(
        "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="S",
        help="Stop after this many seconds.",
    )(function)  # fmt: skip
