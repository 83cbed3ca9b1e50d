"""Name each record by what was read there, so that its name stays when others come and go.

The name is made of the record as `quarantine.jsonl` shows it: a field that a record lacks is no
part of it, so that a version of this program that knows one field more names it the same.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.model import Paper, Rejected
from kg.sources.format import Item
from kg.sources.json_formats.quarantine import raw_digest
from kg.sources.record import to_record


def with_key(item: Item) -> Item:
    """Give a record the key that tells it from all of its source that read otherwise.

    What a mended record stands for is part of what was read, so that none stands for itself.

    >>> from kg.model import Record, Source
    >>> record = Record(Source("", "a.bib", "bibtex"), 7)
    >>> with_key(Paper(title="Owls", records=(record,))).records[0].key
    '1227653c9e7a161e'
    """
    if isinstance(item, Paper):
        return _named(item, _key(to_record(item), item.records[0].mends))
    if isinstance(item, Rejected):
        return _named(item, _key(item.raw, item.mends))
    return item


def numbered(item: Item, seen: Counter[str]) -> Item:
    """Tell the second, third … record of a source that reads the same from the first.

    `seen` counts those before it, and is counted on.
    """
    if not isinstance(item, Paper | Rejected):
        return item
    key = item.key if isinstance(item, Rejected) else item.records[0].key
    seen[key] += 1
    return _named(item, f"{key}-{seen[key]}") if seen[key] > 1 else item


def _named(item: Paper | Rejected, key: str) -> Item:
    if isinstance(item, Rejected):
        return replace(item, key=key)
    (record,) = item.records
    return replace(item, records=(replace(record, key=key),))


def _key(read: object, mends: tuple[str, ...]) -> str:
    return raw_digest([read, *mends])
