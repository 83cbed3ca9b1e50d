"""Settle the name of a publisher: without the place before it, and without an address."""

from __future__ import annotations

import re

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


def settle_publisher(
    written: str, place: str | None, *, of_article: bool = False
) -> tuple[str | None, str | None]:
    """Return the publisher that a text names, the first of several, and its place.

    There is no publisher of an article where the text is the address of an author, as some exporters
    have it; a report is published by where its authors work.

    Source: ISBD, 4.2: a publisher stands behind its place and ` : `.

    >>> settle_publisher("London; Oslo : Owl Press : Distributed by Night & Co", None)
    ('Owl Press', 'London; Oslo')
    >>> settle_publisher("Oslo: Owl Press", "Oslo"), settle_publisher("Unpublished", None)
    (('Owl Press', 'Oslo'), (None, None))
    >>> settle_publisher("Department of Owls, Nightford University, Oslo, USA.", None, of_article=True)
    (None, None)
    """
    text = _BEHIND.sub("", written)
    where = EMAIL.search(text) or (_ADDRESS.fullmatch(text) and _WORKPLACE.search(text))
    if (of_article and where) or text.casefold() == "unpublished":
        return None, place
    if placed := _PLACED.match(text):
        first, colon, _ = text[placed.end() :].partition(" : ")
        # Behind a semicolon stands the place of the next publisher.
        return first.partition(";")[0] if colon else first, place or placed[1]
    if place and text.casefold().startswith(f"{place.casefold()}: "):
        text = text[len(place) + 2 :]
    return text or None, place
