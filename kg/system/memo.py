"""What was worked out before, in the user's cache folder: texts by key, bounded, for all processes.

A cache that cannot be read or written is one that holds nothing: work is done again, and nobody
is troubled. A damaged one is removed, and a text that is not as it was written is not there.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from kg.system.parallel import portions

LIMIT = 2 * 2**30
"""Bytes of the file; where it has more, those written first go first."""
_ASKED = 500
_PATIENCE = 5.0
_TABLES = """
CREATE TABLE IF NOT EXISTS remembered
(key TEXT PRIMARY KEY, text BLOB NOT NULL, digest TEXT NOT NULL, written REAL NOT NULL)
WITHOUT ROWID;
"""


class Memo:
    """A file of texts by key; keys say all that a text depends on.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     memo = Memo(Path(folder) / "memo.sqlite")
    ...     memo.keep({"owl": "bird"})
    ...     memo.recall(["owl", "oak"])
    {'owl': 'bird'}
    """

    def __init__(self, file: Path, *, limit: int = LIMIT) -> None:
        self.file, self.limit = file, limit

    @classmethod
    def of_user(cls) -> Memo:
        """Choose the file in the folder that the platform has for this."""
        from platformdirs import user_cache_path

        return cls(user_cache_path("kg") / "memo.sqlite")

    def known(self, keys: Iterable[str]) -> set[str]:
        """Return those keys that have a text."""
        return {key for (key,) in self._rows("key", keys)}

    def recall(self, keys: Iterable[str]) -> dict[str, str]:
        """Return the texts of those keys that have one, as it was written."""
        rows = self._rows("key, text, digest", keys)
        return {
            key: zlib.decompress(packed).decode()
            for key, packed, digest in rows
            if isinstance(packed, bytes) and _digest(key, packed) == digest
        }

    def keep(self, texts: Mapping[str, str]) -> None:
        """Remember texts, and forget those written first where there is no room."""
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
        now = time.time()

        def insert(opened: sqlite3.Connection) -> None:
            opened.executescript(_TABLES)
            packed = ((key, zlib.compress(text.encode(), 1)) for key, text in texts.items())
            rows = ((key, text, _digest(key, text), now) for key, text in packed)
            opened.executemany("INSERT OR REPLACE INTO remembered VALUES (?, ?, ?, ?)", rows)
            opened.commit()
            if self.file.stat().st_size > self.limit:
                self._shrink(opened)

        self._do(insert)

    def _rows(self, columns: str, keys: Iterable[str]) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []

        def select(opened: sqlite3.Connection) -> None:
            for some in portions(list(keys), _ASKED):
                marks = ", ".join("?" * len(some))
                query = f"SELECT {columns} FROM remembered WHERE key IN ({marks})"
                found.extend(opened.execute(query, some))

        if self.file.exists():
            self._do(select)
        return found

    def _shrink(self, opened: sqlite3.Connection) -> None:
        """Remove the older half of the entries."""
        (rows,) = opened.execute("SELECT COUNT(*) FROM remembered").fetchone()
        older = "SELECT key FROM remembered ORDER BY written, key LIMIT ?"
        opened.execute(f"DELETE FROM remembered WHERE key IN ({older})", (rows // 2 + 1,))
        opened.commit()
        opened.execute("VACUUM")

    def _do(self, work: Callable[[sqlite3.Connection], None]) -> None:
        try:
            with closing(sqlite3.connect(self.file, timeout=_PATIENCE)) as opened:
                opened.execute("PRAGMA synchronous=off")  # What a power cut damages is removed.
                work(opened)
        except sqlite3.OperationalError:
            pass  # It is locked, or the disk is full or not to be written.
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self.file.unlink()


def _digest(key: str, packed: bytes) -> str:
    return hashlib.blake2b(key.encode() + b"\0" + packed, digest_size=16).hexdigest()
