"""Paths as people give them: one or many, as text or as objects."""

from __future__ import annotations

import os
from collections.abc import Iterable

AnyPath = str | os.PathLike[str]
Paths = AnyPath | Iterable[AnyPath]
"""One path, or several."""


def as_name(path: AnyPath) -> str:
    """Return a path as text."""
    return os.fspath(path)


def as_names(paths: Paths) -> list[str]:
    """List paths as texts.

    >>> as_names("a.ttl"), as_names(["a.ttl", "b.ttl"])
    (['a.ttl'], ['a.ttl', 'b.ttl'])
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    return [as_name(each) for each in given]
