"""Take the labels of a card for what they say: `Authors: Ana Lopez`, `Revista: Búhos`, `Field: Birds`."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.sources.free.entry import Entry, cut
from kg.sources.free.page import Mark
from kg.sources.tables.headings import field_of

_LINE = re.compile(
    r"^([^\W\d_]{2,20}(?: [^\W\d_]{1,20}){0,2}):[ \t]*(?=[^\s])([^\n]*)$", re.MULTILINE
)
_ROLES = frozenset({"title", "authors", "venue", "year", "date"})
_LINKS = frozenset({"doi", "arxiv", "url", "code", "pmid", "isbn", "issn"})
"""What is known by its look, or where it leads."""


def with_labels(entry: Entry) -> Entry:
    """Return an entry whose labelled lines, of which one names the authors, have roles for labels; other lines are cut off."""
    lines = list(_LINE.finditer(entry.text))
    fields = [field_of(line[1]) for line in lines]
    if "authors" not in fields or len(lines) == 1:
        return entry
    told = list(zip(lines, fields, strict=True))
    roles = [Mark(*line.span(2), "role", field) for line, field in told if field in _ROLES]
    entry = replace(entry, roles=(*roles, *entry.roles))
    for line, field in reversed(told):
        if field in _ROLES:
            entry = cut(entry, line.start(), line.start(2))
        elif field not in _LINKS:
            entry = cut(entry, max(line.start() - 1, 0), line.end())
    return entry
