"""Read what is copied from the ACL Anthology: buttons, title, authors between bars, then the volume."""

from __future__ import annotations

import re

from kg.model import Paper
from kg.sources.fields.outcomes import year_in
from kg.sources.free.copied.stacks import Layout, Stack, people, stacked_format
from kg.sources.json_formats.openreview import kind_at

EXAMPLE = """\
2020
pdf bib abs
NightOwl: Exploring with Memory
Ana Lopez | Bo Chen
Proceedings of the 3rd Conference on Owls
2019
pdf bib
How Well Do Agents Plan?
Bo Chen
Transactions of the Association for Owls, Volume 7
"""

_VOLUME = re.compile(
    r"(?:.* )?(?:Transactions|Journal|Computational Linguistics|Proceedings|Findings|Workshop)\b.*"
)


def _paper(stack: Stack) -> Paper | None:
    title, authors = stack.next(), stack.next()
    volume = stack.take(_VOLUME)
    if not title or not authors or _VOLUME.fullmatch(authors):
        return None
    venue = volume[0] if volume else None
    return Paper(
        title=title,
        authors=people(authors.split("|")),
        year=stack.heading["year"] if stack.heading else year_in(venue or ""),
        venue=venue,
        kind=kind_at(venue),
    )


_LAYOUT = Layout(
    tells=re.compile(
        r"(?:pdf )?bib(?: (?:abs|code|data))*|(?:pdf\(?bib\)?(?:abs)?)", re.IGNORECASE
    ),
    paper=_paper,
    buttons=re.compile(
        r"pdf(?: \(full\))?|fix (?:data|author|paper assignments)|search|show all abstracts|hide all abstracts"
    ),
    signs=re.compile(
        r"abs|code|data|video|poster|software|attachment|dataset|optional supplementary material",
        re.IGNORECASE,
    ),
    # Others have buttons of these names, too, but no bars between authors.
    marks=(re.compile(r"^(?:pdf )?bib(?:\s+abs)?\n[^\n]+\n[^\n|]+\|[^\n]+$", re.MULTILINE),),
    heading=re.compile(r"(?:Year: ?)?(?P<year>(?:19|20)\d\d)"),
    end=re.compile(r"co-authors", re.IGNORECASE),
)

FORMAT = stacked_format(
    "acl-page",
    "the ACL Anthology: buttons `pdf bib abs`, title, authors with bars between, and the volume",
    EXAMPLE,
    _LAYOUT,
)
