"""What the commands share: options, and where results and messages go."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from kg.errors import InputError


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


def _set_quiet(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    ctx.meta["kg.quiet"] = value


def say(message: str) -> None:
    """Print a message for the person at the terminal, on stderr, unless --quiet."""
    ctx = click.get_current_context(silent=True)
    if ctx is None or not ctx.meta.get("kg.quiet"):
        click.echo(message, err=True)


@contextmanager
def open_output(path: str) -> Iterator[IO[bytes]]:
    """Open the place where results go: `-` is stdout, `.gz` is compressed; always UTF-8 bytes.

    Raises: InputError: where the file cannot be written.
    """
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with open(path, "wb") as raw:
            if path.endswith(".gz"):
                # No name and no time in the header: same results, same bytes.
                with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed:
                    yield packed  # type: ignore[misc]
            else:
                yield raw
    except OSError as error:
        raise InputError(
            "cannot write", where=path, value=error.strerror, todo="name another file"
        ) from error


def print_text(text: str, path: str = "-") -> None:
    """Write text and a final newline to `path` as UTF-8, whatever the locale."""
    with open_output(path) as out:
        out.write(text.encode() if text.endswith("\n") else f"{text}\n".encode())


def table(rows: list[tuple[object, ...]], header: tuple[str, ...]) -> str:
    """Lay out rows as a plain-text table that fits the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    stream = io.StringIO()
    width = None if sys.stdout.isatty() else 200
    console = Console(file=stream, width=width, highlight=False, color_system=None)
    grid = Table(box=None, pad_edge=False, header_style=None)
    for title in header:
        grid.add_column(title, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(str(cell)) for cell in row))
    console.print(grid)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


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
