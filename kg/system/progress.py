"""How far long work has come: told to whoever listens.

The library prints nothing. It says what it works through, and a listener may show that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Protocol, TypeVar

T = TypeVar("T")


class Listener(Protocol):
    """Is told of each stage of the work."""

    def stage(self, what: str, total: int | None) -> AbstractContextManager[Callable[[], None]]:
        """Begin a stage of so many steps, where that is known; give what is called at each."""


_KNOWN: ContextVar[Counter[str] | None] = ContextVar("known", default=None)
_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell a listener what is tracked in the block.

    >>> class Printer:
    ...     @contextmanager
    ...     def stage(self, what: str, total: int | None) -> Iterator[Callable[[], None]]:
    ...         print(what, total)
    ...         yield lambda: None
    >>> with listening(Printer()):
    ...     _ = list(track("ab", "reading letters", 2))
    reading letters 2
    """
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


@contextmanager
def counting_known() -> Iterator[Counter[str]]:
    """Count in the block the results that were `asked` for, and those `known` from before.

    >>> with counting_known() as counts:
    ...     count_known(3, 5)
    >>> counts["known"], counts["asked"]
    (3, 5)
    """
    counts: Counter[str] = Counter()
    token = _KNOWN.set(counts)
    try:
        yield counts
    finally:
        _KNOWN.reset(token)


def count_known(known: int, asked: int) -> None:
    """Tell whoever counts that so many of the results asked for are known from before."""
    counts = _KNOWN.get()
    if counts is not None:
        counts.update(known=known, asked=asked)


def track(items: Iterable[T], what: str, total: int | None = None) -> Iterable[T]:
    """Give the items, and tell the listener, if there is one, of each that is done.

    `what` says what is done with them, and to which file; `total` is their number where known.

    >>> list(track("ab", "reading letters", 2))
    ['a', 'b']
    """
    listener = _LISTENER.get()
    return items if listener is None else _told(items, listener, what, total)


def _told(items: Iterable[T], listener: Listener, what: str, total: int | None) -> Iterator[T]:
    with listener.stage(what, total) as step:
        for item in items:
            yield item
            step()
