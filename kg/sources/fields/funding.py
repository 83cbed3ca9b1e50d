"""Take organizations and grants out of what a source says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.identity import normalise_registry
from kg.model import Agent, Grant
from kg.sources.fields.stand_ins import is_name

_AWARDS = re.compile(r"(?<!\s)\s*+[\[(]([^\[\]()]*+)[\])]")
_PARTS = re.compile(r"(?:[^;\[(]++|[\[(][^\[\]()]*+[\])]|[\[(])++")
"""What stands between semicolons, those in brackets left aside."""
_BETWEEN = re.compile(r"[;,]\s*|(?<!\s)\s++and\s+")
_NUMBERED = re.compile(r"\d")


def organization(name: str | None, *addresses: str | None) -> Agent | None:
    """Make an organization of its name and its address in a registry, where one of the addresses is.

    >>> organization("Owl Fund", "grid.1", "https://ror.org/01xtthb56").registry
    'https://ror.org/01xtthb56'
    """
    name = " ".join((name or "").split())
    if not is_name(name):
        return None
    found = (normalise_registry(each) for each in addresses)
    return Agent(name, name, "group", registry=next(filter(None, found), None))


def grants(funder: Agent | None, awards: Iterable[str | None]) -> Iterator[Grant]:
    """Yield the grants of a funder, one for each number of an award; without any, the funder alone."""
    told = [number for each in awards if (number := " ".join((each or "").split()))]
    yield from (Grant(funder, number) for number in dict.fromkeys(told))
    if funder and not told:
        yield Grant(funder)


def once(found: Iterable[Grant]) -> tuple[Grant, ...]:
    """Return each grant once, in order; a funder alone only where no grant names it."""
    each_once = tuple(dict.fromkeys(found))
    named = {each.funder for each in each_once if each.award}
    return tuple(each for each in each_once if each.award or each.funder not in named)


def written_funding(text: str | None) -> tuple[Grant, ...]:
    """Read funders with their awards in brackets behind them, as Web of Science writes them.

    >>> [(each.funder.name, each.award) for each in written_funding("Owl Fund [A-1, B-2]; Night Council")]
    [('Owl Fund', 'A-1'), ('Owl Fund', 'B-2'), ('Night Council', None)]
    """
    found: list[Grant] = []
    for part in _PARTS.findall(text or ""):
        inner = _AWARDS.search(part)
        numbers = (
            [each for each in _BETWEEN.split(inner[1]) if _NUMBERED.search(each)] if inner else []
        )
        name = part[: inner.start()] if inner and numbers else part
        found += grants(organization(name), numbers)
    return once(found)
