"""An entry of a list, and what it is taken for."""

from __future__ import annotations

from dataclasses import dataclass

from kg.references import Reference
from kg.sources.free.entry import Entry
from kg.sources.free.reading import Reading


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry, and what it is taken for: `publication`, `unclear`, `page text`, or a kind of other thing."""

    entry: Entry
    reading: Reading | None
    verdict: str
    untitled: Reference | None = None
    """How it was parsed, where it names people, a venue with its numbers and a year, and no title."""
