"""Tell what an entry says of another version of its paper, which has a venue, a year and pages of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.sources.free.reading import Span

_WORDS = r"(?:extended|extends|preliminary|earlier|older|short(?:er)?|full(?:er)?|long(?:er)?|previous(?:ly)?)"
OTHER_VERSION = re.compile(
    rf"\((?:an? )?{_WORDS}\b(?:[^()\n]|\([^()\n]{{0,60}}\)){{0,240}}\)"
    r"|(?:^|(?<=[.;] )|(?<=\())(?:an?|the) (?:\w+ ){0,2}(?:version|abstract) (?:of this \w+ )?(?:appeared|was|has|is)\b[^\n]*?(?:\.(?=\s|$)|$)",
    re.IGNORECASE | re.MULTILINE,
)
"""`(extended version of ECCV 2020)`, `A short version of this paper was presented at Owls 2019.`."""


def without_other_versions(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans of a text without what they say of other versions.

    >>> text = "Owl News, 2019 (a short version appeared in: Birds, 2017)."
    >>> [text[start:end] for start, end in without_other_versions(text, [(0, len(text))])]
    ['Owl News, 2019 ', '.']
    """
    others = [each.span() for each in OTHER_VERSION.finditer(text)]
    for start, end in spans:
        begin = start
        for first, last in others:
            if begin < last and first < end:
                if begin < first:
                    yield begin, first
                begin = last
        if begin < end:
            yield begin, end
