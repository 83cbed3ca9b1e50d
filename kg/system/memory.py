"""Memory that is free, given back to the system: programs that stay are as large as they need to be."""

from __future__ import annotations

import ctypes
import sys


def release_memory() -> None:
    """Give back what the C library keeps for later, where it is glibc; a few milliseconds.

    It gives back by itself what lies at the end alone: answers of megabytes that are long sent
    leave holes. Source: malloc_trim(3).

    >>> release_memory()
    """
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
