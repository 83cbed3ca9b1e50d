"""Read Dublin Core in JSON: items of DSpace's interface, and records with `dc:title` or the bare elements.

Source: https://github.com/DSpace/RestContract/blob/main/items.md
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.model import Paper, Record, Rejected, Skipped, Source
from kg.sources.fields.dublin_core import Said, paper_of
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import checked, told
from kg.sources.json_formats.start import json_start
from kg.sources.json_formats.values import values
from kg.sources.record import shown

EXAMPLE = """\
[{"dc:title": "NightOwl", "dc:creator": ["Lopez, Ana", "Chen, Bo"], "dc:date": "2019-02-07",
  "dc:source": "Journal of Maps; Vol. 12 No. 3 (2019); 5-9"}]
"""

_PREFIX = re.compile(r"(?:dc|dcterms|dct|oaire)[.:]")
_QUALIFIED = re.compile(
    r'"(?:dc|dcterms|dct)[.:](?:title|creator|contributor)(?:[.:]\w{1,20})?"\s{0,9}[:,]'
)
_OWN = frozenset({"creator", "contributor"})
_BARE_TEXT = """
title subject description publisher date type format identifier source language relation coverage rights
"""
_BARE = _OWN | frozenset(_BARE_TEXT.split())
_AROUND = ("metadata", "oai_dc:dc", "oai_dc", "dc", "indexableObject")
"""The members that hold what is told of a record."""
_VALUES = ("value", "@value", "#text", "$")
_EMBEDDED = "_embedded"
_DEEPEST = 8


def recognise(head: str) -> Sign | None:
    """Tell whether members are named by Dublin Core, or the first record has its bare elements alone."""
    members = json_start(head).record.keys()
    if members and _QUALIFIED.search(head):
        return Sign("its members are elements of Dublin Core, such as `dc:title`")
    bare = "title" in members and bool(members & _OWN) and members <= _BARE
    return sign(bare, "all members of its first object are elements of Dublin Core", sure=False)


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each record; those that a page embeds are found in it."""
    index = 0
    for each in values(document, pages=True):
        for value in (each.value,) if each.problem else _embedded(each.value):
            index += 1
            record = Record(source, index, each.line)
            if each.problem:
                yield Rejected(source, index, each.line, (each.problem,), each.raw)
            else:
                yield _converted(value, record)


def _embedded(value: object, depth: int = 0) -> Iterator[object]:
    """Yield the records within the pages of DSpace, whose answers are embedded in each other."""
    inner = _member(value, _EMBEDDED)
    if not isinstance(inner, Mapping) or depth > _DEEPEST:
        yield value
        return
    for part in inner.values():
        for each in part if isinstance(part, list) else (part,):
            yield from _embedded(each, depth + 1)


def _member(value: object, name: str) -> object:
    """Return a member of what may be no object."""
    return value.get(name) if isinstance(value, Mapping) else None


def _converted(value: object, record: Record) -> Paper | Skipped | Rejected:
    if not isinstance(value, Mapping):
        reason = f"a record is an object with members, not {shown(value)}"
        return Rejected(record.source, record.index, record.line, (reason,), value)
    return checked(paper_of(_said(value), record))


def _said(value: Mapping[str, object]) -> Said:
    """Collect the texts of the elements; older DSpace lists objects with `key` and `value`."""
    for name in _AROUND:
        inner = value.get(name)
        if isinstance(inner, Mapping):
            return _said(inner)
        if isinstance(inner, list) and any(_member(each, "key") for each in inner):
            pairs = ((str(_member(each, "key") or ""), each) for each in inner)
            return _collected(pairs)
    return _collected(value.items())


def _collected(pairs: Iterable[tuple[str, object]]) -> Said:
    said = Said()
    for name, written in pairs:
        for each in written if isinstance(written, list) else (written,):
            if text := _text(each):
                said.setdefault(_PREFIX.sub("", name), []).append(text)
    return said


def _text(value: object) -> str | None:
    """Return the text of a value, which may say its language or its authority beside it."""
    if isinstance(value, Mapping):
        return next(filter(None, (told(value, name) for name in _VALUES)), None)
    return told({"value": value}, "value")


FORMAT = Format(
    "dublin-core-json",
    "Dublin Core in JSON: items of DSpace, records with `dc:title` or the bare elements",
    EXAMPLE,
    recognise,
    read,
)
