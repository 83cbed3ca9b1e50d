"""What every format of reference managers asks of a paper: key, date, pages, identifiers, address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.identity.keys import slugify
from kg.model import Agent, Paper, Scheme
from kg.text import fold

_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "for", "from", "in", "of", "on", "the", "to", "with"}
)
_INITIALS = 3
"""The most letters behind a family name that are initials: `Lopez AB`."""
_MARKS = "*†‡§¶"
"""Marks of footnotes that a printed name may have."""
_DATE = re.compile(r"-?\d{4,}-(\d\d)(?:-(\d\d))?")


def with_keys(papers: Iterable[Paper]) -> Iterator[tuple[str, Paper]]:
    """Give each paper a citation key: family name, year, and a word of the title; none twice.

    >>> owls = Paper(title="The Owls", year="2019", authors=(Agent("Ana Lopez", "", family="Lopez"),))
    >>> [key for key, _ in with_keys([owls, owls, Paper()])]
    ['lopez2019owls', 'lopez2019owls-2', 'paper']
    """
    seen: dict[str, int] = {}
    for paper in papers:
        bare = _key(paper) or "paper"
        seen[bare] = seen.get(bare, 0) + 1
        key = bare if seen[bare] == 1 else f"{bare}-{seen[bare]}"
        seen.setdefault(key, 1)
        yield key, paper


def _key(paper: Paper) -> str:
    people = paper.authors or paper.editors
    name = slugify(people[0].family or people[0].name) if people else ""
    words = [word for word in slugify(paper.title or "").split("-") if word not in _SMALL]
    year = paper.year if paper.year and paper.year.isdigit() else ""
    return name.replace("-", "") + year + (words[0] if words else "")


def identifier(paper: Paper, scheme: Scheme) -> str | None:
    """Return the first identifier of a scheme."""
    return next((each.value for each in paper.identifiers if each.scheme == scheme), None)


def month_and_day(paper: Paper) -> tuple[str | None, str | None]:
    """Return month and day as two digits each, where they are known.

    >>> month_and_day(Paper(date="2019-02-07")), month_and_day(Paper(date="2019-02")), month_and_day(Paper())
    (('02', '07'), ('02', None), (None, None))
    """
    match = _DATE.fullmatch(paper.date or "")
    return (match[1], match[2]) if match else (None, None)


def number(paper: Paper) -> str | None:
    """Return what the field `number` holds: of a report, an issue, or a volume in its series."""
    details = paper.details
    return details.report_number or details.issue or details.series_number


def funding(paper: Paper) -> str | None:
    """Write who paid, each with the numbers of the awards behind it, as Web of Science does.

    >>> from kg.model import Grant
    >>> owls = Agent("Owl Fund", "Owl Fund", "group")
    >>> funding(Paper(funding=(Grant(owls, "A-1"), Grant(Agent("Night Council", "", "group")), Grant(owls, "B-2"))))
    'Owl Fund [A-1, B-2]; Night Council'
    """
    awards: dict[str, list[str]] = {}
    for grant in paper.funding:
        told = awards.setdefault(grant.funder.name if grant.funder else "", [])
        told += [grant.award] if grant.award else []
    written = (f"{name} [{', '.join(told)}]" if told else name for name, told in awards.items())
    return "; ".join(each.strip() for each in written) or None


def inverted(agent: Agent) -> str | None:
    """Write a person as `Family, Suffix, Given`, as the name was printed; None for other agents.

    >>> inverted(Agent("Ana Lopez Jr.", "", family="Lopez", given="Ana")), inverted(Agent("Owl Team", "", "group"))
    ('Lopez, Jr., Ana', None)
    >>> inverted(Agent("Rui da Silva Torres", "R. Torres", family="da Silva Torres", given="Rui"))
    'Torres, R.'
    >>> inverted(Agent("Yann Le Cun", "Yann LeCun", family="Le Cun", given="Yann"))
    'LeCun, Yann'
    >>> inverted(Agent("Rui da Silva Torres", "R. da S. Torres*", family="da Silva Torres", given="Rui"))
    'da S. Torres, R.'
    """
    if agent.kind != "person" or not agent.family:
        return None
    if "," in agent.printed:
        return agent.printed
    words = [word.strip(_MARKS) for word in agent.printed.split()]
    for start in range(1, len(words)):
        if words[start][:1].isalpha() and _ends(agent.family, words[start:]):
            return f"{' '.join(words[start:])}, {' '.join(words[:start])}"
    if _is_natural(words, agent):
        return f"{words[-1]}, {' '.join(words[:-1])}"
    whole = " ".join(filter(None, (agent.given, agent.family)))
    suffix = agent.name.removeprefix(whole).strip(" ,") if agent.name.startswith(whole) else ""
    return ", ".join(part for part in (agent.family, suffix, agent.given) if part)


def _ends(family: str, words: Sequence[str]) -> bool:
    """Tell whether a family name ends in these words, or in what they abbreviate: `da S. Torres`."""
    whole, told = fold(family).split(), fold(" ".join(words)).split()
    pairs = zip(reversed(whole), reversed(told), strict=False)
    alike = all(word.startswith(part) for word, part in pairs)
    ends = told and len(told) <= len(whole) and whole[-1] == told[-1]
    return bool(ends) and whole[-len(told)] == told[0] and alike


def _is_natural(words: Sequence[str], agent: Agent) -> bool:
    """Tell whether a name is printed given name first, with a family name that is spelt otherwise elsewhere."""
    first, last = fold(words[0] if words else ""), fold(words[-1] if words else "")
    suffixed = fold(agent.name).endswith(f" {last}") and last not in fold(agent.family or "")
    turned = first in fold(agent.family or "").split()
    return len(words) > 1 and len(last) > _INITIALS and not suffixed and not turned


def main_title(paper: Paper) -> str | None:
    """Return the title without the subtitle that a field of its own tells.

    >>> from kg.model import Details
    >>> main_title(Paper(title="On It: A Study", details=Details(subtitle="A Study")))
    'On It'
    """
    title, subtitle = paper.title, paper.details.subtitle
    if title and subtitle and title.endswith(f" {subtitle}") and len(title) > len(subtitle) + 1:
        return title.removesuffix(f" {subtitle}").removesuffix(":")
    return title
