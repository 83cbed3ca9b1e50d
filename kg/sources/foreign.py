"""Recognise inputs of other kinds, so that each is refused by its name."""

from __future__ import annotations

import csv
import re

from kg.errors import SourceError
from kg.sources.json_start import json_start
from kg.sources.xml_records import root

_INSTEAD = {
    "OpenAlex": "download works, whose ids begin with W, instead",
    "HTML": "export the list from the page in a format that `kg sources` lists",
    "YAML": "make JSON of it, with keys such as title, authors, year",
}
"""What to do about a kind, by the first word of its name."""

_ROOT = re.compile(r"<([A-Za-z][\w:.-]*)")
_ROWS_TO_JUDGE = 20


def _compiled(patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE | re.MULTILINE | re.DOTALL
    return {name: re.compile(pattern, flags) for name, pattern in patterns.items()}


# Possessive throughout: what has matched is never tried another way.
_BEFORE = r"(?>\s++|<!--.*?-->)*+"
_OTHER = _compiled(
    {
        "HTML": rf"{_BEFORE}<(?:!doctype\s+html|html|head|body|table)\b",
        "XML": r"\s*+<(?:\?xml|[A-Za-z][\w:.-]*+[\s>])",
    }
)
_UNREAD = _compiled(
    {
        "a DTD": rf"{_BEFORE}<!(?:ELEMENT|ENTITY|ATTLIST)\b",
        "a Biblioscape export": r"\s*+--[A-Z]{2}-- ",
        "a NEP report of RePEc": r"\s*+nep\.repec\.org\b",
    }
)
"""What some reader could take for its own is asked for once none did."""
_OPENALEX = re.compile(r'"https://openalex\.(?:org/([A-Z])\d)?')
_ENTITIES = {
    "A": "authors", "S": "sources", "I": "institutions", "C": "concepts", "F": "funders",
    "P": "publishers", "T": "topics",
}  # fmt: skip
_TOP = re.compile(r"(?:- |[A-Za-z_][\w-]*+:(?:\s|$))")
_MARKS = ("#", "---", "...")
_FEWEST_KEYS = 3
_LINES_TO_JUDGE = 200


def foreign_kind(head: str) -> str | None:
    """Name the format of its own that a text has and that is no source here; None where none.

    >>> foreign_kind("<html><body>Not found"), foreign_kind("Dear colleagues,")
    ('HTML', None)
    """
    if _OTHER["HTML"].match(head):
        return "HTML"
    if root(head)[0] == "feed":
        return "an Atom feed"
    if _OTHER["XML"].match(head):
        return "XML"
    return _foreign_json(head) if head.lstrip().startswith(("{", "[")) else None


def _foreign_json(head: str) -> str | None:
    """Name the answers of services that hold no works."""
    entity = _OPENALEX.search(head)
    if entity and entity[1] in _ENTITIES:
        return f"OpenAlex {_ENTITIES[entity[1]]}"
    kind = json_start(head).page.get("message-type", '"work"')
    return None if kind.startswith(('"work"', '"work-list"')) else "a Crossref answer without works"


def _is_yaml(head: str) -> bool:
    """Tell whether all lines that are not indented are keys or items, and three at least are keys."""
    lines = (line for line in head.splitlines()[:_LINES_TO_JUDGE] if line.strip())
    top = [line for line in lines if not line[0].isspace() and not line.startswith(_MARKS)]
    keys = sum(not line.startswith("- ") for line in top)
    return keys >= _FEWEST_KEYS and all(map(_TOP.match, top))


def refusal(head: str, where: str) -> SourceError:
    """Make the error for a text that no reader recognises: what it looks like, what to do."""
    unread = (name for name, pattern in _UNREAD.items() if pattern.match(head))
    kind = foreign_kind(head) or next(unread, None) or ("YAML" if _is_yaml(head) else None)
    if kind is None and (names := _columns(head)):
        return SourceError(
            "this is a table, and none of its columns is known to be a title or an abstract",
            where=where, value=", ".join(names), todo="name them with `--columns title=…,authors=…`",
        )  # fmt: skip
    if kind is None:
        return SourceError(
            "this is prose, or a list without marks that tell titles from authors", where=where,
            todo="make a table of it, with columns such as title, authors, year;"
            " `kg sources` lists the formats, `--format NAME` forces one",
        )  # fmt: skip
    if kind == "XML" and (tag := _ROOT.search(head)):
        kind = f"XML whose root is <{tag[1]}>"
    todo = _INSTEAD.get(kind.split()[0], "`kg sources` lists the formats that are read")
    return SourceError(f"looks like {kind}, which no reader knows", where=where, todo=todo)


def _columns(head: str) -> list[str]:
    """Return the first line's cells where all lines are rows of a table with as many cells."""
    lines = [line for line in head.splitlines()[:_ROWS_TO_JUDGE] if line.strip()]
    for delimiter in "\t;|,":
        rows = list(csv.reader(lines, delimiter=delimiter))
        if len(rows) > 1 and len(rows[0]) > 1 and len(set(map(len, rows))) == 1:
            return rows[0]
    return []
