"""Refuse inputs of other kinds, each by its name, with what to do about it."""

from __future__ import annotations

import csv
import re

from kg.errors import SourceError
from kg.sources.format import Sign
from kg.sources.input.document import Document
from kg.sources.input.file_names import kind_by_name
from kg.sources.input.look import doubtful_kind, kind_by_look
from kg.sources.json_formats.start import json_start
from kg.sources.tables.headings import guess_columns

_INSTEAD = {
    "OpenAlex": "download works, whose ids begin with W, instead",
    "HTML": "export the list from the page in a format that `kg sources` lists",
    "program code": "write the list in it as JSON or YAML, with keys such as title, authors, year",
    "YAML": "make a list of it, whose elements have keys such as title, authors, year",
    "titles and abstracts without names, years or venues": "add lines `Authors: …` and `Year: …` under each title",
    "a RefWorks export": "begin each record with a line such as `RT Journal Article`, or export RIS",
}
"""What to do about a kind, by its name or the first word of it."""

_ROOT = re.compile(r"<([A-Za-z][\w:.-]*)")
_ROWS_TO_JUDGE = 20
_MOST_MEMBERS = 8


def kind_of_file(document: Document) -> str | None:
    """Name what a document is by marks of its own, else by the name of its file; None where in doubt."""
    return kind_by_look(document.head) or kind_by_name(document.name)


def refusal(document: Document, found: tuple[str, Sign] | None = None) -> SourceError:
    """Make the error for a text that no reader takes: what it looks like, and what to do.

    `found` is the format that it may be of, too, and the sign of it, where something else speaks
    against that.
    """
    head, where = document.head, document.where
    kind = kind_of_file(document) or doubtful_kind(head)
    if kind is None:
        return _unknown(head, where)
    if kind == "XML" and (tag := _ROOT.search(head)):
        kind = f"XML whose root is <{tag[1]}>"
    todo = _INSTEAD.get(kind) or _INSTEAD.get(kind.split()[0])
    todo = todo or "`kg sources` lists the formats that are read"
    if found:
        format, sign = found
        todo = f"it may be {format}, too, since {sign.why}: `--format {format}` reads it so"
    return SourceError(f"looks like {kind}, which no reader knows", where=where, todo=todo)


def _unknown(head: str, where: str) -> SourceError:
    if members := _members(head):
        return SourceError(
            "this is JSON, and its members are not those of publications", where=where,
            value=", ".join(members[:_MOST_MEMBERS]),
            todo="name a title and authors or a year, or the columns with `--columns title=…`",
        )  # fmt: skip
    if names := _columns(head):
        return SourceError(
            "this is a table, and its columns are not those of publications"
            if guess_columns(names).keys() & {"title", "abstract"}
            else "this is a table, and none of its columns is known to be a title or an abstract",
            where=where, value=", ".join(names), todo="name them with `--columns title=…,authors=…`",
        )  # fmt: skip
    return SourceError(
        "this is prose, or a list without marks that tell titles from authors", where=where,
        todo="make a table of it, with columns such as title, authors, year;"
        " `kg sources` lists the formats, `--format NAME` forces one",
    )  # fmt: skip


def _members(head: str) -> list[str]:
    start = json_start(head)
    return list(start.record) or list(start.page)


def _columns(head: str) -> list[str]:
    """Return the first line's cells where all lines are rows of a table with as many cells."""
    lines = [line for line in head.splitlines()[:_ROWS_TO_JUDGE] if line.strip()]
    for delimiter in "\t;|,":
        rows = list(csv.reader(lines, delimiter=delimiter))
        if len(rows) > 1 and len(rows[0]) > 1 and len(set(map(len, rows))) == 1:
            return rows[0]
    return []
