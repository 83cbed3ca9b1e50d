"""Whether results say nothing: no rows, false, or only numbers that are all 0."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import IO

import pyoxigraph as ox

from kg.sparql import Results

_MOST = 20
"""Rows beyond which results say something."""
_LARGEST = 10_000
"""Bytes beyond which they do."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")


def is_hollow(results: Results) -> bool:
    """Tell whether results say nothing; they are read for that.

    >>> is_hollow(ox.Store().query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    True
    """
    if isinstance(results, ox.QueryBoolean):
        return not results
    if isinstance(results, ox.QuerySolutions):
        return are_hollow(tuple(row) for row in results)
    return next(iter(results), None) is None


def are_hollow(rows: Iterable[Sequence[object]]) -> bool:
    """Tell whether rows of terms, or of their texts, say nothing: a few, with numbers that are 0.

    >>> are_hollow([]), are_hollow([("title", "0"), ("year", "0")]), are_hollow([("owls", "2")])
    (True, True, False)
    """
    first = [[_text(cell) for cell in row] for row in itertools.islice(rows, _MOST + 1)]
    return len(first) <= _MOST and all(_is_zero(row) for row in first)


def _is_zero(row: Sequence[str]) -> bool:
    numbers = [float(cell) for cell in row if _NUMBER.fullmatch(cell)]
    return not any(numbers) and (bool(numbers) or not any(row))


def _text(cell: object) -> str:
    return (
        "" if cell is None else cell if isinstance(cell, str) else str(getattr(cell, "value", cell))
    )


class Watch:
    """A stream that passes bytes on, and keeps the first of them to judge results by."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._first, self._size = out, io.BytesIO(), 0

    def write(self, content: bytes) -> int:
        """Pass bytes on."""
        self._size += len(content)
        if self._size <= _LARGEST:
            self._first.write(content)
        self._out.write(content)
        return len(content)

    def flush(self) -> None:
        """Pass on what waits."""
        self._out.flush()

    def is_hollow(self, form: ox.QueryResultsFormat) -> bool:
        """Tell whether the results that passed, in this format, say nothing."""
        if self._size > _LARGEST:
            return False
        content = self._first.getvalue()
        if form == ox.QueryResultsFormat.CSV:
            return are_hollow(list(csv.reader(io.StringIO(content.decode())))[1:])
        return is_hollow(ox.parse_query_results(content, form))
