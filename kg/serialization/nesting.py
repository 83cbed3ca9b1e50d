"""Refuse JSON that is nested so deeply that a parser which calls itself for each level would crash."""

from __future__ import annotations

import re
from itertools import accumulate

from kg.errors import RdfError

DEEPEST = 1_000
"""Levels of objects and arrays; the parser crashes at some thousands, and people use ten."""
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
