"""Read what stands right behind a volume, where its signs leave no doubt: `16(5): 329–340`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sources.free.reading import Span

_BEHIND = re.compile(
    r" ?\((?P<issue>(?!(?:19|20)\d\d\))\w{1,6}(?:[-–/]\w{1,6})?)\)"
    r"(?:[:,] ?(?:pp?\. ?)?(?P<pages>[A-Za-z]?\d{1,6} ?[-–—]{1,3} ?[A-Za-z]?\d{1,6})(?=[\s.,;)]|$))?"
)


def behind_volume(text: str, end: int) -> Iterator[tuple[str, Span]]:
    """Yield where the issue and the pages stand behind a volume that ends at `end`.

    >>> list(behind_volume("Owl News 16(5): 329–340.", 11))
    [('issue', (12, 13)), ('pages', (16, 23))]
    >>> list(behind_volume("Owl News 16 (2008).", 11))
    []
    """
    if found := _BEHIND.match(text, end):
        for name, value in found.groupdict().items():
            if value:
                yield name, found.span(name)
