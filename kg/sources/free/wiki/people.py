"""Read the people of a citation: numbered parts of names, names in one, and lists of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.model import Agent
from kg.sources.bibtex.names import is_personal
from kg.sources.fields.names import parse_inverted, parse_name, turn_initials
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.unread import Noted
from kg.sources.fields.values import group
from kg.sources.free.wiki.shown import as_written, shown
from kg.sources.tables.authors import split_authors

_PARTS = {"last": "family", "surname": "family", "first": "given", "given": "given", "": "whole"}
_NAMED = {
    "author": re.compile(
        r"(?:author(\d{0,4})-?)?(last|surname|first|given)(\d{0,4})|author()(\d{0,4})"
    ),
    "editor": re.compile(r"editor(\d{0,4})-?(last|surname|first|given)(\d{0,4})|editor()(\d{0,4})"),
}
"""The names of the parameters of one person: number, part, and number behind it."""
_LISTS = {"author": ("authors", "coauthors"), "editor": ("editors",)}
_VANCOUVER = {"author": "vauthors", "editor": "veditors"}
_OF_A_GROUP = re.compile(r"\S (?:and|for) \S")
_BETWEEN = re.compile(r"(?:\(\([^()]*+\)\)|[^,(]++|\()++")
_INITIALS = re.compile(
    r"(\S.*) ([A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ-]{0,3})(?: (Jr|Sr|I{2,3}|IV|2nd|3rd|4th)\.?)?"
)


def people(parameters: Noted, role: str) -> tuple[Agent, ...]:
    """Return the `author`s or `editor`s, in the order of their numbers; then those of lists, and groups.

    >>> said = {"last1": "Lopez", "first1": "Ana", "author2": "Owl Survey Team", "vauthors": "Chen BC, ((Owl, Inc.))"}
    >>> [each.name for each in people(Noted(said), "author")]
    ['Ana Lopez', 'Owl Survey Team', 'BC Chen', 'Owl, Inc.']
    """
    numbered: dict[int, dict[str, str]] = {}
    for name in parameters:
        if match := _NAMED[role].fullmatch(name):
            before, part, after, _, number = match.groups()
            place = int(before or after or number or 1)
            numbered.setdefault(place, {})[_PARTS[part or ""]] = parameters[name]
    found = [agent for place in sorted(numbered) for agent in _numbered(numbered[place])]
    found += _vancouver(parameters.get(_VANCOUVER[role], ""))
    for name in _LISTS[role]:
        found += map(parse_name, turn_initials(split_authors(shown(parameters.get(name, "")))))
    if role == "author" and (named := group(shown(parameters.get("collaboration", "")))):
        found.append(named)
    return tuple(each for each in found if is_name(each.name))


def _numbered(parts: Mapping[str, str]) -> Iterator[Agent]:
    """Yield whom one number names: a person by parts, or all that one text names."""
    family, given = (shown(parts.get(each, "")) for each in ("family", "given"))
    whole = parts.get("whole") or parts.get("family") or given
    if family and given:
        yield parse_inverted(f"{family}, {given}")
    elif one := as_written(whole):
        yield Agent(shown(one), shown(one), "group")
    elif family:
        yield parse_name(family)
    else:
        yield from _in_one(shown(whole))


def _in_one(written: str) -> Iterator[Agent]:
    """Parse a name, or several where each is a person's: groups have `and` and commas, too."""
    names = split_authors(written)
    if ";" in written or all(map(is_personal, names)):
        yield from map(parse_name, turn_initials(names))
    elif _OF_A_GROUP.search(written):
        yield Agent(written, written, "group")
    elif written:
        yield parse_name(written)


def _vancouver(wikitext: str) -> Iterator[Agent]:
    """Parse names as Vancouver has them, initials behind without a dot; what is none stands in `((…))`."""
    for each in _BETWEEN.findall(wikitext):
        if one := as_written(each):
            yield Agent(shown(one), shown(one), "group")
        elif name := shown(each):
            match = _INITIALS.fullmatch(name)
            yield (
                parse_inverted(", ".join(filter(None, match.groups())))
                if match
                else parse_name(name)
            )
