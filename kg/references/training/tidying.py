"""Part what catalogues write into one field: `Boston : Beacon Press` tells a place and a publisher.

What is rendered of a field is taken for that field, so a publisher that holds its place would teach
that places are publishers, and be measured so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.references.training.records import PLACES

Item = Mapping[str, Any]
_PLACES = frozenset(PLACES) | {each.split(",")[0] for each in PLACES}
_PLACED = re.compile(r"(?P<place>[^:()\[\]]{2,60}?)\s*:\s+(?P<name>\S.*)")
_BEHIND = re.compile(r"(?P<name>.+?)(?:,\s*|\s*\()(?P<place>[^()]+?)\)?")
_ADDRESS = re.compile(r"@|\d{4}|…")
_LONGEST = 80
_SIGNS = " []"


def tidied(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Return records whose publisher is a publisher, whose place is one, and whose editors are people.

    >>> tidied([{"publisher": "Boston : Beacon Press"}])
    [{'publisher': 'Beacon Press', 'publisher-place': 'Boston'}]
    """
    return [_tidied(each) for each in items]


def _tidied(item: Item) -> dict[str, Any]:
    new = dict(item)
    publisher, place = str(new.pop("publisher", "")), str(new.pop("publisher-place", ""))
    publisher, place = _parted(publisher.strip(_SIGNS), place.partition(";")[0].strip(_SIGNS))
    if publisher and len(publisher) < _LONGEST and not _ADDRESS.search(publisher):
        new["publisher"] = publisher
    if place and len(place) < _LONGEST // 2:
        new["publisher-place"] = place
    if editors := [each for each in new.pop("editor", ()) if each.get("given")]:
        new["editor"] = editors
    return new


def _parted(publisher: str, place: str) -> tuple[str, str]:
    """Take the place out of a publisher: before a colon, behind a comma, or in brackets."""
    if found := _PLACED.fullmatch(publisher):
        name, before = found["name"].rpartition(": ")[2], found["place"].partition(";")[0]
        return (before, place or name) if name.split(",")[0] in _PLACES else (name, place or before)
    if publisher in _PLACES:
        return "", place or publisher
    if (found := _BEHIND.fullmatch(publisher)) and found["place"] in _PLACES | {place}:
        return found["name"], place or found["place"]
    return publisher, place
