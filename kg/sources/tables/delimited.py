"""Read tables: CSV or TSV whose columns have names such as title, authors, abstract."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from kg.errors import SourceError
from kg.model import Paper, Record, Rejected, Skipped, Source
from kg.sources.format import AS_NAMED, Columns, Format, Item, Sign, Tabular, sign
from kg.sources.input.document import Document
from kg.sources.json_formats.reading import checked
from kg.sources.record import Malformed, to_record
from kg.sources.tables.columns import row_to_paper
from kg.sources.tables.headings import choose_columns, is_numbered, is_telling

EXAMPLE = """\
Title,Authors,Journal,Year,DOI
NightOwl,"Lopez, Ana; Chen, Bo",Journal of Maps,2019,10.1000/1
"""

_DELIMITERS = (",", "\t", ";", "|")
_DECLARED = re.compile(r'\s*"?sep=(.)"?\r?\n', re.IGNORECASE)
_LONGEST_NAME = 60
_FEWEST_FIELDS = 2
_FIELDS_OF_A_TABLE = 4
_MOST_REMARKS = 20
"""Lines before the names among which these are looked for."""
_LINES_TO_JUDGE = 50


@dataclass(frozen=True)
class Layout:
    """How a table is written, told by its start: delimiter, names of its columns, quoting.

    A first line such as `sep=;`, as spreadsheets write it, names the delimiter. Columns that
    are given as `#1`, `#2` … are those of a table without a line of names.
    """

    head: str
    given: Columns

    @cached_property
    def declared(self) -> re.Match[str] | None:
        """The line that names the delimiter, where there is one."""
        return _DECLARED.match(self.head)

    @cached_property
    def start(self) -> int:
        """How many lines stand before the names: blank ones, and what services and authors say of the table."""
        lines = self._all_lines
        first = int(self.declared is not None)
        first += next((n for n, line in enumerate(lines[first:]) if line.strip()), 0)
        if self.is_nameless or not lines[first:] or self._best(lines[first])[0] >= _FEWEST_FIELDS:
            return first
        found = (
            at for at in range(first + 1, first + _MOST_REMARKS) if self._begins(lines[at : at + 9])
        )
        return next(found, first)

    @cached_property
    def lines(self) -> list[str]:
        """The first lines of the table itself."""
        return self._all_lines[self.start :]

    @cached_property
    def _all_lines(self) -> list[str]:
        return [line.removesuffix("\r") for line in self.head.split("\n")]

    @cached_property
    def whole_lines(self) -> list[str]:
        """The first lines, without one that the start cuts off."""
        return self.lines if self.head.endswith("\n") else self.lines[:-1] or self.lines

    @cached_property
    def delimiter(self) -> str:
        """The delimiter that is declared, else the one under which most columns are known."""
        if self.declared:
            return self.declared[1]
        return max(_DELIMITERS, key=self._evenness if self.is_nameless else self._known)

    @cached_property
    def names(self) -> list[str]:
        """The names of the columns."""
        cells = self._cells(self.delimiter)
        return [f"#{n}" for n in range(1, len(cells) + 1)] if self.is_nameless else cells

    @cached_property
    def is_nameless(self) -> bool:
        """Whether the first line is a record already."""
        return any(map(is_numbered, self.given.values()))

    @cached_property
    def is_even(self) -> bool:
        """Whether the first lines have the same number of cells, two at least."""
        lines = self.whole_lines[:_LINES_TO_JUDGE]
        rows = csv.reader(lines, delimiter=self.delimiter, quoting=self.quoting)
        return len(self.names) > 1 and {len(row) for row in rows if row} == {len(self.names)}

    @cached_property
    def quoting(self) -> Literal[0, 3]:
        """Whether quotation marks quote: between tabs, often they are text like any other."""
        rows = list(islice(csv.reader(self.whole_lines, delimiter=self.delimiter), _LINES_TO_JUDGE))
        even = all(len(row) in (0, len(rows[0])) for row in rows)
        return csv.QUOTE_MINIMAL if even or self.delimiter != "\t" else csv.QUOTE_NONE

    def _best(self, line: str) -> tuple[int, str]:
        """Return how many columns of known names a line has at most, and under which delimiter."""
        counts = {
            each: len(choose_columns(self._row(line, each), self.given)) for each in _DELIMITERS
        }
        best = max(counts, key=counts.__getitem__)
        return counts[best], best

    def _begins(self, lines: list[str]) -> bool:
        """Tell whether the first of these lines names columns, and a record of as many cells follows."""
        known, delimiter = self._best(lines[0]) if lines else (0, "")
        if known <= _FEWEST_FIELDS or delimiter == "|":
            return False
        names, *rows = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
        return is_telling(choose_columns(names, AS_NAMED)) and len(rows[0] if rows else ()) == len(
            names
        )

    def _known(self, delimiter: str) -> int:
        return len(choose_columns(self._cells(delimiter), self.given))

    def _evenness(self, delimiter: str) -> int:
        """Count the cells of each row, where all rows have as many; 0 where they have not."""
        lines = (line for line in self.whole_lines[:_LINES_TO_JUDGE] if line.strip())
        lengths = {len(self._row(line, delimiter)) for line in lines}
        return lengths.pop() if len(lengths) == 1 else 0

    def _cells(self, delimiter: str) -> list[str]:
        return self._row(self.lines[0], delimiter) if self.lines else []

    def _row(self, line: str, delimiter: str) -> list[str]:
        try:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        except csv.Error:
            return []


def recognise(head: str) -> Sign | None:
    """Tell whether the first line names columns, two at least of known names, and is no JSON."""
    names = column_names(head)
    known = choose_columns(names, AS_NAMED)
    if len(names) < _FEWEST_FIELDS or (_has_sentence(names) and len(known) < _FIELDS_OF_A_TABLE):
        return None
    all_known = sum(map(len, known.values())) == len(names)
    found = len(known) >= _FEWEST_FIELDS and (all_known or is_telling(known))
    return sign(found, f"its first line names {' and '.join(known)}", sure=False)


def _has_sentence(names: list[str]) -> bool:
    """Tell whether a name is as long as a sentence: of prose, or a question that reviewers ask of each paper."""
    return max(map(len, names)) > _LONGEST_NAME


def column_names(head: str, given: Columns = AS_NAMED) -> list[str]:
    """Return the names of the columns of a table; none where the text is JSON."""
    return [] if head.lstrip().startswith(("{", "[")) else Layout(head, given).names


def is_even(head: str, given: Columns) -> bool:
    """Tell whether a text without a line of names is a table with the columns that are given."""
    layout = Layout(head, given)
    return layout.is_even and set(filter(is_numbered, given.values())) <= set(layout.names)


def read(document: Document, source: Source, given: Columns = AS_NAMED) -> Iterator[Item]:
    """Yield a paper for each row; `given` names the columns of fields.

    Raises: SourceError: where no column is a title or an abstract.
    """
    layout = Layout(document.head, given)
    if not {"title", "abstract"} & choose_columns(layout.names, given).keys():
        raise SourceError(
            "no column of this table is a title or an abstract", where=document.where,
            value=", ".join(layout.names), todo="name it with `--columns title=…`",
        )  # fmt: skip
    return _read_rows(document, source, layout)


def _read_rows(document: Document, source: Source, layout: Layout) -> Iterator[Item]:
    lines = (f"{line}\n" for _, line in document.lines())
    before = sum(1 for _ in islice(lines, layout.start))
    rows = csv.reader(lines, delimiter=layout.delimiter, quoting=layout.quoting)
    names = layout.names if layout.is_nameless else []
    index = 0
    while True:
        line = rows.line_num + 1 + before
        try:
            row = next(rows, None)
        except csv.Error as error:
            index += 1
            yield Rejected(source, index, line, (f"this row cannot be read: {error}",), {})
            continue
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        if not names:
            names = [cell.strip() for cell in row]
            continue
        index += 1
        reason = _problem(names, row, many=rows.line_num + before > line)
        cells: dict[str, object] = dict(reversed(list(zip(names, row, strict=False))))
        yield _item(cells, Record(source, index, line), layout.given, reason)


def _item(
    cells: dict[str, object], record: Record, given: Columns, reason: str | None
) -> Paper | Rejected | Skipped:
    try:
        item = row_to_paper(cells, record, given)
    except Malformed as error:
        return Rejected(record.source, record.index, record.line, error.args, cells)
    if reason:
        raw = to_record(item) if isinstance(item, Paper) else cells
        return Rejected(record.source, record.index, record.line, (reason,), raw)
    return checked(item)


def _problem(names: list[str], row: list[str], *, many: bool) -> str | None:
    if any(cell.strip() for cell in row[len(names) :]):
        return f"this row has {len(row)} cells, but there are {len(names)} columns: quote its cells"
    if many and len(row) < len(names):
        return "a quotation mark opens in this row and none closes it: the lines after it are lost"
    return None


TABULAR = Tabular(column_names, read, is_even)
FORMAT = Format(
    "table",
    "CSV or TSV with columns such as title, authors, abstract, year, doi, venue, url",
    EXAMPLE,
    recognise,
    read,
    TABULAR,
)
