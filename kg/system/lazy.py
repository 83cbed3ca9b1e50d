"""Packages whose names load when they are first used (PEP 562)."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping


def loaded_late(
    package: str, homes: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` of a package, whose names live in these modules.

    For those who check types the package imports the names instead, under `TYPE_CHECKING`.

    >>> load, names = loaded_late("kg.system", {"track": "kg.system.progress"})
    >>> load("track").__name__, "track" in names()
    ('track', True)
    """

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(homes[name]), name)

    def names() -> list[str]:
        return sorted(homes)

    return load, names
