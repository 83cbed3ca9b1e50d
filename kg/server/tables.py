"""Results of a query as a page shows them: the first rows, and how many there are in all."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.answers import compact
from kg.answers.values import value_of
from kg.serialization import write
from kg.server.charts import Bar, make_bars
from kg.server.jobs import Data
from kg.sparql import Results

MOST = 1000
"""Rows, or triples, that a page shows."""
_MOST_COUNTED = 5_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table: its text, and where it leads: to a page of the site, or into the web."""

    text: str
    path: str | None = None
    address: str | None = None
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What a page shows of results: rows, a graph as Turtle, or yes or no; `total` counts all."""

    columns: tuple[str, ...]
    rows: list[list[Cell]]
    total: int
    bars: list[Bar]
    turtle: str | None = None
    truth: bool | None = None

    @property
    def shown(self) -> int:
        """How many are shown."""
        return min(self.total, MOST)


def tabulate(results: Results, data: Data) -> Table:
    """Take what is shown of results, and count the rest."""
    if isinstance(results, ox.QueryBoolean):
        return Table((), [], 1, [], truth=bool(results))
    if not isinstance(results, ox.QuerySolutions):
        first = list(islice(results, MOST))
        out = io.BytesIO()
        write(first, out, "turtle", data.store.prefixes)
        return Table((), [], len(first) + count(results), [], turtle=out.getvalue().decode())
    columns = tuple(each.value for each in results.variables)
    rows = [tuple(row) for row in islice(results, MOST)]
    values = [[_drawn(each, data) for each in row] for row in rows]
    cells = [[_cell(each, data) for each in row] for row in rows]
    return Table(columns, cells, len(rows) + count(results), make_bars(columns, values))


def count(rest: Iterable[object]) -> int:
    """Count what is left of results, to a bound."""
    return sum(1 for _ in islice(rest, _MOST_COUNTED))


def _drawn(term: object, data: Data) -> str | float | None:
    """Write a term as a chart calls it: IRIs are short, where long ones differ at their ends alone."""
    is_iri = isinstance(term, ox.NamedNode)
    return compact(term, data.store.prefixes) if is_iri else _plain(term)


def _plain(term: object) -> str | float | None:
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        value = value_of(term)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if is_number and math.isfinite(value) else term.value  # type: ignore[arg-type]
    return str(getattr(term, "value", term))


def _cell(term: object, data: Data) -> Cell:
    if term is None:
        return Cell("")
    text = compact(term, data.store.prefixes)
    if isinstance(term, ox.NamedNode):
        path = data.site.context.addresses.path(term)
        is_web = term.value.startswith(("https://", "http://"))
        address = term.value if is_web and path is None else None
        return Cell(text, path and f"{path}.html", address)
    return Cell(text, is_number=isinstance(_plain(term), float))
