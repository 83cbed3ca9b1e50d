"""Which program this is, by its content: what it worked out is no longer good when it changes."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import distributions
from pathlib import Path

from kg.resources import ONTOLOGY, SHAPES_FILE

_PACKAGE = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=1)
def program_digest() -> str:
    """Hash the code, its data, and the versions of all that is installed beside it."""
    sha = hashlib.sha256(f"{platform.python_version()} {platform.machine()}".encode())
    for path in _files():
        sha.update(f"\0{path.name}\0".encode())
        sha.update(hashlib.sha256(path.read_bytes()).digest())
    for name, version in sorted({(each.name, each.version) for each in distributions()}):
        sha.update(f"{name} {version}\0".encode())
    return sha.hexdigest()


def _files() -> Iterator[Path]:
    for folder in (_PACKAGE, ONTOLOGY, SHAPES_FILE.parent):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                yield path
