"""Settle keywords: without the heading before the first of them; what says nothing is none."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Paper

_HEADING = re.compile(
    r"(?:key ?words?(?: and phrases)?|index terms|schl(?:ü|ue)sselw(?:ö|oe)rter|mots[- ]cl[eé]s|palabras clave)"
    r"\s?[:—–-]\s*",
    re.IGNORECASE,
)
_NONE = ("n/a", "nan", "none", "null")


def settle_keywords(paper: Paper) -> tuple[Paper, tuple[()]]:
    """Return a paper with keywords that say something, each once.

    >>> settle_keywords(Paper(keywords=("Keywords: owls", "-", "n/a", "Multiple", "owls")))[0].keywords
    ('owls', 'Multiple')
    """
    bare = (_HEADING.sub("", each) if _HEADING.match(each) else each for each in paper.keywords)
    kept = (each for each in bare if any(map(str.isalnum, each)) and each.casefold() not in _NONE)
    keywords = tuple(dict.fromkeys(kept))
    return (paper if keywords == paper.keywords else replace(paper, keywords=keywords)), ()
