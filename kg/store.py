"""Files of RDF as one data set in memory that answers SPARQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError, QueryError
from kg.identity import Namespace
from kg.serialization import parse_file
from kg.sparql import Params, Results, bind, check


class Store:
    """A data set in memory.

    >>> store = Store(ox.Store())
    >>> bool(store.query("ASK { ?s ?p ?o }"))
    False
    """

    def __init__(self, quads: ox.Store) -> None:
        self.quads = quads

    @classmethod
    def open(
        cls,
        *paths: Path | str,
        named_graphs: Mapping[str, Path | str] | None = None,
        base: str | None = None,
    ) -> Store:
        """Read files into one data set.

        Triples go to the default graph, or to the graph that `named_graphs` names for
        their file; quads of TriG and N-Quads keep their graph. `base` resolves relative IRIs.

        Raises: RdfError: where a file cannot be parsed. InputError: for a graph name that
        is no IRI.
        """
        store = ox.Store()
        for path in paths:
            store.bulk_extend(parse_file(path, base=base))
        for name, path in (named_graphs or {}).items():
            store.bulk_extend(_put_in_graph(parse_file(path, base=base), _graph_name(name)))
        return cls(store)

    def query(
        self,
        text: str,
        params: Params | None = None,
        *,
        base: str | None = None,
        where: str = "query",
    ) -> Results:
        """Answer a SPARQL 1.1 query. Known prefixes need no declaration; SERVICE is refused.

        `params` gives variables their values, as RDF terms. `where` names the query in errors.

        Raises: QueryError: where the text is no query, with line and column.
        """
        prefixes = Namespace().prefixes()
        check(text, prefixes, base=base, where=where)
        bound = bind(text, params or {})
        try:
            return self.quads.query(bound, base_iri=base, prefixes=prefixes)
        except SyntaxError as error:
            raise QueryError(
                "a parameter cannot be given where the query sets the variable itself",
                where=where, value=", ".join(params or {}), todo="rename the variable",
            ) from error  # fmt: skip

    def __len__(self) -> int:
        return len(self.quads)


def _graph_name(name: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(name)
    except ValueError as error:
        raise InputError(
            "a graph name must be an absolute IRI", where="--named-graph", value=name,
            todo="write IRI=FILE",
        ) from error  # fmt: skip


def _put_in_graph(quads: Iterator[ox.Quad], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    for quad in quads:
        in_default = isinstance(quad.graph_name, ox.DefaultGraph)
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph) if in_default else quad
