"""Settle keywords: without the heading before the first of them; what says nothing is none."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Paper, Repair

_HEADING = re.compile(
    r"(?:key ?words?(?: and phrases)?|index terms|schl(?:ü|ue)sselw(?:ö|oe)rter|mots[- ]cl[eé]s|palabras clave)"
    r"\s?[:—–-]\s*",
    re.IGNORECASE,
)
_UNTOLD = "stands for nothing"
_NONE = ("n/a", "nan", "none", "null")


def settle_keywords(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Return a paper with keywords that say something, each once; a `Repair` tells of those that do not.

    >>> settle_keywords(Paper(keywords=("Keywords: owls", "-", "n/a", "Multiple", "owls")))[0].keywords
    ('owls', 'Multiple')
    """
    bare = [_HEADING.sub("", each) if _HEADING.match(each) else each for each in paper.keywords]
    keywords = tuple(dict.fromkeys(filter(_is_told, bare)))
    if keywords == paper.keywords:
        return paper, ()
    notes = tuple(
        Repair(record.source, record.line, "keywords", each, "", _UNTOLD)
        for record in paper.records[:1]
        for each in bare
        if not _is_told(each)
    )
    return replace(paper, keywords=keywords), notes


def _is_told(keyword: str) -> bool:
    return any(map(str.isalnum, keyword)) and keyword.casefold() not in _NONE
