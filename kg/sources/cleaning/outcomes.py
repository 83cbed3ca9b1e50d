"""Settle what became of a submission: its venue, status, track and year."""

from __future__ import annotations

from dataclasses import replace

from kg.model import UNPUBLISHED, Paper
from kg.sources.fields.outcomes import read_decision, read_venue, year_in

_OF_VENUES = ("ConferencePaper", "WorkshopPaper", "JournalArticle", "ReviewArticle",
              "ConferencePoster")  # fmt: skip


def settle_outcome(paper: Paper) -> tuple[Paper, tuple[()]]:
    """Settle venue, status, track and year; what was not accepted is no publication of the venue."""
    outcome = read_venue(paper.venue) if paper.venue else None
    decided, track = read_decision(paper.status) if paper.status else (None, None)
    status = decided or paper.status or (outcome.status if outcome else None)
    track = paper.track or track or (outcome.track if outcome else None)
    kind = paper.kind
    if status in UNPUBLISHED and kind in (None, *_OF_VENUES):
        kind = "Preprint"
    elif track == "workshop" and kind in (None, "ConferencePaper"):
        kind = "WorkshopPaper"
    settled = replace(
        paper,
        venue=outcome.venue if outcome else None,
        status=status,
        track=track,
        kind=kind,
        year=paper.year or (year_in(paper.venue) if paper.venue else None),
    )
    return settled, ()
