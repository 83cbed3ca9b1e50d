"""What the commands share: options, messages, tables."""

from __future__ import annotations

import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from kg.cli.numbers import JOBS
from kg.cli.progress import Progress, clear_line
from kg.errors import InputError, KgError
from kg.system.progress import listening
from kg.text import visible


def common_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --quiet and --debug. `--debug` is read by `kg.cli.main`, and shows tracebacks."""
    function = click.option(
        "--debug", is_flag=True, expose_value=False, help="Show a traceback when kg fails."
    )(function)
    return click.option(
        "--quiet", is_flag=True, expose_value=False, callback=_set_quiet,
        help="Print results and errors only.",
    )(function)  # fmt: skip


def output_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --output FILE, `-` (standard output) unless given; `.gz` is compressed."""
    return click.option(
        "--output", default="-", metavar="FILE", help="Write results here instead of to stdout."
    )(function)


def jobs_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --jobs N, None unless given."""
    return click.option(
        "--jobs", type=JOBS, metavar="N",
        help="Processes that look for mentions [as many as there are processors, up to 4, where"
        " the new texts are many].",
    )(function)  # fmt: skip


def columns_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --columns [FILE:]FIELD=COLUMN,…, which maps fields to the columns of tables."""
    return click.option(
        "--columns", metavar="[FILE:]FIELD=COLUMN,…", multiple=True, callback=_parse_columns,
        help="Which column of a table is which field, where no heading tells it, or of FILE alone,"
        " whatever its headings; \"…\" around a name with commas, #1, #2 … where the first line"
        " holds no headings.",
    )(function)  # fmt: skip


def _parse_columns(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    if not values:
        return {}
    from kg.sources.tables.headings import parse_columns

    return parse_columns(*values)


def _set_quiet(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    ctx.meta["kg.quiet"] = value
    if not value:
        ctx.with_resource(listening(Progress()))


def say(message: str) -> None:
    """Print a message for the person at the terminal, on stderr, unless --quiet."""
    ctx = click.get_current_context(silent=True)
    if ctx is None or not ctx.meta.get("kg.quiet"):
        _tell(message)


def show_error(error: KgError) -> None:
    """Print an error as one line on stderr, and beneath it the place that it is about."""
    _tell(f"kg: {' '.join(str(error).split())}")
    if error.excerpt:
        _tell(error.excerpt)


def _tell(message: str) -> None:
    clear_line()
    with suppress(OSError):  # Work goes on where nobody can be told of it.
        click.echo(visible(message), err=True)


_GAP = "  "
_NARROWEST = 8


def table(rows: Sequence[tuple[object, ...]], header: tuple[str, ...]) -> str:
    """Lay out rows as a plain-text table; on a terminal, cells wrap so that it fits.

    >>> print(table([("a", 1), ("bc", 23)], ("x", "n")))
    x   n
    a   1
    bc  23
    """
    lines = [tuple(visible(str(cell)) for cell in row) for row in [header, *rows]]
    widths = [max(_width(part) for cell in column for part in cell.split("\n"))
              for column in zip(*lines, strict=True)]  # fmt: skip
    if sys.stdout.isatty():
        widths = _fit(widths, shutil.get_terminal_size().columns)
    return "\n".join(_layout_row(line, widths) for line in lines)


def _width(text: str) -> int:
    """Count the columns that text takes: East Asian wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def _fit(widths: list[int], available: int) -> list[int]:
    """Narrow the widest columns until the table fits, or none can be narrowed."""
    available -= len(_GAP) * (len(widths) - 1)
    while sum(widths) > available and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _layout_row(cells: tuple[str, ...], widths: list[int]) -> str:
    folded = [_fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max((len(parts) for parts in folded), default=0)
    lines = []
    for n in range(height):
        parts = [cell[n] if n < len(cell) else "" for cell in folded]
        padded = (
            part + " " * (width - _width(part)) for part, width in zip(parts, widths, strict=True)
        )
        lines.append(_GAP.join(padded).rstrip())
    return "\n".join(lines)


def _fold(cell: str, width: int) -> list[str]:
    if _width(cell) <= width and "\n" not in cell:
        return [cell]
    parts = [textwrap.wrap(line, max(width, 1)) or [""] for line in cell.split("\n")]
    return [part for line in parts for part in line]


def existing(path: str) -> Path:
    """Return the path of a file that exists.

    Raises: InputError: where there is none, or it is a folder.
    """
    found = Path(path)
    if not found.exists():
        raise InputError("no such file", where=path, todo="check the name and the folder")
    if found.is_dir():
        raise InputError("this is a folder, not a file", where=path, todo="name a file in it")
    return found
