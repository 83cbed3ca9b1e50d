"""Settle keywords: without the heading before the first of them; what says nothing is none."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Paper
from kg.sources.fields.stand_ins import is_stand_in

_HEADING = re.compile(
    r"(?:key ?words?(?: and phrases)?|index terms|schl(?:ü|ue)sselw(?:ö|oe)rter|mots[- ]cl[eé]s|palabras clave)"
    r"\s?[:—–-]\s*",
    re.IGNORECASE,
)


def settle_keywords(paper: Paper) -> tuple[Paper, tuple[()]]:
    """Return a paper with keywords that say something, each once.

    >>> settle_keywords(Paper(keywords=("Keywords: owls", "-", "mice", "owls")))[0].keywords
    ('owls', 'mice')
    """
    bare = (_HEADING.sub("", each) if _HEADING.match(each) else each for each in paper.keywords)
    kept = (each for each in bare if any(map(str.isalnum, each)) and not is_stand_in(each))
    keywords = tuple(dict.fromkeys(kept))
    return (paper if keywords == paper.keywords else replace(paper, keywords=keywords)), ()
