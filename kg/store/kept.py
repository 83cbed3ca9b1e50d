"""Open the data that a question is put to from what is kept of it on disk, where it is."""

from __future__ import annotations

from kg.store.cache import WORTHWHILE, Cache
from kg.store.data import Data, files_of
from kg.store.dataset import Sources, Store
from kg.store.keeping import keep


def open_kept(data: Data) -> Store:
    """Open data as `open_data` does, without parsing what is kept; large files are kept from now on.

    Raises: InputError: as `files_of` does. RdfError: where a file cannot be parsed.
    """
    if isinstance(data, Store):
        return data
    sources = Sources(tuple(files_of(data)), allow_empty=True)
    if not sources.are_files():
        return Store.open(*sources.files)
    cache, key = Cache.of_user(), sources.key()
    found = cache.find(key)
    if found is not None:
        return Store(found, sources.prefixes(), cache.folder / key)
    store = Store.open(*sources.files)
    if sources.size() >= WORTHWHILE and cache.lacks(key):
        keep(cache, key, sources, wait=False)
    return store
