"""Read what is copied from IEEE Xplore: title, authors, venue, then a line that begins `Year:`."""

from __future__ import annotations

import re

from kg.identity import identifiers_in
from kg.model import Details, Paper
from kg.sources.fields.kinds import kind_in
from kg.sources.free.copied.stacks import Layout, Stack, Told, people, stacked_format

EXAMPLE = """\
NightOwl: Exploring with Memory
Ana Lopez;Bo Chen
IEEE Transactions on Owls
Year: 2019 | Volume: 12, Issue: 3 | Journal Article | Publisher: IEEE
Cited by: Papers (12)
Abstract
HTML
How Well Do Agents Plan?
Bo Chen
2020 IEEE Owl Conference
Year: 2020 | Conference Paper | Publisher: IEEE
"""

_LABELLED = re.compile(r"(volume|issue|pages?(?:\(s\))?|publisher): ?(.+)", re.IGNORECASE)
_PAGES = re.compile(r"pages?(?:\(s\))?: ?(.+)", re.IGNORECASE)
_DOI = re.compile(r"doi: ?10\.\S+", re.IGNORECASE)
_PARTS = re.compile(r" ?[|,] ?")


def _paper(stack: Stack) -> Told:
    parts = [each for each in _PARTS.split(stack.told["said"]) if each]
    told = {each[1].casefold(): each[2] for part in parts if (each := _LABELLED.fullmatch(part))}
    words = [part for part in parts if not _LABELLED.fullmatch(part)]
    kind = kind_in(" ".join(words))
    if kind.skipped:
        return kind.skipped
    if len(stack.before) < 2:
        return None
    title, *names, venue = stack.before
    pages, doi = stack.take(_PAGES), stack.take(_DOI)
    return Paper(
        title=title,
        authors=people(name for line in names for name in line.split(";")),
        year=stack.told["year"],
        identifiers=identifiers_in(doi[0]) if doi else (),
        venue=venue,
        kind=kind.fabio,
        details=Details(
            volume=told.get("volume"),
            issue=told.get("issue"),
            pages=pages[1] if pages else told.get("pages"),
            publisher=told.get("publisher"),
        ),
    )


_LAYOUT = Layout(
    tells=re.compile(r"Year: ?(?P<year>(?:19|20)\d\d)(?P<said>(?: ?[|,] ?[^|,]+)*)"),
    paper=_paper,
    before=3,
    buttons=re.compile(
        r"cited by: .*|abstract|html|pdf(?: \([\d.]+ [km]b\))?|show more|select all on page|showing \d.*|sort by.*"
        r"|(?:conferences|journals|magazines|early access articles|books|standards) ?\(\d+\)",
        re.IGNORECASE,
    ),
    signs=re.compile(r"open access|early access|full text access|© .*", re.IGNORECASE),
    marks=(re.compile(r"^Year: ?(?:19|20)\d\d ?[|,]", re.MULTILINE),),
)

FORMAT = stacked_format(
    "ieee-page",
    "IEEE Xplore: title, authors with semicolons between, venue, and a line that begins `Year:`",
    EXAMPLE,
    _LAYOUT,
)
