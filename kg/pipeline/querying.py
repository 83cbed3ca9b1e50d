"""Ask a question from Python."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from os import PathLike

import pyoxigraph as ox

from kg.answers import Graph, Table, YesNo
from kg.errors import InputError
from kg.pipeline.answer import Put, answer
from kg.pipeline.question import Question, read_question
from kg.queries import Given
from kg.queries.emptiness import are_hollow
from kg.store import Data, Sources, Store, files_of
from kg.system.paths import AnyPath, as_name


def query(
    query: str | PathLike[str],
    data: Data = None,
    *,
    endpoint: str | None = None,
    params: Mapping[str, Given] | None = None,
    limit: int | None = None,
    graph: str | None = None,
    named_graphs: Mapping[str, AnyPath] | None = None,
    base: str | None = None,
    timeout: float | None = None,
    cache: bool | None = False,
    allow_service: bool = False,
    **values: Given,
) -> Table:
    """Answer a SPARQL query over files, a store that is open, or an endpoint.

    `query` is SPARQL, the name of a packaged query, or a file of it (a path, or a name that ends
    in .rq). `data` is a store or RDF files, else the build in `out/`; `endpoint` is the address of
    a SPARQL endpoint instead. Other options, and `params`, are values for parameters or variables
    of the query: a text is `<IRI>`, `prefix:local` or a plain string, which packaged queries match
    against labels; numbers, dates and terms are themselves.

    SELECT gives a table, CONSTRUCT and DESCRIBE a `Graph`, ASK a table of one row that counts as
    the answer. An empty answer says in `notes` what would match. `timeout` is in seconds, for each
    request to an endpoint; `graph` the one graph that is asked; `named_graphs` files by graph.
    With `cache` files are kept on disk for the next question; None keeps the large ones.

    Raises: QueryError: what is no query, or a parameter that it has not. RdfError: a file that
    cannot be parsed. ServiceError: an endpoint that fails.
    Source: SPARQL 1.1 Query Language.

    >>> from kg.resources import CONCEPTS_FILE, ONTOLOGY_FILE
    >>> text = "SELECT ?concept { ?concept skos:prefLabel ?name }"
    >>> query(text, CONCEPTS_FILE, name=ox.Literal("Atari", language="en"))[0]
    {'concept': 'https://example.org/kg/benchmark/atari'}
    >>> bool(query("ASK { kg:Benchmark a owl:Class }", [ONTOLOGY_FILE, CONCEPTS_FILE]))
    True
    """
    if endpoint is not None and (data is not None or named_graphs):
        raise InputError("data files and an endpoint", where="endpoint", todo="choose one")
    if endpoint is None and timeout is not None:
        raise InputError(
            "a limit of time holds for endpoints", where="timeout", value=timeout,
            todo="leave it out, or run `kg query --timeout`",
        )  # fmt: skip
    read, own_base = read_question(query)
    question = Question(
        read, {**(params or {}), **values}, base or (None if endpoint else own_base), graph,
        timeout, allow_service,
    )  # fmt: skip
    taken = _Taken(limit)
    answer(question, endpoint or _asked(data, named_graphs, base), taken, cache=cache)
    taken.table.notes = tuple(taken.notes)
    return taken.table


def _asked(
    data: Data, named_graphs: Mapping[str, AnyPath] | None, base: str | None
) -> Store | Sources:
    if isinstance(data, Store):
        if named_graphs:
            raise InputError("a store has its own graphs", where="named_graphs", todo="open it so")
        return data
    graphs = {name: as_name(path) for name, path in (named_graphs or {}).items()}
    files = [] if data is None and graphs else files_of(data)
    return Sources(tuple(files), graphs, base, allow_empty=True)


class _Taken:
    """An answer as a table, once it is there."""

    is_used = False
    table: Table

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self.notes: list[str] = []

    def note(self, note: str) -> None:
        """Take note of what there is to say of the answer."""
        self.notes.append(note)

    say = note

    def take(self, put: Put) -> bool:
        """Take the rows, and tell whether they say nothing."""
        results, prefixes = put.results(), put.prefixes
        if isinstance(results, ox.QueryBoolean):
            self.table = YesNo(bool(results))
            return not results
        items = iter(results)
        if isinstance(results, ox.QuerySolutions):
            columns = [each.value for each in results.variables]
            rows = (tuple(row) for row in islice(items, self._limit))
            self.table = Table(columns, rows, prefixes)
        else:
            self.table = Graph(islice(items, self._limit), prefixes)
        if self._limit is not None and next(items, None) is not None:
            self.note(f"the first {self._limit} are here; there are more")
            return False
        return are_hollow(self.table.cells)
