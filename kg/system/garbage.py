"""Look for garbage in cycles seldom while much is made that has none: each look goes through it all."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 100_000
"""Objects that are made between two looks: triples and records make hardly any cycle."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles as often as `SELDOM` says at most, and as often as before afterwards.

    >>> before = gc.get_threshold()
    >>> with seldom_collected():
    ...     gc.get_threshold()[0] >= SELDOM
    True
    >>> gc.get_threshold() == before
    True
    """
    first, *others = gc.get_threshold()
    # Who has switched it off, by 0, wants no look at all.
    gc.set_threshold(first and max(first, SELDOM), *others)
    try:
        yield
    finally:
        gc.set_threshold(first, *others)
