"""Where in its journal or volume a paper stands: what speaks for one paper, and what against.

Numbers of issues and pages are typed in and copied, so one that differs is no proof: of two
papers by the same people with the same telling title, two that differ are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from sys import intern

from kg.model import Paper
from kg.text import fold
from kg.venues import venue_key

_FIRST = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Standing:
    """Volume, issue and first page in normalised words, and the journal or volume by name or ISSN."""

    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    venue: str | None = None
    issn: str | None = None

    def in_one_place(self, other: Standing) -> bool:
        """Tell whether both are known to stand in the same journal or series of volumes."""
        return any(
            mine is not None and mine == theirs
            for mine, theirs in ((self.venue, other.venue), (self.issn, other.issn))
        )


def standing_of(paper: Paper) -> Standing:
    """Take what a record says of where the paper stands."""
    return Standing(
        volume=_number(paper.details.volume),
        issue=_number(paper.details.issue),
        page=_number(paper.details.pages or paper.details.article_number),
        venue=intern(venue_key(paper.venue)) if paper.venue else None,
        issn=paper.issn,
    )


def _number(text: str | None) -> str | None:
    """Return the first number in normalised form: of pages the first, of `2-3` the 2."""
    found = _FIRST.search(fold(text or ""))
    return (found[0].lstrip("0") or "0") if found else None


def differing(one: Standing, other: Standing) -> list[str]:
    """List what differs between two records of one journal, or of two that print a paper each.

    Names of one journal are written in many ways: only where volume and page differ, too, two
    names are two journals. Where nothing is known, nothing differs.

    >>> differing(Standing("3", "1", "7", "owls"), Standing("3", "2", "7", "owls"))
    ['issue']
    >>> differing(Standing("3", "1", "7", "owls"), Standing("60", "1", "90", "birds"))
    ['volume', 'page']
    """
    apart = [part for part, same in _compared(one, other) if not same]
    if one.in_one_place(other) or {"volume", "page"} <= {*apart}:
        return apart
    return []


def agreeing(one: Standing, other: Standing) -> list[str]:
    """List what two records of one journal agree on.

    >>> agreeing(Standing("3", None, "7", "owls"), Standing("3", "2", "7", "owls"))
    ['volume', 'page']
    """
    if not one.in_one_place(other):
        return []
    return [part for part, same in _compared(one, other) if same]


def _compared(one: Standing, other: Standing) -> list[tuple[str, bool]]:
    pairs = (
        ("volume", one.volume, other.volume),
        ("issue", one.issue, other.issue),
        ("page", one.page, other.page),
    )
    return [(part, mine == theirs) for part, mine, theirs in pairs if mine and theirs]
