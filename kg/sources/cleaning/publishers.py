"""Settle the name of a publisher: without the place before it, and without an address."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.sources.fields.addresses import without_address
from kg.sources.fields.stand_ins import EMAIL

_BEHIND = re.compile(r" ?\([^()@]*@[^()]*\)$|,? ISBN[\s:]*[\dXx-]+$")
_PLACED = re.compile(r"([^:]{2,60}) : (?=\w)")
"""A place before its publisher, parted as ISBD does it."""
_ADDRESS = re.compile(
    r"[^,]+,.*\b(?:\d{4,5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})\b.*|[^,]+,[^,]+,.*, (?:USA|UK|U\.S\.A\.|U\.K\.)\.?"
)
_WORKPLACE = re.compile(
    r"\b(?:cent(?:er|re)|colleges?|department|dept|division|faculty|foundation|hospital|institut\w*|laborator\w+"
    r"|program|school|universi\w+)\b",
    re.IGNORECASE,
)


class Published(NamedTuple):
    """Who published something, where, and the institution that it was made at."""

    publisher: str | None = None
    place: str | None = None
    institution: str | None = None


def settle_publisher(written: str, place: str | None, *, of_article: bool = False) -> Published:
    """Tell the publisher that a text names, the first of several, and its place.

    The address of an author, which some exporters have there, is no publisher of an article: it is
    where it was made. A report is published by where its authors work.

    Source: ISBD, 4.2: a publisher stands behind its place and ` : `.

    >>> settle_publisher("London; Oslo : Owl Press : Distributed by Night & Co", None)
    Published(publisher='Owl Press', place='London; Oslo', institution=None)
    >>> settle_publisher("Oslo: Owl Press", "Oslo").publisher, settle_publisher("Unpublished", None).publisher
    ('Owl Press', None)
    >>> settle_publisher("Department of Owls, Nightford University, Oslo, USA.", None, of_article=True)
    Published(publisher=None, place=None, institution='Department of Owls, Nightford University, Oslo, USA.')
    """
    text = _BEHIND.sub("", written)
    is_address = EMAIL.search(text) or (_ADDRESS.fullmatch(text) and _WORKPLACE.search(text))
    if of_article and is_address:
        return Published(place=place, institution=without_address(written))
    if text.casefold() == "unpublished":
        return Published(place=place)
    if placed := _PLACED.match(text):
        first, colon, _ = text[placed.end() :].partition(" : ")
        # Behind a semicolon stands the place of the next publisher.
        return Published(first.partition(";")[0] if colon else first, place or placed[1])
    if place and text.casefold().startswith(f"{place.casefold()}: "):
        text = text[len(place) + 2 :]
    return Published(text or None, place)
