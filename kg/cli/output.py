"""Where results go: standard output, or a file that is whole or stays as it was."""

from __future__ import annotations

import contextlib
import gzip
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kg.errors import InputError
from kg.text import visible

_STDOUT = "standard output"


class ReaderGone(Exception):
    """The program that reads our results (head, less) has ended: nothing is left to do."""


class Results:
    """A place for bytes that says by its name what goes wrong there."""

    def __init__(self, stream: IO[bytes], where: str) -> None:
        self._stream, self._where = stream, where

    def write(self, content: bytes) -> None:
        """Write bytes. Raises: as `open_output` does."""
        with _explained(self._where):
            self._stream.write(content)


@contextlib.contextmanager
def open_output(path: str) -> Iterator[Results]:
    """Open the place where results go: `-` is stdout, `.gz` is compressed; always UTF-8 bytes.

    A file takes its name when the block ends well: where the block raises, what was there before
    is there still. Devices and pipes are written as they are.

    Raises: InputError: where it cannot be written. ReaderGone: where nobody reads the pipe.
    """
    if path == "-" or _is_stream(path, 1):
        yield Results(sys.stdout.buffer, _STDOUT)
        flush_results()
        return
    with _explained(path):
        file = _Destination(path)
    try:
        yield Results(file.stream, path)
        with _explained(path):
            file.keep()
    except BaseException:
        file.discard()
        raise


def print_text(text: str, path: str = "-") -> None:
    """Write text and a final newline to `path` as UTF-8, whatever the locale."""
    with open_output(path) as out:
        out.write(as_lines(text))


def as_lines(text: str) -> bytes:
    """Encode text and a final newline as UTF-8; control characters are shown, not sent.

    In strings of JSON and Turtle what is shown reads as the same character.
    """
    return visible(text if text.endswith("\n") else f"{text}\n").encode()


def flush_results() -> None:
    """Write what standard output holds back. Raises: as `open_output` does."""
    with _explained(_STDOUT):
        sys.stdout.flush()


@contextlib.contextmanager
def _explained(where: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error
    except OSError as error:
        raise InputError(
            "cannot write", where=where, value=error.strerror, todo="name another file"
        ) from error


def _is_stream(path: str, number: int) -> bool:
    """Tell whether a path names what a standard stream of this program is open to."""
    with contextlib.suppress(OSError):
        return os.path.samestat(Path(path).stat(), os.fstat(number))
    return False


class _Destination:
    """A file that is written beside the one it replaces; one of another kind, as it is.

    Of a link the target is replaced. Who may read the file, and who owns it, stays.
    """

    def __init__(self, path: str) -> None:
        self._target = Path(os.path.realpath(path))
        self._old = self._target.stat() if self._target.exists() else None
        self._part: Path | None = None
        if self._old is None or (stat.S_ISREG(self._old.st_mode) and not _is_stream(path, 2)):
            self._part = self._target.with_name(f".kg-{secrets.token_hex(8)}.part")
        try:
            self._raw = open(self._part or path, "wb", opener=self._open)  # noqa: SIM115
        except PermissionError:
            if self._old is None or self._part is None:
                raise
            # A file that may be written, in a folder that may not.
            self._part = None
            self._raw = open(path, "wb")  # noqa: SIM115
        self.stream = self._raw if not path.endswith(".gz") else _packing(self._raw)

    def _open(self, path: str, flags: int) -> int:
        return os.open(path, flags, stat.S_IMODE(self._old.st_mode) if self._old else 0o666)

    def keep(self) -> None:
        """Put the whole file in its place."""
        if self.stream is not self._raw:
            self.stream.close()
        if self._part is None:
            self._raw.close()
            return
        self._raw.flush()
        os.fsync(self._raw.fileno())
        self._raw.close()
        if self._old is not None:
            with contextlib.suppress(OSError, AttributeError):  # Not everybody may, or can.
                os.chown(self._part, self._old.st_uid, self._old.st_gid)
            self._part.chmod(stat.S_IMODE(self._old.st_mode))
        self._part.replace(self._target)

    def discard(self) -> None:
        """Leave no trace of it, where it is a file."""
        for each in (self.stream, self._raw):
            with contextlib.suppress(OSError):
                each.close()
        if self._part is not None:
            self._part.unlink(missing_ok=True)


def _packing(file: IO[bytes]) -> IO[bytes]:
    # No name and no time in the header: same results, same bytes.
    return gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0)  # type: ignore[return-value]
