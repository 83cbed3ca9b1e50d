"""Read JSON Lines that people annotated, with errors that name the line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import InputError, translated

T = TypeVar("T")


def read_rows(path: str | Path, make: Callable[[dict[str, Any]], T], todo: str) -> list[T]:
    """Make something of each line of a file; blank lines say nothing.

    `make` raises ValueError, KeyError or TypeError for a line that it does not understand.

    Raises: InputError: where the file cannot be read, or a line is not understood; it says what
    to do in the words of `todo`.
    """
    with translated(str(path)):
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [
        _made(line, make, f"{path}:{number}", todo)
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]


def text_of(row: dict[str, Any], key: str) -> str:
    """Return a text of a row, empty where it is null.

    Raises: ValueError: where it is missing or no text.
    """
    value = row[key] or ""
    if not isinstance(value, str):
        raise ValueError(f"{key} is no text: {value!r}")
    return value


def _made(line: str, make: Callable[[dict[str, Any]], T], where: str, todo: str) -> T:
    try:
        with translated(where):
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError("not a JSON object")
            return make(row)
    except KeyError as error:
        raise InputError("a key is missing", where=where, value=error.args[0], todo=todo) from error
    except (ValueError, TypeError) as error:
        raise InputError(
            "this line cannot be understood", where=where, value=str(error), todo=todo
        ) from error
