"""Hold a folder for one process at a time; the system lets it go when the process dies."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no flock; there two writers are the user's to avoid.
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a lock on the folder itself, so that no file is left; another holder is waited for.

    Raises: OSError: where the folder cannot be opened.
    """
    handle = _open(folder)
    try:
        if fcntl and handle is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _open(folder: Path) -> int | None:
    return os.open(folder, os.O_RDONLY) if fcntl else None
