"""Take off what stands around the text of an entry and is no part of it: boxes of task lists, BibTeX."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.sources.free.entry import Entry, shifted

_BOX = re.compile(r"\[[ xX]\]\s+(?=\S)")
BIBTEX = re.compile(r"\[?(?:bibtex\s*)?@[A-Za-z]{3,20}\s?\{[^\s,{}]{0,80},\s", re.IGNORECASE)


def trimmed(entry: Entry) -> Entry:
    """Return an entry without them; as it is where nothing else would be left.

    The BibTeX that a page shows of a publication on request stands behind the publication itself.
    """
    box, bibtex = _BOX.match(entry.text), BIBTEX.search(entry.text)
    start, end = box.end() if box else 0, bibtex.start() if bibtex else len(entry.text)
    end = len(entry.text[:end].rstrip())
    if start >= end or (start, end) == (0, len(entry.text)):
        return entry
    marks, roles = (
        shifted([replace(x, end=min(x.end, end)) for x in each if x.start < end], -start, start)
        for each in (entry.marks, entry.roles)
    )
    return replace(
        entry,
        text=entry.text[start:end],
        offsets=entry.offsets[start:end],
        marks=marks,
        roles=roles,
    )
