"""Read several files of one build together: all of one version, whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from kg.errors import InputError
from kg.journal import current

T = TypeVar("T")
Version = list[tuple[int, int, int] | None]
_TRIES = 20
_LAST = "summary.json"
"""What a build replaces last, and anew each time."""


def read_together(paths: Iterable[str | Path], read: Callable[[], T]) -> T:
    """Call `read`, and again while builds replace the files of these folders meanwhile.

    Raises: InputError: where that goes on. What `read` raises, where nothing was replaced.
    """
    folders = _folders(paths)
    for _ in range(_TRIES):
        before = _version(folders)
        try:
            result = read()
        except InputError:
            if _version(folders) == before:
                raise
            continue
        if _version(folders) == before:
            return result
    raise _replaced(folders)


def unchanged(paths: Iterable[str | Path], items: Iterable[T]) -> Iterator[T]:
    """Yield what is read from files, and fail at the end where a build has replaced them meanwhile.

    For what cannot be read twice. Raises: InputError.
    """
    folders = _folders(paths)
    before = _version(folders)
    yield from items
    if _version(folders) != before:
        raise _replaced(folders)


def _replaced(folders: Iterable[Path]) -> InputError:
    return InputError(
        "a build has replaced these files while they were read",
        where=", ".join(map(str, folders)), todo="read them again when it has ended",
    )  # fmt: skip


def _folders(paths: Iterable[str | Path]) -> list[Path]:
    """List the folders that hold several of the files: one file alone is of one version."""
    parents = [Path(path).parent for path in paths if str(path) != "-"]
    return [each for each in dict.fromkeys(parents) if parents.count(each) > 1]


def _version(folders: Iterable[Path]) -> Version:
    return [_identity(current(folder / _LAST)) for folder in folders]


def _identity(path: Path) -> tuple[int, int, int] | None:
    """Tell one file from another that takes its place; a file that is moved stays the same."""
    try:
        found = path.stat()
    except OSError:
        return None  # A folder that no build has written.
    return found.st_ino, found.st_mtime_ns, found.st_size
