"""Tell names from what only stands where a name would: `et al.`, `(:unav)`, `[s.n.]`, addresses."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Agent, Paper, Repair
from kg.sources.fields.names import parse_name

_CODED = r"(?:\(:?|:\(?)\s*(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal)\b\)?.*"
_SAID = (
    r"(?:and )?others|et\.? ?al(?:ii|ia)?|u\. ?a|und andere|et autres|y otros|и др"
    r"|anon|anonymous(?: authors?)?|anonym[eu]s?|an[oó]nimo|a\.? ?n\.? other"
    r"|(?:no|unknown|various|several|multiple)(?: (?:authors?|creators?|names?))?"
    r"(?: (?:listed|given|named|available|unknown))?"
    r"|(?:authors?|creators?|names?) (?:not (?:listed|given|named|known|available)|unknown)"
    r"|not (?:applicable|available|given|known|provided|specified|supplied)"
    r"|n\.? ?n|s\. ?n|n\.?/a|nomen nescio|sine nomine|un(?:ac|al|ap|as|av|kn)|none|null|tba|tbd"
)
_STAND_IN = re.compile(rf"{_CODED}|[\[({{]?\s*(?:{_SAID})\.?\s*[\])}}]?\.?", re.IGNORECASE)
"""Source of the codes: DataCite Metadata Schema 4.6, appendix 3, Standard values for unknown information."""
_EMAIL = re.compile(
    r"(?<![\s,;(<\[])[\s,;(<\[]*+(?:\be-?mail\s*+:?\s*+)?(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++[)>\]]*+",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(r"(?<![\s,;])[\s,;]++(?:and others|et\.? al(?:ii)?)\.?$", re.IGNORECASE)


def is_name(name: str | None) -> bool:
    """Tell whether a text names somebody: not `others`, `et al.`, `:(unav)`, `[s.n.]`, an address.

    >>> is_name("Ana Others"), is_name("others"), is_name("(:Unkn) Unknown"), is_name(":")
    (True, False, False, False)
    """
    if not name or not any(char.isalpha() for char in name):
        return False
    return not _STAND_IN.fullmatch(name.strip()) and not _EMAIL.fullmatch(name.strip())


def settle_people(paper: Paper) -> tuple[Paper, tuple[Repair, ...]]:
    """Leave out authors and editors that are none, and e-mail addresses; a `Repair` tells of each.

    A name without any letter stays, for the shapes to report.
    """
    notes: list[Repair] = []
    authors, editors = (
        tuple(kept for each in people if (kept := _settled(each, field, paper, notes)))
        for field, people in (("authors", paper.authors), ("editors", paper.editors))
    )
    return replace(paper, authors=authors, editors=editors) if notes else paper, tuple(notes)


def _settled(agent: Agent, field: str, paper: Paper, notes: list[Repair]) -> Agent | None:
    if not any(char.isalpha() for char in agent.name):
        return agent
    source, line = paper.records[0].source, paper.records[0].line
    if not is_name(agent.name):
        notes.append(Repair(source, line, field, agent.printed, "", "stands for no name"))
        return None
    bare, printed = _bare(agent.name), _bare(agent.printed)
    if (bare, printed) == (agent.name, agent.printed):
        return agent
    notes.append(Repair(source, line, field, agent.printed, printed, "no part of the name"))
    if bare == agent.name:
        return replace(agent, printed=printed)
    found = replace(parse_name(bare), orcid=agent.orcid, affiliation=agent.affiliation)
    return replace(found, printed=printed)


def _bare(name: str) -> str:
    """Take addresses and `et al.` off a name."""
    bare = _AND_OTHERS.sub("", _EMAIL.sub("", name)).strip()
    return bare if any(char.isalpha() for char in bare) else name
