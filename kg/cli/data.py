"""The option --data of the commands that ask questions of files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.errors import InputError


class DataCommand(click.Command):
    """A command whose --data takes several files: `--data a.ttl b.ttl`, as well as once each."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(_repeat_data(args)))


def _repeat_data(args: list[str]) -> list[str]:
    spread: list[str] = []
    in_data = False
    for index, arg in enumerate(args):
        if arg.startswith("-") and arg != "-":
            in_data = False
        elif in_data and Path(arg).is_file() and not arg.endswith(".rq"):
            spread.append("--data")
        elif index and args[index - 1] == "--data":
            in_data = True
        spread.append(arg)
    return spread


def data_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --data FILE…."""
    return click.option(
        "--data", multiple=True, metavar="FILE…",
        help="RDF files to ask; out/kg.ttl and out/mentions.ttl unless given.",
    )(function)  # fmt: skip


def files_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add FILE… behind the other arguments: another way to give --data."""
    return click.argument("files", nargs=-1, metavar="[FILE…]")(function)


def files_or_default(data: tuple[str, ...], files: tuple[str, ...] = ()) -> list[str]:
    """Return the files given, by --data and as arguments, else those of the build in `out/`.

    Raises: InputError: where there is no build, or an argument names no file.
    """
    for each in files:
        if not Path(each).exists():
            raise InputError(
                "no such file", where=each,
                todo="quote what has blanks in it; files to ask may follow it",
            )  # fmt: skip
    from kg.store import files_of

    return files_of([*data, *files] or None)
