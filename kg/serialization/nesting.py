"""Refuse RDF that is nested so deeply that a parser which calls itself for each level would crash."""

from __future__ import annotations

import io
import re
from itertools import accumulate
from typing import IO

from pyoxigraph import RdfFormat

from kg.errors import RdfError

DEEPEST = 1_000
"""Levels of objects and arrays; the parser crashes at some thousands, and people use ten."""
_MOST_OPEN = 20_000
"""Statements about statements that are open at a time; the parser crashes at some hundred thousand."""
_OPENING = re.compile(rb"<<\(?\s*+(?:[<_]|[A-Za-z]*+:)")
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_STEPS = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1}
_OTHERS = bytes(set(range(256)) - set(_STEPS))


def refuse_depth(content: bytes, where: str) -> None:
    """Count the levels of a JSON document, well formed or not.

    Raises: RdfError: where they are more than `DEEPEST`.

    >>> refuse_depth(b'{"a": ["}", {}]}', "a.json")
    """
    if content.count(b"{") + content.count(b"[") <= DEEPEST:
        return
    signs = _STRING.sub(b"", content).translate(None, _OTHERS)
    deepest = max(accumulate(map(_STEPS.__getitem__, signs)), default=0)
    if deepest > DEEPEST:
        raise RdfError(
            f"nested more than {DEEPEST} levels deep", where=where, value=deepest,
            todo="give the parts IRIs, and write them beside each other",
        )  # fmt: skip


class Shallow(io.RawIOBase):
    """A stream of RDF for a parser; it ends in an error where statements are nested too deeply."""

    def __init__(self, stream: IO[bytes], rdf_format: RdfFormat, where: str) -> None:
        self._stream, self._where = stream, where
        self._has_statements = rdf_format != RdfFormat.RDF_XML
        self._open = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read on. Raises: RdfError."""
        block = self._stream.read(size)
        if self._has_statements and b"<<" in block:
            self._open = max(0, self._open + len(_OPENING.findall(block)) - block.count(b">>"))
            if self._open > _MOST_OPEN:
                raise RdfError(
                    f"more than {_MOST_OPEN} statements about statements are open", where=self._where,
                    todo="leave them out",
                )  # fmt: skip
        return block
