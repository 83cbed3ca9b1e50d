"""The index of the words of a store: in memory, or a file beside what is kept of the data on disk.

The file is named by the digest of its content and of how it is made. It is made beside its place
and renamed, so that it is whole or absent; where it is damaged it is made anew.

Source: https://www.sqlite.org/fts5.html
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

Row = tuple[str, ...]
_SCHEMA = (
    "CREATE VIRTUAL TABLE things USING fts5(label, names, text, first UNINDEXED, "
    "key UNINDEXED, iri UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE words USING fts5vocab(things, row)",
)
_INSERT = "INSERT INTO things VALUES (?, ?, ?, ?, ?, ?)"
_FORMAT = 1
"""Counts the changes to what is indexed of a thing."""
_FAILURES = (OSError, sqlite3.Error)


def open_index(kept: Path | None, read: Callable[[], Iterable[Row]]) -> sqlite3.Connection:
    """Open the index that is kept in a folder, or make it of the rows that `read` gives.

    It is kept there from then on; where it cannot be, or there is no folder, it is in memory.
    """
    if kept is None:
        return _make(":memory:", read())
    found = _find(kept)
    if found is None:
        with suppress(*_FAILURES):
            _keep(kept, read())
            found = _find(kept)
    return _make(":memory:", read()) if found is None else found


def _make(path: str, rows: Iterable[Row]) -> sqlite3.Connection:
    index = sqlite3.connect(path)
    for statement in _SCHEMA:
        index.execute(statement)
    index.executemany(_INSERT, rows)
    index.commit()
    return index


def _keep(folder: Path, rows: Iterable[Row]) -> None:
    with tempfile.TemporaryDirectory(suffix=".part", dir=folder) as part:
        made = Path(part) / "words"
        with closing(_make(str(made), rows)):
            pass
        made.rename(folder / _name(made))


def _find(folder: Path) -> sqlite3.Connection | None:
    """Open the index of a folder; one that is damaged is removed."""
    for path in sorted(folder.glob(f"{_name()}*")):
        with suppress(*_FAILURES):
            if path.name == _name(path):
                address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
                return sqlite3.connect(address, uri=True)
            path.unlink()
    return None


def _name(made: Path | None = None) -> str:
    """Name an index by how it is made, and by its content where there is one."""
    how = hashlib.sha256(repr((_FORMAT, _SCHEMA, sqlite3.sqlite_version)).encode()).hexdigest()
    if made is None:
        return f"words-{how[:16]}-"
    with made.open("rb") as stream:
        content = hashlib.file_digest(stream, "sha256").hexdigest()
    return f"words-{how[:16]}-{content[:32]}"
