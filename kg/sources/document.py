"""Open one input: a file, standard input, plain or gzip; give its text as UTF-8."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from kg.errors import SourceError
from kg.sources.encodings import detect, transcode
from kg.sources.foreign import refuse_binary

_HEAD = 64 * 1024
_CHUNK = 1024 * 1024
_IN_MEMORY = 16 * _CHUNK
_FREE_EXPANSION = 64 * _CHUNK
_HIGHEST_RATIO = 100
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Document:
    """An open, seekable text in UTF-8: where it is, its base name, the SHA-256 of its bytes, its start.

    `encoding` is what its bytes were read as; `file` is UTF-8 whatever that was.
    """

    where: str
    name: str
    digest: str
    head: str
    file: IO[bytes]
    encoding: str = "utf-8"

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line with its number, from 1, without its ending (LF or CRLF)."""
        self.file.seek(len(_BOM) if self._has_mark() else 0)
        for number, line in enumerate(self.file, 1):
            yield number, line.decode("utf-8").removesuffix("\n").removesuffix("\r")

    def text(self) -> str:
        """Return the whole text, line endings as they stand."""
        self.file.seek(len(_BOM) if self._has_mark() else 0)
        return self.file.read().decode("utf-8")

    def _has_mark(self) -> bool:
        self.file.seek(0)
        return self.file.read(len(_BOM)) == _BOM


@contextmanager
def open_document(path: str | PathLike[str]) -> Iterator[Document]:
    """Open a file, or standard input where the path is `-`; gzip is unpacked.

    The whole input is read once before it is given out, so that one that breaks off is refused
    before anything of it is used. Other encodings than UTF-8 are told by their byte order mark,
    by what the text declares, else by what its bytes look like.

    Raises: SourceError: where it cannot be opened or unpacked, is empty or is no text.
    """
    where = "stdin" if fspath(path) == "-" else fspath(path)
    with ExitStack() as stack:
        try:
            file = _seekable(stack, path)
            if file.read(2) == _GZIP:
                file = _unpack(stack, file, where)
            digest = _digest(file)
            encoding = detect(file)
            if encoding != "utf-8":
                refuse_binary(_head(file), where, nul=False)
                file = transcode(file, encoding, _scratch(stack))
            head = _head(file)
            refuse_binary(head, where)
            _refuse_blank(file, where)
        except OSError as error:
            raise SourceError(
                "cannot be read", where=where, value=error.strerror or str(error),
                todo="check the file",
            ) from error  # fmt: skip
        text = head.removeprefix(_BOM).decode("utf-8", errors="ignore")
        name = where if where == "stdin" else Path(where).name
        yield Document(where, name, digest, text, file, encoding)


def _seekable(stack: ExitStack, path: str | PathLike[str]) -> IO[bytes]:
    if fspath(path) == "-":
        return _copy(stack, sys.stdin.buffer)
    file = stack.enter_context(open(path, "rb"))  # noqa: SIM115  (the stack closes it)
    return file if file.seekable() else _copy(stack, file)


def _scratch(stack: ExitStack) -> IO[bytes]:
    return stack.enter_context(SpooledTemporaryFile(_IN_MEMORY))


def _copy(stack: ExitStack, file: IO[bytes]) -> IO[bytes]:
    copy = _scratch(stack)
    shutil.copyfileobj(file, copy)
    copy.seek(0)
    return copy


def _unpack(stack: ExitStack, packed: IO[bytes], where: str) -> IO[bytes]:
    """Unpack gzip, but no file that grows out of all proportion."""
    size = packed.seek(0, 2)
    packed.seek(0)
    limit = max(_FREE_EXPANSION, _HIGHEST_RATIO * size)
    plain = _scratch(stack)
    try:
        with gzip.GzipFile(fileobj=packed, mode="rb") as unpacked:
            while chunk := unpacked.read(_CHUNK):
                plain.write(chunk)
                if plain.tell() > limit:
                    raise SourceError(
                        "this gzip file unpacks to more than 100 times its size", where=where,
                        todo="unpack it yourself if you trust it",
                    )  # fmt: skip
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(
            "this gzip file is damaged", where=where, value=str(error), todo="fetch it again"
        ) from error
    return plain


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(_HEAD)


def _digest(file: IO[bytes]) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def _refuse_blank(file: IO[bytes], where: str) -> None:
    file.seek(0)
    if any(line.decode("utf-8").lstrip("\ufeff").strip() for line in file):
        return
    empty = file.tell() == 0
    raise SourceError(
        "the file is empty" if empty else "the file holds only white space",
        where=where, todo="give a file with records; `kg sources` lists the formats",
    )  # fmt: skip
