"""Lines packed by bzip2 in streams one after the other, so that some can be copied without unpacking.

The bytes of bzip2 are the same everywhere; those of gzip follow the zlib in use.
"""

from __future__ import annotations

import bz2
import itertools
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

_BLOCK = 2
"""Blocks of 200 kB: those of 900 kB take a fifth off the file, and five times as long to read."""
_LINES = 1_000
"""Lines of one stream: they are in memory together."""
_READ = 1 << 16


class Stream(NamedTuple):
    """Some lines, without their ends, and where their bytes stand in the file."""

    start: int
    end: int
    lines: list[bytes]


def pack(lines: Iterable[bytes]) -> Iterator[bytes]:
    r"""Pack lines, which have no end of their own, in streams.

    >>> import io
    >>> packed = [*pack([b"barn", b"owl"]), *pack([b"oak"])]
    >>> [each.lines for each in unpack(io.BytesIO(b"".join(packed)))]
    [[b'barn', b'owl'], [b'oak']]
    """
    coming = iter(lines)
    while some := list(itertools.islice(coming, _LINES)):
        yield bz2.compress(b"\n".join([*some, b""]), _BLOCK)


def unpack(file: BinaryIO) -> Iterator[Stream]:
    """Yield the streams of a file.

    Raises: EOFError, OSError: where it is not as it was written.
    """
    start, left = 0, file.read(_READ)
    while left:
        unpacking, texts, end = bz2.BZ2Decompressor(), list[bytes](), start
        while not unpacking.eof:
            if not left:
                raise EOFError("a stream ends too early")
            texts.append(unpacking.decompress(left))
            end += len(left)
            left = unpacking.unused_data or file.read(_READ)
        end -= len(unpacking.unused_data)
        yield Stream(start, end, b"".join(texts).splitlines())
        start = end
