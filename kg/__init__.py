"""Turn publication lists into checked linked data. Names load when they are first used."""

from __future__ import annotations

import importlib
from typing import Any

__all__ = [
    "Description",
    "Store",
    "add",
    "build",
    "extract",
    "read",
    "remove",
    "to_rdflib",
    "validate",
]

_HOME = {
    "Description": "kg.mapping.description",
    "Store": "kg.store",
    "add": "kg.pipeline",
    "build": "kg.pipeline",
    "extract": "kg.extraction",
    "read": "kg.sources",
    "remove": "kg.pipeline",
    "to_rdflib": "kg.serialization",
    "validate": "kg.pipeline",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
