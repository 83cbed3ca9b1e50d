"""Open one input: a file, standard input, packed or not; give its text as UTF-8."""

from __future__ import annotations

import codecs
import hashlib
import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import IO

from kg.errors import SourceError
from kg.sources.input.binary import refuse_binary
from kg.sources.input.converting import convert, kind_of
from kg.sources.input.encodings import detect, pieces, transcode
from kg.sources.input.files import name_in, special_kind
from kg.sources.input.unpacking import unpack
from kg.system.temporary import Scratch
from kg.text import without_surrogates

_HEAD = 64 * 1024
_CHUNK = 1024 * 1024
_IN_MEMORY = 16 * _CHUNK
_LONGEST_LINE = 64 * _CHUNK
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Document:
    """An open, seekable text in UTF-8: where it is, its name, the SHA-256 of its bytes, its start.

    `encoding` is what its bytes were read as; `file` is UTF-8 whatever that was, and HTML where they are
    those of a Word document or a PDF.
    """

    where: str
    name: str
    digest: str
    head: str
    file: IO[bytes]
    encoding: str = "utf-8"

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line with its number, from 1, without its ending (LF or CRLF).

        What is longer than 64 MiB comes in several pieces, so that memory is bounded.
        """
        self._begin()
        for number, line in enumerate(pieces(self.file, _LONGEST_LINE), 1):
            yield number, line.decode("utf-8").removesuffix("\n").removesuffix("\r")

    def chunks(self, size: int) -> Iterator[str]:
        """Yield the text in pieces of about `size` bytes; all line endings become LF."""
        self._begin()
        utf8 = codecs.getincrementaldecoder("utf-8")()
        decoder = io.IncrementalNewlineDecoder(utf8, translate=True)
        while chunk := self.file.read(size):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)

    def text(self) -> str:
        """Return the whole text; all line endings become LF."""
        return "".join(self.chunks(_CHUNK))

    def size(self) -> int:
        """Return the length of the text in bytes."""
        return self.file.seek(0, io.SEEK_END)

    def _begin(self) -> None:
        """Go to the first character, behind a byte order mark."""
        self.file.seek(0)
        if self.file.read(len(_BOM)) != _BOM:
            self.file.seek(0)


@contextmanager
def open_document(path: str | PathLike[str], name: str | None = None) -> Iterator[Document]:
    """Open a file, or standard input where the path is `-`; gzip, bzip2, xz and zip are unpacked.

    It is called `name`, or else as the file is.

    A Word document and a PDF are given as HTML, where the extra that reads them is installed.

    The whole input is read once before it is given out, so that one that breaks off is refused
    before anything of it is used. Other encodings than UTF-8 are told by their byte order mark,
    by what the text declares, else by what its bytes look like.

    Raises: SourceError: where it cannot be opened or unpacked, is empty or is no text.
    """
    where = "stdin" if fspath(path) == "-" else without_surrogates(fspath(path))
    with ExitStack() as stack:
        try:
            _refuse_special(path, where)
            file = _seekable(stack, path)
            file = unpack(file, _scratch(stack), where) or file
            digest = _digest(file)
            if kind := kind_of(file):
                file = convert(file, kind, _scratch(stack), where)
            encoding = detect(file)
            if encoding != "utf-8":
                refuse_binary(_head(file), where, nul=False)
                file = transcode(file, encoding, _scratch(stack))
            head = _head(file)
            refuse_binary(head, where)
            if old := _odd_controls(file, head):
                file = _replaced(file, old, _scratch(stack))
                head = _head(file)
            _refuse_blank(file, where)
        except OSError as error:
            raise SourceError(
                "cannot be read", where=where, value=error.strerror or str(error),
                todo="check the file",
            ) from error  # fmt: skip
        text = head.removeprefix(_BOM).decode("utf-8", errors="ignore")
        yield Document(where, name or name_in(fspath(path)), digest, text, file, encoding)


def _refuse_special(path: str | PathLike[str], where: str) -> None:
    """Refuse what has no end or cannot be opened; a pipe that the user names may be read."""
    kind = None if fspath(path) == "-" else special_kind(Path(path).stat().st_mode)
    if kind and not Path(path).is_fifo():
        raise SourceError(
            f"this is {kind}, not a file", where=where, todo="give a file, or - for standard input"
        )


def _seekable(stack: ExitStack, path: str | PathLike[str]) -> IO[bytes]:
    if fspath(path) == "-":
        return _copy(stack, sys.stdin.buffer)
    file = stack.enter_context(open(path, "rb"))  # noqa: SIM115  (the stack closes it)
    return file if file.seekable() else _copy(stack, file)


def _scratch(stack: ExitStack) -> IO[bytes]:
    return stack.enter_context(Scratch(_IN_MEMORY))


def _copy(stack: ExitStack, file: IO[bytes]) -> IO[bytes]:
    copy = _scratch(stack)
    shutil.copyfileobj(file, copy)
    copy.seek(0)
    return copy


def _odd_controls(file: IO[bytes], head: bytes) -> dict[bytes, bytes]:
    """Return what to write otherwise: CR that ends lines, as on old Macintoshes, and stray NULs."""
    found = {b"\r": b"\n"} if b"\r" in head and b"\n" not in head else {}
    file.seek(0)
    if any(b"\0" in chunk for chunk in iter(lambda: file.read(_CHUNK), b"")):
        found[b"\0"] = b""
    return found


def _replaced(file: IO[bytes], old: dict[bytes, bytes], into: IO[bytes]) -> IO[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        for before, after in old.items():
            chunk = chunk.replace(before, after)
        into.write(chunk)
    return into


def _head(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(_HEAD)


def _digest(file: IO[bytes]) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def _refuse_blank(file: IO[bytes], where: str) -> None:
    file.seek(0)
    if any(piece.decode("utf-8").lstrip("\ufeff").strip() for piece in pieces(file, _CHUNK)):
        return
    empty = file.tell() == 0
    raise SourceError(
        "the file is empty" if empty else "the file holds only white space",
        where=where, todo="give a file with records; `kg sources` lists the formats",
    )  # fmt: skip
