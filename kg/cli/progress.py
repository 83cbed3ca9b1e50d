"""Show on stderr how far work has come: a bar on a terminal, elsewhere a line every so often."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

from kg.text import visible

_PATIENCE = 2.0
"""Seconds of a stage after which a bar appears."""
_REDRAWN = 0.2
_BETWEEN_LINES = 10.0
_WIDTH = 20
_CLEAR = "\r\033[K"
_now = time.monotonic


class Progress:
    """The listener of a command. It draws a bar on one line; what cannot be shown changes nothing.

    The cursor stays as it is (the bars of click hide it), since a process may be killed any time.
    """

    @contextmanager
    def stage(self, what: str, total: int | None) -> Iterator[Callable[[], None]]:
        """Show a stage that takes long."""
        begun = shown = _now()
        wait = _PATIENCE if sys.stderr.isatty() else _BETWEEN_LINES
        done = 0

        def step() -> None:
            nonlocal done, shown, wait
            done += 1
            if (now := _now()) - shown >= wait:
                wait = _show(what, total, done, now - begun)
                shown = now

        try:
            yield step
        finally:
            if shown > begun:
                clear_line()


def clear_line() -> None:
    """Take away the bar that may stand on the terminal's line, so that something else can."""
    if sys.stderr.isatty():
        with suppress(OSError):
            click.echo(_CLEAR, nl=False, err=True)


def _show(what: str, total: int | None, done: int, seconds: float) -> float:
    """Show the state of a stage, and return the seconds after which to show it again."""
    line = visible(_line(what, total, done, seconds))
    is_terminal = sys.stderr.isatty()
    with suppress(OSError):
        if is_terminal:
            room = shutil.get_terminal_size().columns - 1
            click.echo(f"{_CLEAR}{f'{_bar(total, done)}{line}'[:room]}", nl=False, err=True)
        else:
            click.echo(f"kg: {line}", err=True)
    return _REDRAWN if is_terminal else _BETWEEN_LINES


def _bar(total: int | None, done: int) -> str:
    """Draw how much of the work is done, where that is known.

    >>> _bar(4, 1), _bar(None, 1)
    ('[#####---------------] ', '')
    """
    if not total:
        return ""
    filled = min(_WIDTH, _WIDTH * done // total)
    return f"[{'#' * filled}{'-' * (_WIDTH - filled)}] "


def _line(what: str, total: int | None, done: int, seconds: float) -> str:
    """Say it in words.

    >>> _line("reading refs.bib", None, 500, 10.0)
    'reading refs.bib: 500, 50/s'
    >>> _line("looking for mentions", 900, 45, 9.0)
    'looking for mentions: 45 of 900, 5/s, 2:51 left'
    """
    rate = done / seconds
    if total is None:
        return f"{what}: {done}, {rate:.0f}/s"
    minutes, left = divmod(round((total - done) / rate), 60)
    return f"{what}: {done} of {total}, {rate:.0f}/s, {minutes}:{left:02} left"
