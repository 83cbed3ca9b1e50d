"""Tell sentences from publications that no names tell."""

from __future__ import annotations

import re

from kg.sources.free.layouts import QUOTES
from kg.sources.free.reading import Reading

_SAID = re.compile(
    r"\b(?:was|were|had|have|has|been|they|she|he|we|you|your|who|which|then|this|these|our|will|would|is|are|"
    r"tells?|makes?|wins?|joins?|please|thank)\b",
    re.IGNORECASE,
)
"""Words of sentences that tell something."""
_ABSTRACT = re.compile(
    r"(?:abstract|summary|tl;dr|résumé|zusammenfassung|resumen|resumo)\s?[:.—–-]\s", re.IGNORECASE
)
"""How a text begins that a page shows of a publication, and that is none itself."""
_BEFORE = 2
"""Characters before a title that begins an entry."""


def is_abstract(text: str) -> bool:
    """Tell what stands beside a publication and says itself what it is: `Abstract: Owls hunt.`."""
    return bool(_ABSTRACT.match(text))


def is_of_owner(reading: Reading) -> bool:
    """Tell what the owner of a page wrote alone: `"Owls at Night", Owl News, 2019`."""
    start = reading.title[0]
    quoted = start > 0 and reading.entry.text[start - 1] in QUOTES and start <= _BEFORE
    whole = reading.year_text is not None and reading.venue is not None
    return quoted and whole and not is_prose(reading)


def is_prose(reading: Reading) -> bool:
    """Tell sentences from the fields of a publication by what is said outside of its title."""
    start, end = reading.title
    text = reading.entry.text
    said = len(_SAID.findall(text[:start])) + len(_SAID.findall(text[end:].partition("\n")[0]))
    if reading.entry.shape == "paragraph":
        said += len(_SAID.findall(text[start:end]))
    return said > 1
