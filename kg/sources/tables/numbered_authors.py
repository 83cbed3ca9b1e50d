"""Gather authors that a table has in columns of their own: `Author 1`, or its parts, `AUTH_1_LNAME`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from kg.model import Agent
from kg.sources.fields.values import person
from kg.sources.json_formats.reading import text, unique

_COLUMN = re.compile(
    r"(?<![a-z])(?:co-?)?auth(?:or)?[ _.]?(?P<number>\d{1,3})(?:[ _.]?(?:(?P<given>f(?:irst)?|given)|(?P<middle>m(?:iddle)?)|(?P<family>l(?:ast)?|family|sur))"
    r"[ _.]?name|(?:[ _.]?name)?)$",
    re.IGNORECASE,
)


def numbered_authors(row: Mapping[str, object]) -> tuple[Agent, ...]:
    """Return the authors of a row by their numbers; none where no column is numbered so.

    >>> [each.name for each in numbered_authors({"AUTH_1_FNAME": "Ana", "AUTH_1_LNAME": "Lopez", "Author 2": "Bo Chen"})]
    ['Ana Lopez', 'Bo Chen']
    """
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for name in row:
        if (column := _COLUMN.search(name)) and (said := text(row, name)):
            found[int(column["number"])][column.lastgroup or ""] = said
    return unique(_author(found[number]) for number in sorted(found))


def _author(parts: Mapping[str, str]) -> Agent | None:
    given = " ".join(parts[name] for name in ("given", "middle") if name in parts)
    return person(given or None, parts.get("family") or parts.get("number"))
