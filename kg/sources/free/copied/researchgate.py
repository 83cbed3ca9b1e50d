"""Read what is copied from ResearchGate: a type, title, month, counts, journal, authors between dots."""

from __future__ import annotations

import re

from kg.identity import identifiers_in
from kg.model import Details, Paper
from kg.sources.fields.kinds import kind_of
from kg.sources.fields.values import date_in
from kg.sources.free.copied.stacks import Layout, Stack, Told, people, stacked_format
from kg.sources.free.people import run_at

NAME = "researchgate-page"
EXAMPLE = """\
Article
Full-text available
NightOwl: Exploring with Memory
February 2019
·
123 Reads
·
4 Citations
Journal of Maps
Ana Lopez
·
Bo Chen
Download
Conference Paper
How Well Do Agents Plan?
May 2020
·
12 Reads
Bo Chen
Request full-text
"""

_DATE = re.compile(r"(?:[A-Z][a-z]{2,8} )?(?P<year>(?:19|20)\d\d)")
_DOTS = re.compile(r"\n? ?· ?\n?")
_COUNT = re.compile(
    r"[\d,.]+[km]? (?:reads?|citations?|recommendations?|downloads?)", re.IGNORECASE
)
_VENUE = re.compile(
    r"(?:(?:conference|in book|journal|in): )?(?P<venue>[^:].*?)(?:,? ?\(?pp?\.? ?(?P<pages>\d[\d–-]{0,12})\)?)?",
    re.IGNORECASE,
)
_DOI = re.compile(r"doi: ?10\.\S+", re.IGNORECASE)


def _paper(stack: Stack) -> Told:
    kind = kind_of(NAME, stack.told[0])
    if kind.skipped:
        return kind.skipped
    doi = stack.take(_DOI)
    title, dated, *rest = [*_joined(stack.after), "", ""]
    day, *counts = dated.split("·")
    date = _DATE.fullmatch(day)
    lines = [each for each in [*counts, *rest] if each and not _COUNT.fullmatch(each)]
    names = _names_among(lines)
    if date is None or names is None or names > 1:
        return None
    stack.after = lines[names + 1 :]
    where = _VENUE.fullmatch(lines[0]) if names else None
    return Paper(
        title=title,
        abstract=stack.abstract(),
        authors=people(lines[names].split("·")),
        year=date["year"],
        date=date_in(day),
        identifiers=identifiers_in(doi[0]) if doi else (),
        venue=where["venue"] if where else None,
        kind=kind.fabio,
        details=Details(pages=where["pages"] if where else None),
    )


def _joined(lines: list[str]) -> list[str]:
    """Put what has a dot between it into one line.

    >>> _joined(["Owls", "May 2020", "·", "12 Reads", "Ana Lopez", "·", "Bo Chen"])
    ['Owls', 'May 2020·12 Reads', 'Ana Lopez·Bo Chen']
    """
    return _DOTS.sub("·", "\n".join(lines)).strip("·").split("\n")


def _names_among(lines: list[str]) -> int | None:
    """Return the index of the line of authors: the one with dots, else the last of two that is a name."""
    dotted = (n for n, line in enumerate(lines) if "·" in line)
    alone = (n for n in (1, 0) if len(lines) > n and _is_name(lines[n]))
    return next(dotted, next(alone, None))


def _is_name(line: str) -> bool:
    run = run_at(line, 0)
    return run is not None and run.end == len(line)


_LAYOUT = Layout(
    tells=re.compile(
        r"Article|Conference Paper|Preprint|Chapter|Book|Thesis|Technical Report|Working Paper|Poster|Presentation"
        r"|Data|Dataset|Patent|Code|Method|Research Proposal|Literature Review|Experiment Findings|Negative Results|Other"
    ),
    paper=_paper,
    buttons=re.compile(
        r"download|view|request (?:full-text|file)|share|source|read (?:full-text|more)|follow|recommend|save(?: for later)?"
        r"|add to (?:my )?(?:lists?|library|collection)|show more|load more",
        re.IGNORECASE,
    ),
    signs=re.compile(r"(?:full-text|file) available|new|unpublished|abstract", re.IGNORECASE),
    marks=(re.compile(r"^(?:· ?)?[\d,.]+[km]? Reads?$", re.MULTILINE),),
)

FORMAT = stacked_format(
    NAME,
    "ResearchGate: a type, title, month and counts, journal, and authors with dots between",
    EXAMPLE,
    _LAYOUT,
)
