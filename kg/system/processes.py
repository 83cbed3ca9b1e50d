"""What processes that work for another one share: none outlives it, and none speaks for it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_HAS_MASKS = hasattr(signal, "pthread_sigmask")


@contextmanager
def starting_workers() -> Iterator[None]:
    """Hold back signals while processes start; the new ones get them when `become_worker` is called.

    Before that they would take Ctrl-C, which a terminal sends to all, for their own, and show a
    traceback.
    """
    if not _HAS_MASKS:
        yield
        return
    old = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, old)


def become_worker() -> None:
    """Make this process, which `multiprocessing` started, end when its parent does, however.

    Nothing else would tell it of the end of a parent that was killed. Ctrl-C is the parent's to
    answer; other signals end this process without a word.
    """
    for each in _ENDING:
        signal.signal(each, signal.SIG_IGN if each == signal.SIGINT else signal.SIG_DFL)
    if _HAS_MASKS:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
