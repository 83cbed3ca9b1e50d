"""The commit that this program is of, read from files: no git is needed.

A wheel and a source distribution carry it (`tools/hatch_build.py` writes it); a checkout has
it in its `.git`.
"""

from __future__ import annotations

import re
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CARRIED = _PACKAGE / "_packaged" / "commit"
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SHOWN = 12


def commit() -> str | None:
    """Return the first digits of the commit, or None where it is not known."""
    name = commit_of(_PACKAGE.parent) or _text(_CARRIED)
    return name[:_SHOWN] if name and _COMMIT.fullmatch(name) else None


def commit_of(checkout: Path) -> str | None:
    """Return the commit that is checked out in a folder, or None where the folder is no checkout.

    Source: gitrepository-layout(5): HEAD, refs, packed-refs, and the files of a worktree.
    """
    git = checkout / ".git"
    if not git.exists() or not (checkout / "pyproject.toml").exists():
        return None
    if git.is_file():
        git = checkout / _text(git).removeprefix("gitdir: ")
    head = _text(git / "HEAD")
    reference = head.removeprefix("ref: ")
    if reference == head:
        return head or None
    common = git / _text(git / "commondir")
    return _text(git / reference) or _text(common / reference) or _packed(common, reference)


def _packed(git: Path, reference: str) -> str | None:
    """Look a reference up among those that git has packed into one file."""
    for line in _text(git / "packed-refs").splitlines():
        name, _, packed = line.partition(" ")
        if packed == reference:
            return name
    return None


def _text(path: Path) -> str:
    """Return what a file says, without the end of its last line; nothing where it says nothing."""
    try:
        return path.read_text(encoding="utf-8").rstrip("\n")
    except (OSError, UnicodeError):
        return ""
