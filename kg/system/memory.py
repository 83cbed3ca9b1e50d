"""Memory that is free, given back to the system: programs that stay are as large as they need to be."""

from __future__ import annotations

import ctypes
import sys

_MMAP_THRESHOLD, _LARGE = -3, 2**18
"""M_MMAP_THRESHOLD of mallopt(3), and bytes from which on a piece of memory is large."""


def keep_large_apart() -> None:
    """Let large pieces of memory lie apart from now on, where the C library is glibc.

    They go back to the system when they are free. Otherwise it puts the larger ones among the
    others, too, once one has been freed, and they leave holes there. Source: mallopt(3).

    >>> keep_large_apart()
    """
    if sys.platform == "linux" and (set_ := getattr(ctypes.CDLL(None), "mallopt", None)):
        set_(_MMAP_THRESHOLD, _LARGE)


def release_memory() -> None:
    """Give back what the C library keeps for later, where it is glibc; a few milliseconds.

    It gives back by itself what lies at the end alone: answers of megabytes that are long sent
    leave holes. Source: malloc_trim(3).

    >>> release_memory()
    """
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
