"""Jobs that answer programs which read: rows as JSON, with the IRIs and the quotes they rest on."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.answers import Table
from kg.answers.values import value_of
from kg.errors import ServiceError
from kg.queries import describe, identify, load_query, resolve_parameters
from kg.serialization import write
from kg.server.grounds import Grounds
from kg.server.jobs import Data
from kg.server.tables import count
from kg.sparql import Results

_SHOWN = 20
"""Rows of each table of a description."""
_DESCRIBED = 10
"""Papers that are quoted for a thing that is described."""


@dataclass(frozen=True, slots=True)
class TellPackaged:
    """A packaged query, the values of its parameters, and how many rows are told."""

    name: str
    given: tuple[tuple[str, str], ...]
    limit: int

    def run(self, data: Data) -> bytes:
        """Answer it. Raises: KgError: what a query may."""
        query = load_query(self.name)
        values, unknown = resolve_parameters(
            query.parameters, dict(self.given), data.labels, data.store.prefixes
        )
        results = data.store.query(query.text, values, where=self.name)
        given = [each for several in values.values() for each in several]
        told = _tell(results, data, given, self.limit)
        notes = [f"no {each.name} is called {name!r}: search with `find`" for each, name in unknown]
        return _write({"question": query.question, **told}, notes, data)


@dataclass(frozen=True, slots=True)
class TellSparql:
    """A query in SPARQL, and how many rows are told."""

    text: str
    limit: int

    def run(self, data: Data) -> bytes:
        """Answer it. Raises: KgError: what a query may."""
        return _write(_tell(data.store.query(self.text), data, [], self.limit), [], data)


@dataclass(frozen=True, slots=True)
class TellThing:
    """A thing, by IRI or by what it is called."""

    thing: str

    def run(self, data: Data) -> bytes:
        """Describe it. Raises: QueryError: where there is none."""
        found, note = identify(data.store, self.thing)
        only = found[0] if len(found) == 1 else None
        sheet = describe(only.value if only else self.thing, data.store)
        grounds = Grounds(data)
        for each in found:
            grounds.add([each])
        if only:
            _ground(grounds, only, data)
        told = {
            "title": sheet.title,
            "tables": {heading: _table(table) for heading, table in sheet.items()},
            **_grounded(grounds),
        }
        return _write(told, [note] if note else [], data)


def _ground(grounds: Grounds, thing: ox.NamedNode, data: Data) -> None:
    """Quote what a paper says of all that it names, or what papers say of a thing."""
    graph = data.site.context.graph
    named = [each for p in ("schema:mentions", "schema:author") for each in graph.nodes(thing, p)]
    if named:
        grounds.add([thing, *named])
    else:
        for paper in grounds.papers_of([thing])[:_DESCRIBED]:
            grounds.add([thing, paper])


def _table(table: Table) -> dict[str, Any]:
    rows = [[*map(_value, row)] for row in table.cells[:_SHOWN]]
    return {"columns": table.columns, "rows": rows, "total": len(table)}


def _tell(results: Results, data: Data, given: Sequence[object], limit: int) -> dict[str, Any]:
    """Take as many rows, or triples, as are told, and count the rest."""
    if isinstance(results, ox.QueryBoolean):
        return {"answer": bool(results)}
    grounds = Grounds(data)
    if isinstance(results, ox.QuerySolutions):
        columns = [each.value for each in results.variables]
        rows = [tuple(row) for row in islice(results, limit)]
        _gather(grounds, rows, given)
        shown: dict[str, Any] = {"columns": columns, "rows": [[*map(_value, row)] for row in rows]}
    else:
        triples = list(islice(results, limit))
        rows = [(each.subject, each.object) for each in triples]
        _gather(grounds, rows, given)
        out = io.BytesIO()
        write(triples, out, "turtle", data.store.prefixes)
        shown = {"turtle": out.getvalue().decode()}
    total = len(rows) + count(results)
    return {**shown, "shown": len(rows), "total": total, **_grounded(grounds)}


def _value(term: object) -> object:
    value = value_of(term)  # type: ignore[arg-type]
    has_no_number = isinstance(value, float) and not math.isfinite(value)  # JSON has none for it.
    return str(value) if has_no_number else value


def _gather(grounds: Grounds, rows: Iterable[Sequence[object]], given: Sequence[object]) -> None:
    for row in rows:
        grounds.add((*row, *given))


def _grounded(grounds: Grounds) -> dict[str, Any]:
    return {"things": grounds.things, "quotes": grounds.quotes}


def _write(told: Mapping[str, Any], notes: Sequence[str], data: Data) -> bytes:
    body = json.dumps({**told, "notes": notes}, ensure_ascii=False, default=str).encode()
    if len(body) > data.most:
        raise ServiceError("the answer is larger than is served", todo="ask for less")
    return body
