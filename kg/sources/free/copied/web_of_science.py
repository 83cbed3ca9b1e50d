"""Read what is copied from the Web of Science: title, authors, then date, bar, and the journal."""

from __future__ import annotations

import re

from kg.model import Details, Paper
from kg.sources.fields.values import iso_date
from kg.sources.free.copied.stacks import Layout, Stack, people, stacked_format

EXAMPLE = """\
1
NightOwl: Exploring with Memory
Lopez, A; Chen, B and Lim, C
Mar 2019 | JOURNAL OF MAPS 12 (3) , pp.5-9
Full Text at Publisher
12 Citations
Related records
2
How Well Do Agents Plan?
Chen, B
2020 | OWL CONFERENCE , pp.11-19
Related records
"""

_WHERE = re.compile(
    r"(?P<venue>[^|,]+?)(?: (?P<volume>\d{1,4}))?(?: \((?P<issue>[^()|]{1,20})\))?"
    r"(?: ?, ?(?:pp?\.? ?(?P<pages>\w[\w.-]{0,30})|(?:art\. no\.|article) ?(?P<article_number>\w{1,20})))?"
)
_NUMBERS = re.compile(
    r"\d{1,4}(?: \([^()]{1,20}\))?(?: ?, ?pp?\.? ?\w[\w.-]{0,30})?|, ?pp?\.? ?\w[\w.-]{0,30}"
)
_BETWEEN = re.compile(r"; ?| and ")


def _paper(stack: Stack) -> Paper | None:
    said = stack.told["said"] or stack.next() or ""
    if numbers := stack.take(_NUMBERS):
        said = f"{said} {numbers[0]}"
    where = _WHERE.fullmatch(said.rpartition("| ")[2])
    if len(stack.before) != 2 or where is None:
        return None
    title, names = stack.before
    details = where.groupdict()
    return Paper(
        title=title,
        abstract=stack.abstract(),
        authors=people(name for name in _BETWEEN.split(names) if name.strip("(). …")),
        year=stack.told["year"],
        date=iso_date(stack.told["year"], stack.told["month"], stack.told["day"]),
        venue=details.pop("venue"),
        details=Details(**details),
    )


_LAYOUT = Layout(
    tells=re.compile(
        r"(?:(?P<month>[A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?)(?: (?P<day>\d{1,2}))?,? )?(?P<year>(?:19|20)\d\d) ?\| ?(?P<said>.*)"
    ),
    paper=_paper,
    before=2,
    buttons=re.compile(
        r"\d{1,6}|(?:[\d,]+ )?(?:citations?|references?|cited references?)|related records ?\??|show (?:more|less)|full text at publisher|full text links?"
        r"|view full text(?: on \S+)?|free full text from publisher|context sensitive links|export|add to marked list|abstract",
        re.IGNORECASE,
    ),
    signs=re.compile(
        r"open access|enriched cited references|highly cited paper|hot paper|early access|pdf",
        re.IGNORECASE,
    ),
    marks=(
        re.compile(
            r"^(?:related records|full text at publisher|view full text)",
            re.MULTILINE | re.IGNORECASE,
        ),
    ),
)

FORMAT = stacked_format(
    "wos-page",
    "the Web of Science: title, authors, then a line of date, bar and journal",
    EXAMPLE,
    _LAYOUT,
)
