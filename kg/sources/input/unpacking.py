"""Unpack gzip, bzip2, xz and zip as a stream, but nothing that grows out of all proportion."""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import IO

from kg.errors import SourceError
from kg.sources.input.binary import TO_SAVE
from kg.sources.input.converting import kind_of

_CHUNK = 1024 * 1024
_FREE_EXPANSION = 64 * _CHUNK
_HIGHEST_RATIO = 100
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
"""What the archives are marked by that docx, odt, xlsx and EPUB are."""
_DAMAGES = (
    EOFError, OSError, ValueError, NotImplementedError, struct.error, zlib.error, lzma.LZMAError,
    zipfile.BadZipFile,
)  # fmt: skip


def unpack(packed: IO[bytes], into: IO[bytes], where: str) -> IO[bytes] | None:
    """Write what a packed file holds, once unpacked; None where it is not packed, or a document by itself.

    Raises: SourceError: where it is damaged, grows out of all proportion, or is a zip archive of
    several files.
    """
    packed.seek(0)
    head = packed.read(8)
    kind = next((name for start, name in _STARTS.items() if head.startswith(start)), None)
    if kind is None or kind_of(packed) is not None:
        return None
    limit = max(_FREE_EXPANSION, _HIGHEST_RATIO * packed.seek(0, 2))
    packed.seek(0)
    try:
        with _OPENERS[kind](packed, where) as unpacked:
            while chunk := unpacked.read(_CHUNK):
                into.write(chunk)
                if into.tell() > limit:
                    raise SourceError(
                        f"this {kind} file unpacks to more than 100 times its size", where=where,
                        todo="unpack it yourself if you trust it",
                    )  # fmt: skip
    except _DAMAGES as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise SourceError(
            f"this {kind} file is damaged", where=where, value=str(error), todo="fetch it again"
        ) from error
    return into


def _open_zip(packed: IO[bytes], where: str) -> IO[bytes]:
    """Open the one file that a zip archive holds."""
    archive = zipfile.ZipFile(packed)
    files = [each for each in archive.infolist() if not each.is_dir()]
    locked = any(each.flag_bits & 1 for each in files)
    if any(each.filename in _OFFICE for each in files):
        raise SourceError(
            "this is an office document, not a list of records", where=where, todo=TO_SAVE
        )
    if len(files) != 1 or locked:
        seen = "a ZIP archive with a password" if locked else f"a ZIP archive of {len(files)} files"
        raise SourceError(
            f"this is {seen}", where=where,
            todo="unpack it, and give the folder",
        )  # fmt: skip
    return archive.open(files[0])


_STARTS = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz", b"PK\x03\x04": "ZIP"}
_Opened = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile | IO[bytes]
_OPENERS: dict[str, Callable[[IO[bytes], str], _Opened]] = {
    "gzip": lambda packed, _: gzip.GzipFile(fileobj=packed, mode="rb"),
    "bzip2": lambda packed, _: bz2.BZ2File(packed),
    "xz": lambda packed, _: lzma.LZMAFile(packed),  # noqa: SIM115  (`unpack` closes it)
    "ZIP": _open_zip,
}
