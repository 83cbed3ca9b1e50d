"""The options --timeout and --max-memory, and work that runs within them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import click

from kg.cli.common import say, show_error
from kg.cli.output import Results, open_output
from kg.cli.values import SECONDS, Size
from kg.errors import KgError
from kg.system.worker import Limits, Message, default_memory, run_within

_PROCESSES = 5
"""How many stand by in a program that stays, of both sorts: they share the memory."""


def limit_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --timeout and --max-memory, which the function gets as `limits`."""

    @functools.wraps(function)
    def command(*args: Any, timeout: float | None, max_memory: int | None, **others: Any) -> Any:
        limits = Limits(timeout, max_memory or default_memory())
        return function(*args, limits=limits, **others)

    command = click.option(
        "--max-memory", type=Size(), metavar="SIZE",
        help="Stop at this much memory, such as 500M or 2G; half of the machine's unless given.",
    )(command)  # fmt: skip
    return click.option(
        "--timeout", type=SECONDS, metavar="S", help="Stop after this many seconds."
    )(command)


def question_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --timeout and --max-memory of each question to a program that stays, as `limits`."""

    @functools.wraps(function)
    def command(*args: Any, timeout: float, max_memory: int | None, **others: Any) -> Any:
        limits = Limits(timeout, max_memory or _share_of_memory())
        return function(*args, limits=limits, **others)

    command = click.option(
        "--max-memory", type=Size(), metavar="SIZE",
        help="End a question at this much memory, such as 500M or 2G; the processes share half of"
        " the machine's unless given.",
    )(command)  # fmt: skip
    return click.option(
        "--timeout", type=SECONDS, default=30, show_default=True, metavar="S",
        help="End a question after this many seconds.",
    )(command)  # fmt: skip


def _share_of_memory() -> int | None:
    memory = default_memory()
    return None if memory is None else memory // _PROCESSES


def run_limited(
    limits: Limits,
    output: str,
    function: Callable[..., None],
    *args: object,
    may_fork: bool = True,
) -> int:
    """Call `function(send, *args)` in a process of its own, and pass on what it sends.

    Bytes are written to `output`, texts are said, errors are shown; a number is the exit code,
    which is returned. Raises: as `run_within` does.
    """
    return deliver(run_within(limits, function, *args, may_fork=may_fork), output)


def deliver(messages: Iterator[Message], output: str) -> int:
    """Pass on what a process sends, as `run_limited` does; the output opens when there is some."""
    exit_code = 0
    with ExitStack() as opened:
        out: Results | None = None
        for message in messages:
            if isinstance(message, str):
                say(message)
            elif isinstance(message, KgError):
                show_error(message)
            elif isinstance(message, int):
                exit_code = message
            else:
                out = out or opened.enter_context(open_output(output))
                out.write(message)
    return exit_code
