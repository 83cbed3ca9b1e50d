"""Put names where a list has a dash or a word in their place, for those of the entry before: `———. 2021. “Owls.”`, `Ders.: Eulen`."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.sources.free.authors import names_from
from kg.sources.free.entry import Entry, shifted
from kg.sources.free.people import has_whole_name

_SAME = re.compile(
    r"\s?(?:(?:[—–―]{2,}|-{3,}|_{3,}|[—―⸺⸻](?=[.,]))(?=[\s.,:;(])|(?P<word>[Dd]ers|[Dd]ies|[Ii]d|[Ii]dem|[Ee]ad|[Ee]adem|(?:Он|Она) же)\b(?=[.,:/]))"
)
_PLURAL = frozenset({"Dies", "dies"})
_STOP = re.compile(r"(?<=[^\W\d_A-Z]{2})\.(?=\s)")
"""What ends the names, where these are written out: `Lopez, Ana. Owls at Night`."""


def stands_for_names(text: str) -> bool:
    """Tell whether a text begins with a word or a dash for names that stand elsewhere.

    >>> stands_for_names("Ders.: Eulen bei Nacht"), stands_for_names("Ana Lopez: Eulen bei Nacht")
    (True, False)
    """
    return _SAME.match(text) is not None


def with_names(entry: Entry, before: Entry) -> Entry:
    """Return an entry that begins with the names of the one before, where it says that they are the same.

    The names keep their places in the source. Source: The Chicago Manual of Style, 3-em dashes for repeated names.
    """
    dash = _SAME.match(entry.text)
    names = names_from(before, 0) if dash else None
    if dash is None or names is None or not has_whole_name(before.text, names):
        return entry
    if dash["word"] and dash["word"] not in _PLURAL and len(names.names) > 1:
        return entry  # One of them is meant, but which?
    end = names.names[-1][1]
    end += before.text[end : end + 1] == "."
    if stop := _STOP.search(before.text, 0, end):
        end = stop.end()
    rest = dash.end() + (entry.text[dash.end() : dash.end() + 1] == "." == before.text[end - 1])
    shift = end - rest
    return replace(
        entry,
        text=before.text[:end] + entry.text[rest:],
        offsets=before.offsets[:end] + entry.offsets[rest:],
        marks=shifted(entry.marks, shift, rest),
        roles=shifted(entry.roles, shift, rest),
        begins=entry.start,
    )
