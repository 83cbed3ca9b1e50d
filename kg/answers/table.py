"""Rows of an answer: as dicts, as a data frame, as text, and in a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, overload

import pyoxigraph as ox

from kg.answers.values import Value, value_of
from kg.errors import InputError
from kg.prefixes import spell
from kg.table import lay_out
from kg.text import visible

if TYPE_CHECKING:
    import pandas
    import pyarrow

Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | Value
Row = dict[str, Value]
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SHOWN = 20
"""Rows that a notebook shows."""
_WIDEST_WHOLE_NUMBER = 2**63


def compact(value: object, prefixes: Mapping[str, str]) -> str:
    """Write a term for people: IRIs as prefixed names where one is known, literals bare.

    >>> compact(ox.NamedNode("https://schema.org/name"), {"schema": "https://schema.org/"})
    'schema:name'
    """
    if isinstance(value, ox.NamedNode):
        return spell(value.value, prefixes)
    if isinstance(value, ox.Literal):
        return _CONTROL.sub(" ", value.value)
    return "" if value is None else str(value)


class Table(Sequence[Row]):
    """Rows of an answer, each a dict from column to value; None where a row has none.

    `cells` holds the terms themselves, row by row, in the order of `columns`, where they come from
    a graph; `notes` say what
    there is to say of the answer, such as why it has no rows. A table without rows
    counts as false.

    >>> table = Table(("title", "year"), [(ox.Literal("Owls"), ox.Literal(2021))])
    >>> table[0], len(table)
    ({'title': 'Owls', 'year': 2021}, 1)
    >>> print(table)
    title  year
    Owls   2021
    """

    def __init__(
        self,
        columns: Sequence[str],
        cells: Iterable[Sequence[Cell]],
        prefixes: Mapping[str, str] | None = None,
        notes: Sequence[str] = (),
    ) -> None:
        self.columns = tuple(columns)
        self.cells: list[tuple[Cell, ...]] = [tuple(each) for each in cells]
        self.prefixes, self.notes = dict(prefixes or {}), tuple(notes)

    def __len__(self) -> int:
        return len(self.cells)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self._row(each) for each in self.cells[index]]
        return self._row(self.cells[index])

    def _row(self, cells: tuple[Cell, ...]) -> Row:
        return dict(zip(self.columns, map(value_of, cells), strict=True))

    def to_pandas(self) -> pandas.DataFrame:
        """Return a data frame, each column of the type that its values share; needs `kg[pandas]`.

        Whole numbers stay whole where some are missing.

        Raises: InputError: where pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise _not_installed("pandas") from error
        frame = pandas.DataFrame.from_records([*self], columns=[*self.columns])
        return frame.convert_dtypes()

    def to_arrow(self) -> pyarrow.Table:
        """Return an Arrow table; needs `kg[arrow]`. Values of several types in a column are texts.

        Raises: InputError: where pyarrow is not installed.
        """
        try:
            import pyarrow
        except ImportError as error:
            raise _not_installed("arrow", "pyarrow") from error
        columns = zip(*self.cells, strict=True) if self.cells else [()] * len(self.columns)
        arrays = (_of_one_type([*map(value_of, each)]) for each in columns)
        return pyarrow.table(dict(zip(self.columns, arrays, strict=True)))

    def text(self, width: int | None = None) -> str:
        """Lay the rows out as text, at most so many columns wide; IRIs as prefixed names."""
        return lay_out(self._texts(self.cells), self.columns, width)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook: everything is escaped, nothing is a link."""
        head = "".join(f"<th>{escape(each)}</th>" for each in self.columns)
        rows = "".join(
            f"<tr>{''.join(f'<td>{escape(visible(each))}</td>' for each in row)}</tr>"
            for row in self._texts(self.cells[:_SHOWN])
        )
        more = len(self) - _SHOWN
        notes = [*self.notes, *([f"{more} more rows"] if more > 0 else [])]
        said = "".join(f"<p>{escape(visible(each))}</p>" for each in notes)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{said}"

    def _texts(self, cells: Iterable[Sequence[Cell]]) -> list[tuple[str, ...]]:
        return [tuple(compact(each, self.prefixes) for each in row) for row in cells]


class YesNo(Table):
    """The answer of ASK: a table of one row, which counts as the answer.

    >>> bool(YesNo(False)), YesNo(False)[0]
    (False, {'answer': False})
    """

    def __init__(self, answer: bool) -> None:
        super().__init__(("answer",), [(ox.Literal(answer),)])
        self._answer = answer

    def __bool__(self) -> bool:
        return self._answer


def _of_one_type(values: list[Value]) -> list[Value]:
    kinds = {type(each) for each in values if each is not None}
    fit = all(not isinstance(each, int) or abs(each) < _WIDEST_WHOLE_NUMBER for each in values)
    if fit and (len(kinds) < 2 or kinds == {int, float}):
        return values
    return [None if each is None else str(each) for each in values]


def _not_installed(extra: str, package: str | None = None) -> InputError:
    return InputError(
        f"the package {package or extra} is not installed", todo=f"install it with kg[{extra}]"
    )
