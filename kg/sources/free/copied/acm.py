"""Read what is copied from the ACM Digital Library: a type, title, authors, volume, pages and DOI."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.identity import identifiers_in
from kg.model import Details, Paper
from kg.sources.fields.values import date_in
from kg.sources.free.copied.stacks import Layout, Stack, people, stacked_format
from kg.sources.free.people import run_at

EXAMPLE = """\
research-article
NightOwl: Exploring with Memory
Ana Lopez,
Bo Chen
ACM Transactions on Owls, Volume 12, Issue 3
February 2019, Article No.: 7, pp 1–19 • https://doi.org/10.5555/owl
Total Citations12
Total Downloads345
short-paper
How Well Do Agents Plan?
Bo Chen
OWL '20: Proceedings of the Owl Conference
May 2020, pp 11–19 • https://doi.org/10.5555/plan
Total Citations1
"""

_LINK = re.compile(r"https://doi\.org/10\.\S+$")
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december) (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DETAILS = {
    "volume": re.compile(r"\bVolume (\d{1,4})"),
    "issue": re.compile(r"\bIssue (\w{1,12})"),
    "article_number": re.compile(r"\bArticle (?:No\.: ?)?(\d{1,5})"),
    "pages": re.compile(r"\b(?:pp|Pages?) (\w[\w:.–-]{0,30})"),
}
_BEHIND_VENUE = re.compile(r", Volume |\n| ?• ?")


def _paper(stack: Stack) -> Paper | None:
    linked = ((n, _LINK.search(line)) for n, line in enumerate(stack.after))
    at, link = next(((n, match) for n, match in linked if match), (0, None))
    if link is None:
        return None
    title, *lines = [*stack.after[:at], link.string[: link.start()].rstrip("•, ")]
    names = list(_names(lines))
    first, *others = [*filter(None, lines[len(names) :])] or [""]
    told = "\n".join([first, *others[-1:]])
    dated = _DATE.search(told)
    if dated is None or run_at(names[0], 0) is None:
        return None
    stack.after = [*others[:-1], *stack.after[at + 1 :]]
    venue = _BEHIND_VENUE.split(told)[0]
    searched = {name: pattern.search(told) for name, pattern in _DETAILS.items()}
    details = {name: found[1] for name, found in searched.items() if found}
    return Paper(
        title=title,
        abstract=stack.abstract(),
        authors=people(name for line in names for name in line.split(",")),
        year=dated["year"],
        date=date_in(dated[0]),
        identifiers=identifiers_in(link[0]),
        venue=venue,
        kind=_kind(venue, details),
        url=link[0],
        details=Details(**details),
    )


def _kind(venue: str, details: Mapping[str, str]) -> str | None:
    """Tell the kind by the volume: proceedings with issues are journals."""
    if "issue" in details:
        return "JournalArticle"
    return "ConferencePaper" if "Proceedings" in venue else None


def _names(lines: list[str]) -> Iterator[str]:
    """Yield the lines of authors: a comma at the end tells that the next is one, too."""
    for line in lines:
        yield line
        if not line.endswith(","):
            return


_LAYOUT = Layout(
    tells=re.compile(
        r"(?:research|short|review|extended|demo|tutorial|survey|introduction|poster)-(?:article|paper|abstract)|survey|poster"
        r"|article",
        re.IGNORECASE,
    ),
    paper=_paper,
    buttons=re.compile(
        r"metrics|total (?:citations|downloads) ?[\d,]*|last (?:12 months|6 weeks) ?[\d,]*|highlights|get access|pdf|ereader"
        r"|\d{1,3}(?:,\d{3})*|view all metrics|export citations?|save(?: to binder| search)?|select (?:all|this result)|showing \d[\d,]* (?:-|of) .*|\d+ - \d+ of [\d,]+(?: results?)?",
        re.IGNORECASE,
    ),
    signs=re.compile(
        r"open access|free access|free|public access|best paper|abstract|\(?\+ ?\d+\)?",
        re.IGNORECASE,
    ),
    marks=(re.compile(r"^Total (?:Citations|Downloads)", re.MULTILINE | re.IGNORECASE),),
)

FORMAT = stacked_format(
    "acm-page",
    "the ACM Digital Library: a type, title, authors, volume, pages and DOI",
    EXAMPLE,
    _LAYOUT,
)
