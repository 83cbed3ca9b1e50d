"""Answers, compressed as clients take them."""

from __future__ import annotations

import asyncio
import gzip

_LARGE, _LEVEL = 2**16, 5
"""Bytes from which on to compress takes milliseconds; how hard to compress."""


def packed_key(key: str) -> str:
    """Name an answer, compressed, by the key that it has as it is."""
    return f"{key}.gzip"


async def pack(body: bytes) -> bytes:
    """Compress an answer; a large one in a thread: of megabytes it takes a part of a second."""
    if len(body) < _LARGE:
        return gzip.compress(body, _LEVEL, mtime=0)
    return await asyncio.to_thread(gzip.compress, body, _LEVEL, mtime=0)
