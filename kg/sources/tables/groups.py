"""Find the records in data that groups them: by year, by kind, or in the sections of a CV."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.sources.fields.kinds import Kind, kind_of
from kg.sources.free.sections import UNSAID, Section, section_of
from kg.sources.tables.headings import guess_columns, is_telling

_PARTS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
_PUBLICATIONS = re.compile(r"(?:my |all )?pub(?:s|list)?(?: list)?", re.IGNORECASE)
"""Short names of a list of publications."""
_HEADINGS = ("heading", "title", "name", "label", "category", "section", "type", "year")
"""The members of a group that say what stands in it."""
_ASIDE = frozenset(
    {"talk", "teaching", "supervised thesis", "award", "grant", "patent", "service", "employment", "education", "book review"}
)  # fmt: skip
"""What is no publication, however much its members look like those of one."""
_OF_WORKS = frozenset({"authors", "venue", "doi", "arxiv", "bibtex"})
"""Fields that what has a title and a year alone, such as an award, lacks."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """A record, or what stands in the place of one, and what the groups around it say of it."""

    value: Any
    section: Section


def records_in(value: object, name: str = "", around: Section = UNSAID) -> Iterator[Grouped]:
    """Yield the records in a value that stands under a name, in order.

    >>> owls = {"2019": [{"title": "Owls", "venue": "Owl News"}], "talks": [{"title": "Mice", "venue": "Oslo"}]}
    >>> [(each.value["title"], each.section.year, each.section.other) for each in records_in(owls)]
    [('Owls', '2019', ''), ('Mice', '', 'talk')]
    >>> list(records_in({"positions": [{"title": "Owl Keeper", "year": "2019"}]}))
    []
    """
    around = _within(around, _section(name))
    if isinstance(value, list):
        if any(_is_record(each, around) for each in value):
            yield from (Grouped(each, around) for each in value)
        else:
            for each in value:
                yield from _in_group(each, around)
    elif _is_record(value, around):
        yield Grouped(value, around)
    else:
        yield from _in_group(value, around)


def _in_group(group: object, around: Section) -> Iterator[Grouped]:
    if not isinstance(group, dict):
        return
    told = (dict.get(group, heading) for heading in _HEADINGS)
    said = (_section(str(each)) for each in told if isinstance(each, str | int))
    around = _within(around, next(filter(None, said), None))
    for name, value in dict.items(group):
        if isinstance(value, list | dict):
            yield from records_in(value, name, around)


def _is_record(value: object, around: Section) -> bool:
    """Tell a record by its members: where no heading tells of publications, a title and a year are not enough."""
    if not isinstance(value, Mapping):
        return False
    known = guess_columns(value)
    titled = "title" in known or "bibtex" in known
    return titled and (around.published or (is_telling(known) and not _OF_WORKS.isdisjoint(known)))


def _section(name: str) -> Section | None:
    """Return what a name says, written as programs write names: `journal-papers`, `invitedTalks`."""
    words = " ".join(filter(None, _PARTS.split(name)))
    if _PUBLICATIONS.fullmatch(words):
        return Section(published=True)
    if (said := section_of(words)) and (not said.other or said.other in _ASIDE):
        return said
    kind = kind_of("bibtex", name, otherwise=Kind()).fabio
    return Section(published=True, kind=kind) if kind else None


def _within(around: Section, said: Section | None) -> Section:
    """Return what is said of what stands in a group, which stands in another."""
    if said is None:
        return around
    if said.published:
        return replace(said, kind=said.kind or around.kind, year=said.year or around.year)
    return replace(said, year=around.year) if said.other else replace(around, year=said.year)
