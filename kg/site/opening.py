"""Open the data of a build as a store."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError
from kg.journal import current
from kg.site.folder import DATA
from kg.store import Cache, Sources, Store, keeping

LARGE = 40 * 2**20
"""Bytes of files from which on their store takes 300 MB of memory and more."""


def open_data(folder: Path) -> Store:
    """Open the data of a build: in memory, or as they are kept on disk where they are large.

    Raises: InputError: where there is no build. RdfError: where a file cannot be parsed.
    """
    files = [folder / name for name in DATA]
    if not all(current(each).is_file() for each in files):
        raise InputError(
            "there is no build here", where=str(folder),
            todo="run `kg build` first, or name one",
        )  # fmt: skip
    sources = Sources(tuple(map(str, files)))
    if sources.size() < LARGE:
        return Store.read(sources)
    cache, key = Cache.of_user(), sources.key()
    found = cache.find(key)
    if found is None and keeping.keep(cache, key, sources, wait=True) is None:
        found = cache.find(key)
    return Store.read(sources) if found is None else Store(found, sources.prefixes())
