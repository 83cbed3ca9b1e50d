"""How the program ends: each failure is one line on stderr and an exit code, never a traceback."""

from __future__ import annotations

import _thread
import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import click

from kg.cli.common import show_error
from kg.cli.output import ReaderGone, flush_results
from kg.errors import FOREIGN, InputError, KgError, translate
from kg.text import visible

_INTERRUPTED = 130
_STREAMS = (("stdin", "r", os.O_WRONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY))
"""Each standard stream, how it is used, and how nothing is opened in its place."""


def run(command: Callable[[], Any], *, debug: bool) -> int:
    """Run a command, and return the exit code; `debug` shows tracebacks.

    A closed standard stream, a reader that has gone, a full disk, a signal: all end here, and
    nothing is left for the end of the interpreter to stumble over.
    """
    _fill_closed_streams()
    try:
        with _interruptible():
            return _attempt(command, debug)
    except KeyboardInterrupt:
        return _INTERRUPTED
    finally:
        _leave_nothing_unwritten()


def _attempt(command: Callable[[], Any], debug: bool) -> int:
    try:
        result = command()
        flush_results()
        return result if isinstance(result, int) else 0
    except ReaderGone:
        return 0
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        with suppress(OSError):
            click.echo(visible(shown.getvalue()), err=True, nl=False)
        return 2
    except click.Abort:
        return _INTERRUPTED
    except (KgError, *FOREIGN) as error:
        if debug:
            traceback.print_exc()
        known = error if isinstance(error, KgError) else _explain(error)
        show_error(known)
        return known.exit_code


@contextmanager
def readers_may_leave() -> Iterator[None]:
    """Take a closed pipe for the end of the work, before the library of options makes it exit 1.

    Raises: ReaderGone.
    """
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error


def _explain(error: BaseException) -> KgError:
    """Turn an error that nothing closer to its cause explained into one of ours."""
    try:
        flush_results()
    except InputError as known:
        return known
    return translate(error)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Take the signals that ask a program to end for an interruption, so that it tidies up.

    One that is ignored, as under nohup, stays so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    old = {each: signal.getsignal(each) for each in asked}
    taken = [each for each, handler in old.items() if handler == signal.SIG_DFL]
    for each in taken:
        signal.signal(each, _interrupt)
    hook, sys.unraisablehook = sys.unraisablehook, _interrupt_again
    try:
        yield
    finally:
        sys.unraisablehook = hook
        for each in taken:
            signal.signal(each, signal.SIG_DFL)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _interrupt_again(lost: sys.UnraisableHookArgs) -> None:
    """Repeat an interruption that came where nothing can be raised, as while a module loads."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        threading.Timer(0.01, _thread.interrupt_main).start()
    else:
        sys.__unraisablehook__(lost)


def _fill_closed_streams() -> None:
    """Open nothing in place of closed standard streams, so that no file gets their number.

    What is read from them or written to them then fails as on any other file; only messages
    are dropped.
    """
    for name, mode, flags in _STREAMS:
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, flags)  # The lowest number that is free: its own.
            setattr(sys, name, open(handle, mode, encoding="utf-8"))  # noqa: SIM115


def _leave_nothing_unwritten() -> None:
    """Flush the standard streams; what cannot be written shall not fail again at the very end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError), open(os.devnull, "wb") as nothing:
                os.dup2(nothing.fileno(), stream.fileno())
