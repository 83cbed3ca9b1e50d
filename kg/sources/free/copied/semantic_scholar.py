"""Read what is copied from Semantic Scholar: title, authors, fields of study, venue, then the date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Agent, Paper
from kg.sources.fields.values import iso_date
from kg.sources.free.copied.stacks import Layout, Stack, people, stacked_format
from kg.sources.free.people import run_at

EXAMPLE = """\
NightOwl: Exploring with Memory
Ana Lopez, B. Chen, +2 authors, Cy Lim
Computer Science
International Conference on Owls
12 June 2019
TLDR
NightOwl is an agent that remembers where it has been.
Expand
1,234
[PDF]
Save
Alert
Cite
How Well Do Agents Plan?
B. Chen
Computer Science, Psychology
ArXiv
2020
[PDF]
Save
"""

_FIELD = (
    r"(?:agricultural and food sciences|art|biology|business|chemistry|computer science|economics|education"
    r"|engineering|environmental science|geography|geology|history|law|linguistics|materials science"
    r"|mathematics|medicine|philosophy|physics|political science|psychology|sociology)"
)
_FIELDS = re.compile(rf"{_FIELD}(?:, {_FIELD})*", re.IGNORECASE)
_MORE = re.compile(r",? ?\+ ?\d+ (?:more )?authors?,? ?")
_SUMMARY = re.compile(r"TL;?DR(?: (?P<said>.+))?")
_EXPAND = re.compile(r" ?(?:\.\.\.|…)? ?Expand$")
_ARCHIVE = re.compile(r"arxiv(?:\.org)?", re.IGNORECASE)


def _paper(stack: Stack) -> Paper | None:
    lines = [*stack.before, *re.split(r" [·•] ", stack.told["said"] or "")]
    title, *rest = [each for each in lines if each] or [""]
    at = next((n for n, text in enumerate(rest) if _FIELDS.fullmatch(text)), None)
    written, venues = (rest[:1], rest[1:]) if at is None else (rest[:at], rest[at + 1 :])
    authors = _people(written)
    if not title or len(venues) > 1 or not authors:
        return None
    if summary := _SUMMARY.fullmatch(stack.after[0] if stack.after else ""):
        stack.unread.append("TLDR")
        del stack.after[: 1 if summary["said"] else 2]
    abstract = stack.abstract()
    is_preprint = any(_ARCHIVE.fullmatch(each) for each in venues)
    return Paper(
        title=title,
        abstract=_EXPAND.sub("…", abstract) if abstract else None,
        authors=authors,
        year=stack.told["year"],
        date=iso_date(stack.told["year"], stack.told["month"], stack.told["day"]),
        venue=next(iter(venues), None),
        kind="Preprint" if is_preprint else None,
        keywords=tuple(rest[at].split(", ")) if at is not None else (),
    )


def _people(lines: Sequence[str]) -> tuple[Agent, ...]:
    """Parse authors, in one line with commas or one a line; none where a line is no names.

    >>> [each.name for each in _people(["Ana Lopez, +3 authors, B. Chen"])], _people(["We ask how owls fly."])
    (['Ana Lopez', 'B. Chen'], ())
    """
    bare = [_MORE.sub(", ", line).strip(" ,") for line in lines]
    runs = [(run_at(line, 0), line) for line in bare if line]
    if any(run is None or run.end < len(line.rstrip(".")) for run, line in runs):
        return ()
    return people(name for line in bare for name in line.split(","))


_LAYOUT = Layout(
    tells=re.compile(
        r"(?:(?P<said>[^·•]+(?: [·•] [^·•]+)*) [·•] )?(?:published )?(?:(?:(?P<day>\d{1,2}) )?(?P<month>january|february|march"
        r"|april|may|june|july|august|september|october|november|december) )?(?P<year>(?:19|20)\d\d)",
        re.IGNORECASE,
    ),
    paper=_paper,
    before=12,
    buttons=re.compile(
        r"save(?: alert| to library| paper)?|alert|create alert|cite|\[?pdf\]?|view (?:pdf(?: on \S+)?|paper|(?:on|via) \S+|\d+ excerpts?.*)"
        r"|\d{1,3}(?:,\d{3})*(?: citations?)?|highly influenc(?:ed|ing)(?: papers?)?|\d+ (?:excerpts?|figures?|references?|highly influential .*)"
        r"|sort by (?:relevance|citation count|most influential papers|recency)|relevance|date range|has pdf|publications? ?\d*|h-index ?\d*|citations ?\d*|highly influential citations ?\d*"
        r"|about [\d,]+ results.*|[\d,]+ results.*|co-?authors?|journals & conferences|fields of study|publication type"
        r"|follow author|claim author page|filters?|search|sign in|create free account"
        r"|figure \d+|table \d+|semantic scholar reader|\[?semantic reader\]?|reader|publisher",
        re.IGNORECASE,
    ),
    signs=re.compile(r"expand|collapse", re.IGNORECASE),
    marks=(
        re.compile(rf"^{_FIELD}(?:$|, | [·•])", re.MULTILINE | re.IGNORECASE),
        re.compile(r"^(?:TL;?DR|Save(?: Alert)?|Create Alert|Cite)$", re.MULTILINE),
    ),
)

FORMAT = stacked_format(
    "semantic-scholar-page",
    "Semantic Scholar: title, authors, fields of study, venue and date",
    EXAMPLE,
    _LAYOUT,
)
