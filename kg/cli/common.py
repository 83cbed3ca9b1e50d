"""What the commands share: options and messages."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from kg.cli.progress import Progress, clear_line
from kg.cli.values import FILE_NAME, JOBS
from kg.errors import InputError, KgError
from kg.system.progress import listening
from kg.table import lay_out
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
        "--output",
        type=FILE_NAME,
        default="-",
        metavar="FILE",
        help="Write results here instead of to stdout.",
    )(function)


def jobs_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --jobs N, None unless given."""
    return click.option(
        "--jobs", type=JOBS, metavar="N",
        help="Processes that share the work [as many as there are processors, up to 4, where the"
        " records are many].",
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


def terminal_width() -> int | None:
    """Count the columns of the terminal that results go to; None where they go elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def table(rows: Sequence[Sequence[object]], header: Sequence[str]) -> str:
    """Lay out rows as a plain-text table; on a terminal, cells wrap so that it fits."""
    return lay_out(rows, header, terminal_width())


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
