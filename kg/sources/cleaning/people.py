"""Settle authors and editors: leave out what is not a name, and what is not part of one or of a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Agent, Paper, Repair
from kg.sources.fields.addresses import without_address
from kg.sources.fields.degrees import is_degrees, without_degrees
from kg.sources.fields.names import parse_name
from kg.sources.fields.stand_ins import EMAIL, is_name

_NO_PART = "not part of the name"
_OTHERS = ("others", "al", "alii")
_AND_OTHERS = re.compile(r"(?<![\s,;])[\s,;]++(?:and others|et\.? al(?:ii)?)\.?$", re.IGNORECASE)


def settle_people(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Leave out authors and editors that are none, and e-mail addresses; a `Repair` tells of each.

    A name without any letter stays, for the shapes to report. Namesakes stay, too: one person
    is named twice only where the ORCID iD and all else is the same.
    """
    notes: list[Repair] = []
    authors, editors = (
        tuple(
            kept
            for each in _once(people, field, paper, notes)
            if (kept := _settled(each, field, paper, notes))
        )
        for field, people in (("authors", paper.authors), ("editors", paper.editors))
    )
    return replace(paper, authors=authors, editors=editors) if notes else paper, tuple(notes)


def _once(
    people: tuple[Agent, ...], field: str, paper: Paper, notes: list[Repair]
) -> Iterator[Agent]:
    seen = set[Agent]()
    for each in people:
        if each.orcid and each in seen:
            record = paper.records[0]
            notes.append(Repair(record.source, record.line, field, each.printed, "", "named twice"))
        else:
            yield each
        seen.add(each)


def _settled(agent: Agent, field: str, paper: Paper, notes: list[Repair]) -> Agent | None:
    source, line = paper.records[0].source, paper.records[0].line
    placed = without_address(agent.affiliation)
    if placed != agent.affiliation:
        before = agent.affiliation or ""
        notes.append(Repair(source, line, field, before, placed or "", "not part of the place"))
        agent = replace(agent, affiliation=placed)
    if not any(char.isalpha() for char in agent.name):
        return agent
    if not is_name(agent.name):
        notes.append(Repair(source, line, field, agent.printed, "", "not a name"))
        return None
    untitled = _untitled(agent)
    if untitled != agent:
        notes.append(Repair(source, line, field, agent.printed, untitled.name, _NO_PART))
        agent = untitled
    bare, printed = _bare(agent.name), _bare(agent.printed)
    if (bare, printed) == (agent.name, agent.printed):
        return agent
    notes.append(Repair(source, line, field, agent.printed, printed, _NO_PART))
    if bare == agent.name:
        return replace(agent, printed=printed)
    found = replace(parse_name(bare), orcid=agent.orcid, affiliation=agent.affiliation)
    found = replace(found, organizations=agent.organizations)
    return replace(found, printed=printed)


def _untitled(agent: Agent) -> Agent:
    """Take academic titles and degrees off the name of a person; initials such as MD before a name stay.

    >>> _untitled(parse_name("Lopez, Dr. Ana, PhD")).name, _untitled(parse_name("Ana Lopez, MD, MPH")).family
    ('Ana Lopez', 'Lopez')
    """
    if agent.kind != "person" or not agent.given or not agent.family:
        return agent
    if (is_degrees(agent.given) and " " in agent.family) or is_degrees(agent.family):
        found = parse_name(without_degrees(agent.printed))
        return replace(agent, name=found.name, family=found.family, given=found.given)
    given, family = without_degrees(agent.given), without_degrees(agent.family)
    name = agent.name.replace(agent.given, given or agent.given, 1)
    name = without_degrees(name.replace(agent.family, family, 1))
    if not given or name == agent.name:
        return agent
    return replace(agent, name=name, family=family, given=given)


def _bare(name: str) -> str:
    """Take addresses and `et al.` off a name."""
    bare = EMAIL.sub("", name) if "@" in name else name
    if bare.rstrip(".").casefold().endswith(_OTHERS):
        bare = _AND_OTHERS.sub("", bare)
    bare = bare.strip()
    return bare if any(char.isalpha() for char in bare) else name
