"""Results of a query in the formats of SPARQL 1.1 and RDF, as a table, or counted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, RdfError
from kg.serialization import format_of, serialize
from kg.sparql import Results

Layout = Callable[[list[tuple[object, ...]], tuple[str, ...]], str]
"""Sets rows under their header as text."""

_SOLUTIONS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_ALIASES = {
    "srj": "json", "srx": "xml", "txt": "table", "text": "table",
    "application/json": "json", "application/xml": "xml",
} | {each.media_type.partition(";")[0]: name for name, each in _SOLUTIONS.items()}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LOCAL = re.compile(r"\w(?:[\w.-]*[\w-])?")


def choose_format(results: Results, name: str | None, output: str = "-") -> str:
    """Choose how to write these results: by `name` (name, extension or media type), else by
    the extension of the output, else a table, or Turtle for a graph.

    Raises: QueryError: where the format does not fit the form of the query.
    """
    is_graph = not isinstance(results, ox.QuerySolutions | ox.QueryBoolean)
    if name is None:
        suffix = Path(output.removesuffix(".gz")).suffix
        fitting = _graph_format(suffix) if is_graph else _table_format(suffix)
        return fitting or ("turtle" if is_graph else "table")
    chosen = _graph_format(name) if is_graph else _table_format(name)
    if chosen == "count" and isinstance(results, ox.QueryBoolean):
        chosen = None
    if chosen:
        return chosen
    fit = (
        "turtle, nt, jsonld, rdfxml, trig, nq, count" if is_graph else "table, csv, tsv, json, xml"
    )
    fit += ", count" if isinstance(results, ox.QuerySolutions) else ""
    form = "CONSTRUCT or DESCRIBE" if is_graph else "SELECT or ASK"
    raise QueryError(
        f"no format for the results of {form}", where="--results", value=name,
        todo=f"these fit: {fit}",
    )  # fmt: skip


def _table_format(name: str) -> str | None:
    key = name.strip().lower().partition(";")[0].lstrip(".")
    key = _ALIASES.get(key, key)
    return key if key in (*_SOLUTIONS, "table", "count") else None


def _graph_format(name: str) -> str | None:
    if name.lower() in ("table", "count"):
        return "turtle" if name.lower() == "table" else "count"
    try:
        return format_of("", name).name
    except RdfError:
        return None


def write_results(
    results: Results,
    format: str,
    *,
    prefixes: Mapping[str, str],
    layout: Layout,
    limit: int | None = None,
) -> tuple[bytes, bool]:
    """Write results in a format that `choose_format` gave, as UTF-8.

    Returns the bytes, and whether `limit` cut rows (or triples) off.

    Source: SPARQL 1.1 Query Results CSV and TSV Formats, JSON Format, XML Format.
    """
    if isinstance(results, ox.QueryBoolean):
        return _write_boolean(results, format), False
    if isinstance(results, ox.QuerySolutions):
        return _write_solutions(results, format, prefixes, layout, limit)
    triples = list(itertools.islice(results, None if limit is None else limit + 1))
    is_cut = limit is not None and len(triples) > limit
    triples = triples[:limit]
    if format == "count":
        return f"{len(set(triples))}\n".encode(), is_cut
    return serialize(triples, format, prefixes), is_cut


def _write_boolean(answer: ox.QueryBoolean, format: str) -> bytes:
    # CSV and TSV have no form of their own for a boolean: the bare word stands for it.
    if format in ("json", "xml"):
        return (answer.serialize(format=_SOLUTIONS[format]) or b"") + b"\n"
    return b"true\n" if answer else b"false\n"


def _write_solutions(
    solutions: ox.QuerySolutions,
    format: str,
    prefixes: Mapping[str, str],
    layout: Layout,
    limit: int | None,
) -> tuple[bytes, bool]:
    if limit is None and format in _SOLUTIONS:
        return solutions.serialize(format=_SOLUTIONS[format]) or b"", False
    header, rows = read_rows(solutions, limit)
    is_cut = limit is not None and len(rows) > limit
    rows = rows[:limit]
    if format == "count":
        return f"{len(rows)}\n".encode(), is_cut
    if format in _SOLUTIONS:
        return _from_rows(header, rows).serialize(format=_SOLUTIONS[format]) or b"", is_cut
    cells: list[tuple[object, ...]] = [
        tuple(compact(each, prefixes) for each in row) for row in rows
    ]
    return f"{layout(cells, header)}\n".encode(), is_cut


Row = tuple[object, ...]


def read_rows(
    solutions: ox.QuerySolutions, limit: int | None = None
) -> tuple[tuple[str, ...], list[Row]]:
    """Read variables and rows; with `limit` one row more than that, where there is one."""
    header = tuple(variable.value for variable in solutions.variables)
    chosen = itertools.islice(solutions, None if limit is None else limit + 1)
    return header, [tuple(solution[i] for i in range(len(header))) for solution in chosen]


def _from_rows(header: tuple[str, ...], rows: list[Row]) -> ox.QuerySolutions:
    """Make results of rows, through their TSV form: pyoxigraph builds none of its own."""
    lines = ["\t".join(f"?{name}" for name in header)]
    lines += ["\t".join("" if each is None else str(each) for each in row) for row in rows]
    parsed = ox.parse_query_results("\n".join([*lines, ""]), format=ox.QueryResultsFormat.TSV)
    assert isinstance(parsed, ox.QuerySolutions)
    return parsed


def compact(value: object, prefixes: Mapping[str, str]) -> str:
    """Write a term for people: IRIs as prefixed names where one is known, literals bare.

    >>> compact(ox.NamedNode("https://schema.org/name"), {"schema": "https://schema.org/"})
    'schema:name'
    """
    if isinstance(value, ox.NamedNode):
        fitting = [item for item in prefixes.items() if value.value.startswith(item[1])]
        if fitting:
            name, namespace = max(fitting, key=lambda item: len(item[1]))
            if _LOCAL.fullmatch(value.value[len(namespace) :]):
                return f"{name}:{value.value[len(namespace) :]}"
        return str(value)
    if isinstance(value, ox.Literal):
        return _CONTROL.sub(" ", value.value)
    return "" if value is None else str(value)
