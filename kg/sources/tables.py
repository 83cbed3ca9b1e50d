"""Read tables: CSV or TSV whose columns have names such as title, authors, abstract."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from kg.errors import SourceError
from kg.model import Paper, Record, Rejected, Skipped, Source
from kg.sources.columns import guess_columns, row_to_paper
from kg.sources.document import Document
from kg.sources.format import Format, Item
from kg.sources.json_records import checked
from kg.sources.records import Malformed, to_record

EXAMPLE = """\
Title,Authors,Journal,Year,DOI
NightOwl,"Lopez, Ana; Chen, Bo",Journal of Maps,2019,10.1000/1
"""

_DELIMITERS = (",", "\t", ";", "|")
_LONGEST_NAME = 60
_FEWEST_FIELDS = 2
_LINES_TO_JUDGE = 50


def recognise(head: str) -> bool:
    """Tell whether the first line names columns, two at least of known names."""
    names = _header(head)[1]
    if len(names) < _FEWEST_FIELDS or max(map(len, names)) > _LONGEST_NAME:
        return False
    return len(guess_columns(names)) >= _FEWEST_FIELDS


def read(document: Document, source: Source) -> Iterator[Item]:
    """Yield a paper for each row.

    Raises: SourceError: where no column is a title or an abstract.
    """
    delimiter, names = _header(document.head)
    if not {"title", "abstract"} & guess_columns(names).keys():
        raise SourceError(
            "no column of this table is a title or an abstract", where=document.where,
            value=", ".join(names), todo="name a column `title` or `abstract`",
        )  # fmt: skip
    return _read_rows(document, source, delimiter)


def _header(head: str) -> tuple[str, list[str]]:
    """Return the delimiter under which most columns have known names, and all their names."""
    lines = head.lstrip().splitlines()
    found = [(each, _cells(lines[0], each)) for each in _DELIMITERS] if lines else []
    return max(found, key=lambda each: len(guess_columns(each[1])), default=(",", []))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _read_rows(document: Document, source: Source, delimiter: str) -> Iterator[Item]:
    lines = (f"{line}\n" for _, line in document.lines())
    quoting = _quoting(document.head, delimiter)
    rows = csv.reader(lines, delimiter=delimiter, quoting=quoting)
    names: list[str] = []
    index = 0
    while True:
        line = rows.line_num + 1
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
        yield _item(names, row, Record(source, index, line), rows.line_num)


def _item(
    names: list[str], row: list[str], record: Record, last: int
) -> Paper | Rejected | Skipped:
    cells: dict[str, object] = dict(reversed(list(zip(names, row, strict=False))))
    reason = _problem(names, row, many=last > (record.line or 0))
    try:
        item = row_to_paper(cells, record)
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


def _quoting(head: str, delimiter: str) -> Literal[0, 3]:
    """Tell whether quotation marks quote: between tabs, often they are text like any other."""
    lines = head.splitlines()[:-1] or head.splitlines()
    rows = list(islice(csv.reader([*lines], delimiter=delimiter), _LINES_TO_JUDGE))
    even = all(len(row) in (0, len(rows[0])) for row in rows)
    return csv.QUOTE_MINIMAL if even or delimiter != "\t" else csv.QUOTE_NONE


FORMAT = Format(
    "table",
    "CSV or TSV with columns such as title, authors, abstract, year, doi, venue, url",
    EXAMPLE,
    recognise,
    read,
)
