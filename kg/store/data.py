"""The data that a question is put to: a store that is open, files, or the build in `out/`."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError
from kg.journal import current
from kg.store.dataset import Store
from kg.system.paths import Paths, as_names

Data = Store | Paths | None
"""A store, one file or several; None is the build in `out/`."""
_DEFAULT = Path("out")


def files_of(paths: Paths | None = None) -> list[str]:
    """List the files given, else those of the build in `out/`.

    Raises: InputError: where there is no build, or an empty list is given.
    """
    if paths is not None:
        names = as_names(paths)
        if not names:
            raise InputError("no file is named", todo="name one, or leave it out to ask out/")
        return names
    built = (_DEFAULT / name for name in ("kg.ttl", "mentions.ttl"))
    found = [path for path in built if current(path).exists()]
    if not found:
        raise InputError(
            "no such file", where=str(_DEFAULT / "kg.ttl"),
            todo="run `kg build` first, or name files with --data",
        )  # fmt: skip
    return as_names(found)


def open_data(data: Data) -> Store:
    """Open the data that a question is put to.

    Raises: InputError: as `files_of` does. RdfError: where a file cannot be parsed.
    """
    return data if isinstance(data, Store) else Store.open(*files_of(data))
