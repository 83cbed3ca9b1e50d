"""Replace the files of a folder together, so that a killed program leaves all old or all new.

New files are written to a staging folder beside the old ones. Then a journal that names them
is written; from there on the change is decided, and `recover` completes it: each file is
renamed over the old one, the last named last, and the journal goes. Without a journal a
staging folder is unfinished work, and is dropped. Other files of the folder are left alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError

_STAGING = ".kg-staging"
_JOURNAL = ".kg-journal.json"


@contextlib.contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a staging folder; when the block ends well, its files replace those of `folder`.

    Files are renamed in the order of their names, `summary.json` last. When the block raises
    or stages no file, nothing in `folder` changes. A second writer waits for the first.

    Raises: InputError: where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    with _locked(folder):
        _complete(folder)
        staging = folder / _STAGING
        try:
            staging.mkdir()
            yield staging
            if names := [each.name for each in staging.iterdir()]:
                _decide(folder, names)
        except OSError as error:
            raise _cannot_write(folder, error) from error
        finally:
            if not (folder / _JOURNAL).exists():
                shutil.rmtree(staging, ignore_errors=True)
        _complete(folder)


def recover(folder: Path) -> None:
    """Complete a replacement that was decided and then interrupted; cheap where there is none.

    Raises: InputError: where the folder cannot be written.
    """
    if not (folder / _JOURNAL).exists():
        return
    with _locked(folder):
        _complete(folder)


def _cannot_write(folder: Path, error: OSError) -> InputError:
    return InputError(
        "cannot write the output folder", where=str(folder), value=error.strerror,
        todo="choose another with --output",
    )  # fmt: skip


def _decide(folder: Path, names: list[str]) -> None:
    names.sort(key=lambda name: (name == "summary.json", name))
    for name in names:
        _sync(folder / _STAGING / name)
    draft = folder / _STAGING / _JOURNAL
    draft.write_text(json.dumps({"replace": names}))
    _sync(draft)
    _sync(folder / _STAGING)
    draft.replace(folder / _JOURNAL)
    _sync(folder)


def _complete(folder: Path) -> None:
    journal, staging = folder / _JOURNAL, folder / _STAGING
    if journal.exists():
        names = _read_names(journal)
        try:
            for name in names:
                # A file that is no longer staged was renamed before the interruption.
                with contextlib.suppress(FileNotFoundError):
                    (staging / name).replace(folder / name)
            _sync(folder)
            journal.unlink()
        except OSError as error:
            raise _cannot_write(folder, error) from error
    shutil.rmtree(staging, ignore_errors=True)


def _read_names(journal: Path) -> list[str]:
    """Read the files to replace. Raises: InputError: for what no build can have written."""
    try:
        names = json.loads(journal.read_bytes())["replace"]
        # No name may lead out of the folder.
        if all(Path(name).name == name != ".." for name in names):
            return list(names)
    except (ValueError, LookupError, TypeError):
        pass
    raise InputError(
        "this journal of a build is damaged", where=str(journal), todo="delete it, and build again"
    )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a lock on the folder itself; the system lets it go when the process dies."""
    try:
        import fcntl
    except ImportError:  # Windows has no flock; there two writers are the user's to avoid.
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
