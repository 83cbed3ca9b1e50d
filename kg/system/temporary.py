"""Files that are too large for memory and gone afterwards."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError


class Scratch(tempfile.SpooledTemporaryFile[bytes]):
    """Bytes in memory, and beyond a size in a file without a name.

    Raises: InputError: where there is no room for it, so that nobody looks for that elsewhere.
    """

    def write(self, content: Any) -> int:
        with explained():
            return super().write(content)

    def writelines(self, lines: Any) -> None:
        with explained():
            super().writelines(lines)

    def seek(self, *where: int) -> int:
        with explained():
            return super().seek(*where)


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Say of what fails that it is about temporary files. Raises: InputError."""
    try:
        yield
    except OSError as error:
        raise InputError(
            "cannot write a temporary file", where=_place(), value=error.strerror,
            todo="make room, or set TMPDIR to another folder",
        ) from error  # fmt: skip


def _place() -> str:
    try:
        return tempfile.gettempdir()
    except FileNotFoundError:  # There is none that can be written.
        return "TMPDIR"
