"""The keys that a record of JSON has, and those that are likely misspelt."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.identity import SCHEMES
from kg.sources.format import Sign, sign
from kg.sources.json_formats.start import json_start
from kg.sources.tables.headings import guess_columns, is_telling
from kg.suggest import closest

KEYS = (
    "title", "abstract", "authors", "editors", "year", "date", *SCHEMES, "printed_identifiers", "venue", "status", "track", "kind", "url", "issn", "isbn",
    "keywords", "code", "licence", "other_titles",
)  # fmt: skip
"""The keys that a record may have; an identifier is a text or a list of texts."""
AUTHOR_KEYS = ("name", "family", "given", "orcid", "kind", "printed", "affiliation")
UNKNOWN_KEY = "the key is not known"
"""How the kind of a `Repair` begins that tells of a key whose value is not read."""

_TEXTS = ("title", "abstract")
_ALIKE = 0.75
"""How alike an unknown key and a known one are, where it was likely meant."""
_JSON = re.compile(r"[\s\ufeff]*+(?:\[(?:[\s\[]|null\b,?)*+(?=[{\]])|\{\s*+(?=[\"'}]|$))")
"""JSON with objects, or no object yet; a text may begin with `[1]` or `{ a }`, too."""


def recognise(head: str) -> Sign | None:
    """Tell whether a text is JSON whose first object, or else any, has members of a record."""
    if not _JSON.match(head):
        return None
    members = json_start(head).record.keys()
    known = members & set(KEYS)
    if members and members <= set(KEYS):
        return Sign("all members of its first object are those of records")
    found = is_telling(guess_columns(known)) or any(near_keys(members, _TEXTS)) or not members
    return sign(
        found, f"its first object has {', '.join(sorted(known)) or 'no members'}", sure=False
    )


def keyless(value: Collection[str]) -> str:
    """Say that none of the keys is known, and which are likely meant."""
    meant = "; ".join(f"is {near!r} meant by {key!r}?" for key, near in near_keys(value, KEYS))
    return f"a record has at least one of the keys {', '.join(KEYS)}" + (meant and f"; {meant}")


def near_keys(value: Collection[str], known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each unknown key that looks like a known one which is not there."""
    for key in value:
        close = [] if key in known else closest(key, known, alike=_ALIKE)
        if close and close[0] not in value:
            yield key, close[0]
