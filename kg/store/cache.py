"""Data sets kept on disk, in the user's cache folder, so that the next question starts at once.

An entry is a folder named by the key of its sources. It is made beside its place and renamed,
so that it is whole or absent, and never changes after that: any number of processes read it. What
is made of a data set, as an index of its words, may be put beside it, in the same way.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from kg.store.dataset import Sources, fill
from kg.system.locking import is_locked, locked

LIMIT = 4 * 2**30
"""Bytes that all entries may take together; those used least recently go first."""
WORTHWHILE = 8 * 2**20
"""Bytes of files from which on an entry saves more than half a second."""
FAILURES = (OSError, RuntimeError)
"""What the store raises where its files are damaged, or a service cannot be asked."""
_ABANDONED = 600
"""Seconds after which an unfinished entry is a dead process's, where no lock tells it."""
_UNFINISHED = ".part"


class Cache:
    """A folder of data sets on disk."""

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self.folder, self.limit = folder, limit

    @classmethod
    def of_user(cls) -> Cache:
        """Choose the folder that the platform has for this: `XDG_CACHE_HOME` or like it."""
        from platformdirs import user_cache_path

        return cls(user_cache_path("kg") / "stores")

    def find(self, key: str) -> ox.Store | None:
        """Open the entry of this key for reading; None where there is none that is whole.

        An entry that is damaged is removed, and so is what processes that died have left.
        """
        self._tidy()
        entry = self.folder / key
        if not entry.is_dir():
            return None
        try:
            if json.loads((entry / "files.json").read_text()) == _digests(entry / "store"):
                found = ox.Store.read_only(str(entry / "store"))
                with suppress(OSError):  # A folder that others own serves as well.
                    os.utime(entry)
                return found
        except (*FAILURES, ValueError, RecursionError):
            pass
        self.discard(key)
        return None

    def write(self, key: str, sources: Sources) -> None:
        """Keep a data set under its key. Where another process was faster, its entry stays.

        Raises: OSError: where the folder cannot be written. RdfError: as `Store.open` does.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            part = self._new_part(key, stack)
            _fill(part / "store", sources)
            (part / "files.json").write_text(json.dumps(_digests(part / "store")))
            if sources.key() == key:  # Else a file has changed meanwhile.
                with suppress(OSError):  # It is there already.
                    part.rename(self.folder / key)
        self.shrink()

    @contextmanager
    def lend(self, key: str, sources: Sources) -> Iterator[Path]:
        """Give the folder of a store that is there to be read as long as this lasts.

        The entry itself may go, for others that are used more recently; its files stay, by links.

        Raises: OSError: where the folder cannot be written. RdfError: as `Store.open` does.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            part = self._new_part(key, stack)
            if self.find(key) is None or not self._link(key, part / "store"):
                _fill(part / "store", sources)
            yield part / "store"

    def _link(self, key: str, folder: Path) -> bool:
        try:
            shutil.copytree(self.folder / key / "store", folder, copy_function=os.link)
        except OSError:  # The entry has just gone, or there can be no links.
            shutil.rmtree(folder, ignore_errors=True)
            return False
        return True

    def _new_part(self, key: str, stack: ExitStack) -> Path:
        """Make the folder of an entry that is unfinished as long as the stack lasts."""
        with locked(self.folder):  # A part that is not locked yet looks abandoned.
            self._remove_abandoned()
            part = Path(tempfile.mkdtemp(_UNFINISHED, f"{key}.", self.folder))
            stack.callback(shutil.rmtree, part, ignore_errors=True)
            stack.enter_context(locked(part))
        return part

    def lacks(self, key: str) -> bool:
        """Tell whether there is no entry of this key, and no process that is making one."""
        underway = (not _is_abandoned(part) for part in self._unfinished(key))
        return not (self.folder / key).exists() and not any(underway)

    def _tidy(self) -> None:
        if self._unfinished("*"):
            with suppress(OSError), locked(self.folder):  # A folder that others own stays.
                self._remove_abandoned()

    def discard(self, key: str) -> None:
        """Remove an entry."""
        aside = self.folder / f"{key}.{os.getpid()}{_UNFINISHED}"
        with suppress(OSError):  # Another process may do the same.
            (self.folder / key).rename(aside)
        shutil.rmtree(aside, ignore_errors=True)

    def _unfinished(self, key: str) -> list[Path]:
        return list(self.folder.glob(f"{key}.*{_UNFINISHED}"))

    def _remove_abandoned(self) -> None:
        for part in self._unfinished("*"):
            if _is_abandoned(part):
                shutil.rmtree(part, ignore_errors=True)

    def shrink(self) -> None:
        """Remove the entries used least recently until the others fit the limit."""
        entries = [each for each in self.folder.iterdir() if each.suffix != _UNFINISHED]
        room = self.limit
        for entry in sorted(entries, key=_used, reverse=True):
            room -= sum(each.stat().st_size for each in entry.rglob("*") if each.is_file())
            if room < 0:
                self.discard(entry.name)


def _fill(folder: Path, sources: Sources) -> None:
    quads = ox.Store(str(folder))
    fill(quads, sources, quads.bulk_load)
    quads.optimize()
    quads.flush()
    # The store closes its files when the last reference to it goes, which is here.


def _digests(folder: Path) -> dict[str, str]:
    """Digest every file: a store that has been damaged may take all memory before it says so."""
    digests = {}
    for file in sorted(folder.iterdir()):
        with file.open("rb") as stream:
            digests[file.name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return digests


def _is_abandoned(part: Path) -> bool:
    """Tell whether the process that began an entry has died."""
    try:
        held = is_locked(part)
    except FileNotFoundError:
        return False  # It has just been renamed, or removed.
    return time.time() - _used(part) > _ABANDONED if held is None else not held


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
