"""Decide which of the columns that the user named hold for one file.

What is named for a file holds for it. What is named for all files holds only for tables, and
there only for fields that no heading of the table names, so that no list loses its own title.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import partial
from os.path import normpath
from pathlib import Path

from kg.errors import InputError, SourceError
from kg.sources.format import AS_NAMED, Columns, Format, Tabular
from kg.sources.input.document import Document
from kg.sources.tables.headings import (
    choose_columns,
    describe_columns,
    guess_columns,
    is_numbered,
)


def by_columns(
    document: Document,
    chosen: Format | None,
    columns: Columns,
    formats: Collection[Format],
    *,
    forced: bool = False,
) -> tuple[Format | None, str | None]:
    """Return the format with the columns that hold for a document, and what they are read as.

    A document that is no table, or that none of the columns is for, keeps the format that was
    chosen, None where nobody knows it; then nothing is said. `forced` tells that the user named
    the format.

    Raises: SourceError: where a named column is missing, or the title that its headings name
    would be lost.
    """
    table = _table(document, chosen, formats)
    if table is None or table.tabular is None or not (columns or table is chosen):
        return chosen, None
    own = {
        name.rpartition(":")[2]: column
        for name, column in columns.items()
        if is_named(name, document.where)
    }
    general = {name: column for name, column in columns.items() if ":" not in name}
    choice = _Choice(document, table, table.tabular, own, general)
    if not choice.columns and table is not chosen:
        return chosen, None
    said = choice.said(forced=forced)
    return replace(table, read=partial(table.tabular.read, given=choice.columns)), said


def _table(document: Document, chosen: Format | None, formats: Collection[Format]) -> Format | None:
    """Return the format by whose columns a document can be read, the first of those that share them."""
    for each in formats:
        tabular = each.tabular
        if tabular and (
            tabular is chosen.tabular if chosen else tabular.names(document.head, AS_NAMED)
        ):
            return each
    return None


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

    def __init__(
        self, document: Document, format: Format, tabular: Tabular, own: Columns, general: Columns
    ) -> None:
        self.document, self.tabular, self.general = document, tabular, general
        headings = tabular.names(document.head, AS_NAMED)
        named = {*own.values(), *general.values()}.intersection(headings)
        self.has_headings = not tabular.fits or bool(named or format.recognise(document.head))
        self.known = guess_columns(headings) if self.has_headings else {}
        held = self._held()
        names = self._names({**held, **own})
        self.columns = {**held, **own} if own or not set(names).isdisjoint(held.values()) else {}
        self.held = held

    def _names(self, columns: Columns) -> list[str]:
        return self.tabular.names(self.document.head, columns)

    def said(self, *, forced: bool) -> str:
        """Say what the columns are read as. Raises: as `by_columns`; `forced`: each must be there."""
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
        return describe_columns(names, self.columns) + note

    def _held(self) -> dict[str, str]:
        """Choose from the columns named for all those of fields that no heading here names.

        A heading of the field itself may be chosen before others of it.
        """
        columns = {f: c for f, c in self.general.items() if c in self.known.get(f, (c,))}
        if not any(map(is_numbered, columns.values())):
            return columns
        fits = self.tabular.fits
        if self.has_headings or not (fits and fits(self.document.head, columns)):
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
