"""Results of a query in the formats of SPARQL 1.1 and RDF, as a table, or counted."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, TypeVar, cast

import pyoxigraph as ox

from kg.answers import Cell, compact
from kg.errors import QueryError, RdfError
from kg.queries.emptiness import Watch, are_hollow, is_hollow
from kg.serialization import format_of, write
from kg.sparql import Results
from kg.suggest import closest, did_you_mean

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Item = TypeVar("Item")
Row = tuple[Cell, ...]
Layout = Callable[[Sequence[Sequence[object]], Sequence[str]], str]
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
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


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
    hint = did_you_mean(closest(name, fit.split(", ")))
    form = "CONSTRUCT or DESCRIBE" if is_graph else "SELECT or ASK"
    raise QueryError(
        f"no format for the results of {form}", where="--results", value=name,
        todo=f"{hint}{' ' * bool(hint)}these fit: {fit}",
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


class Written(NamedTuple):
    """Whether what was written says nothing, as `is_hollow` tells; and whether `limit` cut."""

    is_hollow: bool
    is_cut: bool


def write_results(
    results: Results,
    format: str,
    *,
    prefixes: Mapping[str, str],
    layout: Layout,
    limit: int | None = None,
) -> tuple[bytes, bool]:
    """Return what `stream_results` writes, and whether `limit` cut rows (or triples) off."""
    out = io.BytesIO()
    written = stream_results(results, format, out, prefixes=prefixes, layout=layout, limit=limit)
    return out.getvalue(), written.is_cut


def stream_results(
    results: Results,
    format: str,
    out: IO[bytes],
    *,
    prefixes: Mapping[str, str],
    layout: Layout,
    limit: int | None = None,
) -> Written:
    """Write results in a format that `choose_format` gave, as UTF-8, while they come.

    A table waits for all rows, because they decide its widths; RDF is put into canonical
    order, in bounded memory.

    Source: SPARQL 1.1 Query Results CSV and TSV Formats, JSON Format, XML Format.
    """
    if isinstance(results, ox.QueryBoolean):
        out.write(_boolean(results, format))
        return Written(is_hollow(results), False)
    if isinstance(results, ox.QuerySolutions):
        if format in _SOLUTIONS:
            return _stream_rows(results, _SOLUTIONS[format], out, limit)
        header = tuple(variable.value for variable in results.variables)
        rows = _Cut((tuple(row) for row in results), limit)
        if format == "count":
            out.write(b"%d\n" % sum(1 for _ in rows))
            return Written(not rows.count and not rows.is_cut, rows.is_cut)
        found = list(rows)
        cells = [tuple(compact(each, prefixes) for each in row) for row in found]
        out.write(f"{layout([*cells], header)}\n".encode())
        return Written(are_hollow(found) and not rows.is_cut, rows.is_cut)
    triples = _Cut(results, limit)
    if format == "count":
        out.write(b"%d\n" % len(set(triples)))
    else:
        write(triples, out, format, prefixes)
    return Written(not triples.count and not triples.is_cut, triples.is_cut)


def _stream_rows(
    results: ox.QuerySolutions, form: ox.QueryResultsFormat, out: IO[bytes], limit: int | None
) -> Written:
    is_xml = form == ox.QueryResultsFormat.XML
    watch = Watch(cast("IO[bytes]", _XmlOnly(out)) if is_xml else out)
    if limit is None:
        results.serialize(cast("IO[bytes]", watch), form)
        return Written(watch.is_hollow(form), False)
    header = tuple(variable.value for variable in results.variables)
    rows = _Cut((tuple(row) for row in results), limit)
    try:
        make_solutions(header, rows).serialize(cast("IO[bytes]", watch), form)
    except SyntaxError as error:
        raise QueryError(
            "a result is nested too deeply to be cut", where="--limit", value=error.msg,
            todo="leave --limit out",
        ) from error  # fmt: skip
    return Written(watch.is_hollow(form) and not rows.is_cut, rows.is_cut)


class _XmlOnly:
    """A stream that passes on what XML can hold."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, content: bytes) -> int:
        """Pass bytes on. Raises: QueryError: for a character that XML forbids, even escaped."""
        if found := _NOT_XML.search(content):
            raise QueryError(
                "XML cannot hold this control character", where="--results",
                value=found[0].decode(), todo="ask for json, csv or tsv",
            )  # fmt: skip
        return self._out.write(content)

    def flush(self) -> None:
        """Pass on what waits."""
        self._out.flush()


def _boolean(answer: ox.QueryBoolean, format: str) -> bytes:
    # CSV and TSV have no form of their own for a boolean: the bare word stands for it.
    if format in ("json", "xml"):
        return (answer.serialize(format=_SOLUTIONS[format]) or b"") + b"\n"
    return b"true\n" if answer else b"false\n"


class _Cut(Iterable[Item]):
    """The first items of some, as many as `limit` says; knows afterwards whether there were more."""

    def __init__(self, items: Iterable[Item], limit: int | None) -> None:
        self._items, self._limit = iter(items), limit
        self.count, self.is_cut = 0, False

    def __iter__(self) -> Iterator[Item]:
        for item in itertools.islice(self._items, self._limit):
            self.count += 1
            yield item
        self.is_cut = self._limit is not None and next(self._items, None) is not None


def read_rows(solutions: ox.QuerySolutions) -> tuple[tuple[str, ...], list[Row]]:
    """Read variables and rows."""
    return tuple(variable.value for variable in solutions.variables), [*map(tuple, solutions)]


def make_solutions(header: Sequence[str], rows: Iterable[Row]) -> ox.QuerySolutions:
    """Make results of rows of terms, through their TSV form: pyoxigraph builds none of its own."""
    cells = itertools.chain([[f"?{name}" for name in header]], map(_tsv_cells, rows))
    lines = ("\t".join(each).encode() + b"\n" for each in cells)
    source = io.BufferedReader(_Lines(lines))
    parsed = ox.parse_query_results(source, ox.QueryResultsFormat.TSV)
    assert isinstance(parsed, ox.QuerySolutions)
    return parsed


def _tsv_cells(row: Row) -> list[str]:
    spelled = (f"<<( {each} )>>" if isinstance(each, ox.Triple) else each for each in row)
    return ["" if each is None else str(each) for each in spelled]


class _Lines(io.RawIOBase):
    """Lines as a stream, made while they are read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines, self._rest = lines, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        space = memoryview(buffer)
        line = self._rest or next(self._lines, b"")
        part, self._rest = line[: len(space)], line[len(space) :]
        space[: len(part)] = part
        return len(part)
