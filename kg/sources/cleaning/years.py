"""Settle years that are none: what says nothing of a year, and years of another calendar."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Paper, Repair
from kg.text import whole_number

_BUDDHIST = range(2443, 2643)
_AHEAD = 543
"""The Thai calendar counts from 543 years before the common one."""
_PLACEHOLDER = re.compile(r"0+\D*|9999")


def settle_year(year: str) -> tuple[str | None, str | None]:
    """Return the year to keep, and why it is another than the one given; None where it is the same.

    What has digits but is no year stays, for the shapes to report.

    >>> settle_year("in press"), settle_year("2541"), settle_year("199x")
    ((None, 'not a year'), ('1998', 'year of the Buddhist calendar'), ('199x', None))
    """
    if not any(char.isdigit() for char in year) or _PLACEHOLDER.fullmatch(year.strip()):
        return None, "not a year"
    number = whole_number(year)
    if number is not None and not year.isascii():
        return str(number), "digits of another script"
    if number is not None and number in _BUDDHIST:
        return str(number - _AHEAD), "year of the Buddhist calendar"
    return year, None


def settle_paper_year(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Settle the year of a paper; a `Repair` says what it was."""
    year, why = settle_year(paper.year) if paper.year else (None, None)
    if why is None:
        return paper, ()
    record = paper.records[0]
    said = Repair(record.source, record.line, "year", paper.year or "", year or "", why)
    date = paper.date if paper.date and paper.date[:4] == year else None
    return replace(paper, year=year, date=date), (said,)
