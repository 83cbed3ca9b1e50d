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
_ADDRESS = re.compile(r"@|\d{4}|…")
_BRACKET = re.compile(r"[()\[\]]")
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
    publisher, place = _parted(
        publisher.strip(_SIGNS), place.partition(";")[0].partition(" : ")[0].strip(_SIGNS)
    )
    if publisher and len(publisher) < _LONGEST and not _ADDRESS.search(publisher):
        new["publisher"] = publisher
    if place and len(place) < _LONGEST // 2:
        new["publisher-place"] = place
    if editors := [each for each in new.pop("editor", ()) if each.get("given")]:
        new["editor"] = editors
    return new


def _parted(publisher: str, place: str) -> tuple[str, str]:
    """Take the place out of a publisher: before a colon, behind a comma, or in brackets."""
    before, colon, name = publisher.partition(": ")
    if colon and not _BRACKET.search(before):
        before, name = before.partition(";")[0].strip(), name.rpartition(": ")[2].strip()
        return (before, place or name) if name.split(",")[0] in _PLACES else (name, place or before)
    if publisher in _PLACES:
        return "", place or publisher
    for each in sorted({place, *_PLACES}, key=len, reverse=True):
        for end in (f", {each}", f" ({each})"):
            if each and publisher.endswith(end):
                return publisher.removesuffix(end), place or each
    return publisher, place
