"""End a reader that makes no headway, so that one file never stops the others."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from kg.errors import SourceError

_T = TypeVar("_T")

_LEAST = 60.0
_PER_BYTE = 10.0 / 2**20
_AGAIN = 1.0
"""Where the first signal came to nothing, such as in a destructor, the next one follows."""


def with_headway(items: Iterator[_T], where: str, size: int) -> Iterator[_T]:
    """Yield what a reader does; end it where it computes for long and yields nothing.

    For each item it has a minute of processor time, and ten seconds more for each MiB of the
    `size` in bytes: many times what any needs, on a slow machine, too. What the program does
    with an item does not count. There is no such limit where the system has no timer of
    processor time (Windows), and outside of the main thread.

    Raises: SourceError: where the limit is reached.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        yield from items
        return
    seconds = _LEAST + _PER_BYTE * size
    while True:
        with _limited(seconds, where):
            try:
                item = next(items)
            except StopIteration:
                return
        yield item


@contextmanager
def _limited(seconds: float, where: str) -> Iterator[None]:
    """Raise in the block once it has taken so much processor time; patterns are interrupted, too."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SourceError(
            f"reading makes no headway: nothing came in {seconds:.0f} seconds of processor time",
            where=where, todo="give it in another format, or leave it out",
        )  # fmt: skip

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
