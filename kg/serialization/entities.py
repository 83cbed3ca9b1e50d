"""Refuse RDF/XML whose entities make a short file a huge one, or fetch another."""

from __future__ import annotations

import re
from typing import IO

from kg.errors import RdfError

_CHUNK = 2**20
_LONGEST = 1024
"""Bytes of the longest entity that is let pass: it stands for a namespace, in one piece."""
_OTHER = re.compile(
    rb"<!ENTITY(?!\s{1,99}[^\s%>\"']{1,99}\s{1,99}(?:\"[^\"&<]{0,250}\"|'[^'&<]{0,250}')\s{0,99}>)"
)
"""Any other: one that is fetched, is made of others, or is long."""


def refuse_entities(stream: IO[bytes], where: str) -> None:
    """Look for such entities in RDF/XML, and go back to its beginning.

    Raises: RdfError.
    """
    held = b""
    is_whole = False
    while not is_whole:
        chunk = stream.read(_CHUNK)
        held, is_whole = held[-_LONGEST:] + chunk, not chunk
        for match in _OTHER.finditer(held):
            # One that is cut off here is looked at again with what follows.
            if is_whole or match.start() + _LONGEST <= len(held):
                raise RdfError(
                    "this XML declares entities that are files, long, or made of others",
                    where=where, todo="write them out, or give Turtle",
                )  # fmt: skip
    stream.seek(0)
