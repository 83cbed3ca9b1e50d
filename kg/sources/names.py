"""Parse author names: inverted or not, persons or groups, one or a whole line of them."""

from __future__ import annotations

import re

from kg.model import Agent

_GROUP_WORDS = frozenset(
    {
        "team",
        "group",
        "collaboration",
        "consortium",
        "project",
        "initiative",
        "network",
        "laboratory",
        "laboratories",
        "lab",
        "labs",
        "committee",
        "foundation",
        "institute",
        "association",
        "society",
        "organization",
        "organisation",
        "university",
        "department",
        "agency",
        "council",
    }
)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_PARTICLES = frozenset(
    {
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "da",
        "das",
        "do",
        "dos",
        "du",
        "la",
        "le",
        "van",
        "von",
        "vom",
        "zu",
        "zur",
        "ter",
        "ten",
        "te",
        "bin",
        "ibn",
        "al",
        "el",
        "y",
    }
)


def parse_inverted(text: str) -> Agent:
    """Parse `Last, First`, a suffix allowed before or after the first name.

    A family name that ends in a word such as Team or Collaboration makes a group.

    >>> parse_inverted("de Freitas, Nando").name, parse_inverted("Team, Worlds").name
    ('Nando de Freitas', 'Worlds Team')
    """
    printed = text.strip()
    parts = [part.strip() for part in printed.split(",")]
    suffixes = [part for part in parts[1:] if _SUFFIX.fullmatch(part)]
    family, *rest = [parts[0], *(part for part in parts[1:] if part not in suffixes)]
    given = ", ".join(part for part in rest if part)
    if _names_group(family):
        return Agent(" ".join([*rest, family]).strip(), printed, "group")
    name = " ".join(part for part in (given, family, *suffixes) if part)
    return Agent(name, printed, family=family or None, given=given or None)


def parse_name(text: str) -> Agent:
    """Parse a single name, `First Last` or `Last, First`; one word alone is of unknown kind.

    >>> parse_name("Ana van der Berg").family, parse_name("The Worlds Team").kind
    ('van der Berg', 'group')
    """
    printed = text.strip()
    if "," in printed:
        return parse_inverted(printed)
    words = printed.split()
    name = " ".join(words)
    if _names_group(name):
        return Agent(name, printed, "group")
    core = words[:-1] if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else words
    if len(core) < 2:
        return Agent(name, printed, "unknown")
    start = len(core) - 1
    while start > 1 and core[start - 1] in _PARTICLES:
        start -= 1
    return Agent(name, printed, family=" ".join(core[start:]), given=" ".join(core[:start]))


def parse_authors(line: str) -> tuple[Agent, ...] | None:
    """Parse `Last, First, Last, First, …`; None where the parts do not pair up.

    A suffix belongs to the name before it.

    >>> [author.name for author in parse_authors("Rossi, Ada, King, Bo, Jr., Lim, Cy") or ()]
    ['Ada Rossi', 'Bo King Jr.', 'Cy Lim']
    """
    parts = [part.strip() for part in line.strip().rstrip(",").split(",")]
    if not all(parts):
        return None
    names: list[list[str]] = []
    for part in parts:
        if names and (_SUFFIX.fullmatch(part) or _plain(names[-1]) < 2):
            names[-1].append(part)
        else:
            names.append([part])
    if any(_plain(name) != 2 for name in names):
        return None
    return tuple(parse_inverted(", ".join(name)) for name in names)


def _plain(name: list[str]) -> int:
    """Count the parts of a name that are no suffix; the family name never is one."""
    return 1 + sum(not _SUFFIX.fullmatch(part) for part in name[1:])


def _names_group(name: str) -> bool:
    words = name.casefold().split()
    return bool(words) and words[-1] in _GROUP_WORDS
