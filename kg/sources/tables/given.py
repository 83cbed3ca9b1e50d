"""Decide which of the columns that the user named hold for one file.

What is named for a file holds for it. What is named for all files holds only for tables, and
there only for fields that no heading of the table names, so that no list loses its own title.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from os.path import normpath
from pathlib import Path
from types import ModuleType

from kg.errors import InputError, SourceError
from kg.sources.format import Reader
from kg.sources.input.document import Document
from kg.sources.tables import delimited as tables
from kg.sources.tables import json_objects as json_tables
from kg.sources.tables.headings import (
    Columns,
    choose_columns,
    describe_columns,
    guess_columns,
    is_numbered,
)

TABLES: Mapping[str, ModuleType] = {"table": tables, "json-table": json_tables}
"""The formats whose columns can be named."""

_MAY_BE_TABLES = (None, "records", *TABLES)


@dataclass(frozen=True, slots=True)
class Table:
    """A file that is read as a table: as which one, with which columns, and what that means."""

    format: str
    columns: Columns
    said: str

    @property
    def read(self) -> Reader:
        """The reader of the format, with these columns."""
        return partial(TABLES[self.format].read, given=self.columns)


def as_table(
    document: Document, format: str | None, columns: Columns, *, forced: bool = False
) -> Table | None:
    """Tell how to read a document of a format, None where nobody knows it, as a table.

    None where it is none, or is to be read as what it is. `forced` tells that the user named
    the format.

    Raises: SourceError: where a named column is missing, or the title that its headings name
    would be lost.
    """
    own = {
        name.rpartition(":")[2]: column
        for name, column in columns.items()
        if is_named(name, document.where)
    }
    general = {name: column for name, column in columns.items() if ":" not in name}
    if not own and (format not in _MAY_BE_TABLES or not (general or format in TABLES)):
        return None
    is_json = document.head.lstrip().startswith(("{", "["))
    kind = format if format and format in TABLES else "json-table" if is_json else "table"
    choice = _Choice(document, kind, own, general)
    return choice.table(forced=forced) if choice.columns or format in TABLES else None


def is_named(name: str, path: str) -> bool:
    """Tell whether `FILE:field` is meant for a file: by its path, or by its name in any folder.

    >>> is_named("old.csv:title", "lists/old.csv"), is_named("title", "lists/old.csv")
    (True, False)
    """
    file, colon, _ = name.rpartition(":")
    return bool(colon) and (normpath(file) == normpath(path) or file == Path(path).name)


def check_files(columns: Columns, paths: Iterable[str]) -> None:
    """See that each file that columns are named for is there. Raises: InputError: where one is not."""
    paths = ["stdin" if path == "-" else path for path in paths]
    for name in columns:
        if ":" in name and not any(is_named(name, path) for path in paths):
            raise InputError(
                "columns are named for a file that is not read", where="--columns",
                value=name.rpartition(":")[0], todo="name one of the inputs, by path or name",
            )  # fmt: skip


class _Choice:
    """One table, and the columns named for it or for all."""

    def __init__(self, document: Document, kind: str, own: Columns, general: Columns) -> None:
        self.document, self.kind, self.own, self.general = document, kind, own, general
        self.module = TABLES[kind]
        headings = self.module.column_names(document.head)
        named = {*own.values(), *general.values()}.intersection(headings)
        self.has_headings = (
            kind == "json-table" or bool(named) or self.module.recognise(document.head)
        )
        self.known = guess_columns(headings) if self.has_headings else {}
        held = self._held()
        names = self._names({**held, **own})
        self.columns = {**held, **own} if own or not set(names).isdisjoint(held.values()) else {}
        self.held = held

    def _names(self, columns: Columns) -> list[str]:
        names: list[str] = self.module.column_names(self.document.head, columns)
        return names

    def table(self, *, forced: bool) -> Table:
        """Return the table. Raises: as `as_table` does; `forced`: each named column must be there."""
        names = self._names(self.columns)
        wanted = self.held if forced else self.columns
        missing = [each for each in {**wanted, **self.columns}.values() if each not in names]
        if missing:
            raise SourceError(
                "this table has no such column", where=self.document.where, value=missing[0],
                todo=f"its columns are {', '.join(names)}",
            )  # fmt: skip
        self._keep_title(names)
        unheeded = sorted(f"{f}={c}" for f, c in self.general.items() if f not in self.columns)
        note = f"; not heeded here: {', '.join(unheeded)}" if unheeded else ""
        return Table(self.kind, self.columns, describe_columns(names, self.columns) + note)

    def _held(self) -> dict[str, str]:
        """Choose from the columns named for all those of fields that no heading here names.

        A heading of the field itself may be chosen before others of it.
        """
        columns = {f: c for f, c in self.general.items() if c in self.known.get(f, (c,))}
        if not any(map(is_numbered, columns.values())):
            return columns
        if self.has_headings or not tables.is_even(self.document.head, columns):
            return {f: c for f, c in columns.items() if not is_numbered(c)}
        return columns

    def _keep_title(self, names: Iterable[str]) -> None:
        """Refuse columns that would take a title away which the headings name."""
        lost = self.known.get("title")
        numbered = self.has_headings and any(map(is_numbered, self.columns.values()))
        if lost and (numbered or "title" not in choose_columns(names, self.columns)):
            raise SourceError(
                "the columns named for it would lose its title", where=self.document.where,
                value=lost[0], todo="name other columns, or none where the first line names them",
            )  # fmt: skip
