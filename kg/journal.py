"""Replace the files of a folder together, so that a killed program leaves all old or all new.

New files are written to a staging folder beside the old ones. Then a journal that names them
is written; from there on the change is decided: each file is renamed over the old one, the last
named last, and the journal goes. After an interruption the next program that writes completes
this, and one that reads takes each file from where it lies, and moves none. Without a journal a
staging folder is unfinished work, and is dropped. Other files of the folder are left alone.

A folder may come from somebody else, made so that to complete it moves files from elsewhere. So
nothing is moved that the user does not own, no link is followed, and no name leads out.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from kg.errors import InputError
from kg.system.locking import locked

_STAGING = ".kg-staging"
_JOURNAL = ".kg-journal.json"
_LONGEST = 2**16
"""Bytes of the longest journal that is read; those of a build take a few hundred."""


@contextlib.contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a staging folder; when the block ends well, its files replace those of `folder`.

    Files are renamed in the order of their names, `summary.json` last. When the block raises
    or stages no file, nothing in `folder` changes. A second writer waits for the first.

    Raises: InputError: where the folder cannot be written, or somebody else prepared it.
    """
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with _explained(folder), locked(folder):
        _recover(folder)
        staging = folder / _STAGING
        try:
            staging.mkdir()
            yield staging
            if names := [each.name for each in staging.iterdir()]:
                _decide(folder, names)
                _complete(folder, names)
        finally:
            if not (folder / _JOURNAL).exists():
                shutil.rmtree(staging, ignore_errors=True)


def recover(folder: Path) -> None:
    """Complete a replacement that was decided and then interrupted, drop one that was not decided.

    Cheap where there is none.

    Raises: InputError: where the folder cannot be written, or somebody else prepared it.
    """
    if any(os.path.lexists(folder / name) for name in (_JOURNAL, _STAGING)):
        with _explained(folder), locked(folder):
            _recover(folder)


def current(path: Path) -> Path:
    """Tell where the content of a file lies: staged still, where its build was interrupted.

    Raises: InputError: where the folder holds a journal that no build can have written.
    """
    staged = path.parent / _STAGING / path.name
    return staged if path.name in _decided(path.parent) and _is_file(staged) else path


def open_current(path: Path) -> BufferedReader:
    """Open a file for reading where its content lies. Raises: as `current` does, and OSError."""
    try:
        return current(path).open("rb")
    except FileNotFoundError:
        return path.open("rb")  # A program that writes has just moved it there.


@contextlib.contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(
            "cannot write the output folder", where=str(folder), value=error.strerror,
            todo="choose another with --output",
        ) from error  # fmt: skip


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


def _complete(folder: Path, names: list[str]) -> None:
    staging = folder / _STAGING
    # A file that is no longer staged was renamed before the interruption.
    for name in (name for name in names if _is_file(staging / name)):
        (staging / name).replace(folder / name)
    _sync(folder)
    (folder / _JOURNAL).unlink()


def _recover(folder: Path) -> None:
    """Complete what was decided, and drop what was not, where both are the user's own."""
    journal, staging = folder / _JOURNAL, folder / _STAGING
    if staging.is_symlink():
        raise _not_ours(folder, "a link stands where a build keeps what is unfinished")
    names = _decided(folder)
    if os.path.lexists(journal):
        if not all(_is_own(each) for each in (folder, journal, staging) if each.exists()):
            raise _not_ours(
                folder, "the build that was interrupted, or its folder, is another user's"
            )
        _complete(folder, names)
    shutil.rmtree(staging, ignore_errors=True)


def _decided(folder: Path) -> list[str]:
    """Read which files are to be replaced; none where no replacement was decided.

    Raises: InputError: where no build can have made the journal, or the folder beside it.
    """
    journal, staging = folder / _JOURNAL, folder / _STAGING
    if not os.path.lexists(journal):
        return []
    try:
        if not _is_file(journal) or not stat.S_ISDIR(staging.lstat().st_mode):
            raise ValueError
        with journal.open("rb") as file:
            names = json.loads(file.read(_LONGEST))["replace"]
        if not all(isinstance(name, str) and _is_plain(name) for name in names):
            raise ValueError
        return list(names)
    except FileNotFoundError:
        return []  # A program that writes has just completed it.
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise _not_ours(folder, "no build can have written this journal") from error


def _not_ours(folder: Path, what: str) -> InputError:
    return InputError(
        what, where=str(folder / _JOURNAL),
        todo=f"delete it and {_STAGING} beside it, and build again",
    )  # fmt: skip


def _is_plain(name: str) -> bool:
    r"""Tell whether a name is that of a file in the folder, and leads nowhere else.

    >>> [_is_plain(name) for name in ("kg.ttl", "../kg.ttl", "..", ".", "", "a\\b", "C:x", "a\0")]
    [True, False, False, False, False, False, False, False]
    """
    leads_away = name in ("", ".", "..") or set(name) & set("/\\:\0")
    return not leads_away and name not in (_JOURNAL, _STAGING)


def _is_file(path: Path) -> bool:
    """Tell whether this is a file itself, and no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _is_own(path: Path) -> bool:
    """Tell whether the user owns this; Windows does not say."""
    return not hasattr(os, "geteuid") or path.lstat().st_uid == os.geteuid()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
