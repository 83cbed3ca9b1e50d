"""Find the files that the arguments of a command name."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import SourceError


def find_inputs(arguments: Sequence[str]) -> list[str]:
    """List the files that names, folders, glob patterns and `-` (standard input) stand for.

    Folders are searched through, without hidden files, in sorted order. A file that several
    arguments name is listed once.

    Raises: SourceError: where a name is missing, a pattern matches nothing, or a folder holds no file.
    """
    found: dict[str, str] = {}
    for argument in arguments:
        for path in _expand(argument):
            found.setdefault(path if path == "-" else os.path.realpath(path), path)
    return list(found.values())


def _expand(argument: str) -> list[str]:
    if argument == "-":
        return [argument]
    if Path(argument).is_dir():
        files = sorted(_walk(argument))
        if not files:
            raise SourceError(
                "this folder holds no file", where=argument, todo="put publication lists in it"
            )
        return files
    if os.path.lexists(argument):
        return [argument]
    # Path.glob knows no absolute patterns.
    matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207
    if not matches:
        raise SourceError(
            "no such file or folder", where=argument, todo="check the name and where you are"
        )
    return [path for match in matches for path in _expand(match)]


def _walk(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (
            os.path.join(parent, name)  # noqa: PTH118  (the user's own spelling stays: ./a, a/)
            for name in names
            if not name.startswith(".")
        )
