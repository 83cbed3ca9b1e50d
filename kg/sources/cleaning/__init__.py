"""Clean what was read: years, venues, outcomes, titles, abstracts, keywords, details, identifiers, names, mojibake."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.model import Paper, Repair
from kg.sources.cleaning.abstracts import settle_abstract
from kg.sources.cleaning.commands import settle_commands
from kg.sources.cleaning.details import settle_details
from kg.sources.cleaning.identifiers import settle_identifiers
from kg.sources.cleaning.keywords import settle_keywords
from kg.sources.cleaning.mojibake import repair_paper
from kg.sources.cleaning.outcomes import settle_outcome
from kg.sources.cleaning.people import settle_people
from kg.sources.cleaning.serials import settle_serials
from kg.sources.cleaning.titles import settle_title
from kg.sources.cleaning.venues import settle_venue
from kg.sources.cleaning.years import settle_paper_year

_STEPS: tuple[Callable[[Paper], tuple[Paper, Sequence[Repair]]], ...] = (
    settle_paper_year,
    settle_venue,
    settle_outcome,
    settle_title,
    settle_abstract,
    settle_keywords,
    settle_details,
    settle_serials,
    settle_identifiers,
    settle_people,
    settle_commands,
    repair_paper,
)
"""In this order: what is no year goes before a venue gives its own, and what is no name before the
encoding of the names is repaired."""


def clean(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Return a paper as it is published, and a note of each text that is left out or altered.

    A decision moves from the venue to its own field, and a heading goes, without a note: nothing
    is lost by it.

    >>> from kg.model import Record, Source
    >>> read = Paper(title="Owls", year="in press", records=(Record(Source("", "", "ris"), 1, 7),))
    >>> paper, (note,) = clean(read)
    >>> paper.year, note.field, note.before, note.line
    (None, 'year', 'in press', 7)
    """
    notes: list[Repair] = []
    for step in _STEPS:
        paper, found = step(paper)
        notes += found
    return paper, tuple(notes)
