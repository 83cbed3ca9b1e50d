"""Files of RDF as one data set that answers SPARQL."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.answers import Graph
from kg.errors import QueryError
from kg.journal import current, open_current
from kg.prefixes import SAMPLE, prefixes_shown
from kg.serialization import (
    base_of,
    format_of,
    open_rdf,
    read_prefixes,
    statements_to_rdflib,
)
from kg.sparql import Params, Results, bind, check, name_columns, read_variables
from kg.system.paths import AnyPath, as_name, as_names
from kg.versions import read_together
from kg.vocab import absolute_iri

if TYPE_CHECKING:
    import rdflib

_EMPTY_IS_VALID = ("turtle", "nt", "nq", "trig")
_SHOWN = 20
"""Statements that a notebook shows."""
GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
_FORMAT_OF_KEY = 2
"""Counts the changes to what a key of sources stands for."""


@dataclass(frozen=True)
class Sources:
    """The files of a data set: those of the default graph, and graph names with theirs.

    Relative IRIs of a named graph are resolved against its name, others against `base` or,
    without it, their file's own address. Where `allow_empty`, a file without content is a
    graph without statements.
    """

    files: tuple[str, ...]
    named_graphs: Mapping[str, str] = field(default_factory=dict)
    base: str | None = None
    allow_empty: bool = False

    def __iter__(self) -> Iterator[tuple[str, str | None]]:
        yield from ((file, None) for file in self.files)
        yield from ((file, name) for name, file in self.named_graphs.items())

    def paths(self) -> list[str]:
        """List the files."""
        return [file for file, _ in self]

    def are_files(self) -> bool:
        """Tell whether each is there and can be read twice, as a pipe cannot."""
        paths = [current(Path(file)) for file, _ in self]
        return all(path.is_file() and os.access(path, os.R_OK) for path in paths)

    def size(self) -> int:
        """Count the bytes of the files."""
        return sum(current(Path(file)).stat().st_size for file, _ in self)

    def prefixes(self) -> dict[str, str]:
        """Read the prefixes that the files declare; where two declare one, the first counts.

        Raises: RdfError: as `read_prefixes` does.
        """
        found: dict[str, str] = {}
        for file, name in self:
            found = {**found, **read_prefixes(file, base=name or self.base), **found}
        return found

    def key(self) -> str:
        """Digest what the data set depends on: contents, formats, base, and the store's version.

        Raises: RdfError: for an unknown format. OSError: where a file cannot be read.
        """
        return read_together(self.paths(), self._key)

    def _key(self) -> str:
        parts = [str(_FORMAT_OF_KEY), ox.__version__]
        for file, name in self:
            with open_current(Path(file)) as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
            packed = str(file.endswith(".gz"))
            base = name or self.base or base_of(file)
            parts += [name or "", format_of(file).name, packed, base, content]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs that a query asks: as its default graph, merged, and as named ones.

    Source: SPARQL 1.1 Protocol, 2.1.4 Specifying an RDF Dataset.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def terms(self) -> tuple[list[GraphName], list[ox.NamedNode | ox.BlankNode]]:
        """Return both as terms. Raises: InputError: for a name that is no IRI."""
        default: list[GraphName] = [absolute_iri(each, "--graph") for each in self.default]
        return default, [absolute_iri(each, "--graph") for each in self.named]


class Store:
    """A data set; `declared` are the prefixes that it brings along.

    `kept` is the folder where it is kept on disk: what is made of the data may be kept there, too.

    >>> store = Store(ox.Store())
    >>> bool(store.query("ASK { ?s ?p ?o }"))
    False
    """

    def __init__(
        self, quads: ox.Store, declared: Mapping[str, str] | None = None, kept: Path | None = None
    ) -> None:
        self.quads, self._declared, self.kept = quads, declared, kept

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of the data: declared ones, those of its namespace, and the known ones."""
        things = self.quads.query(SAMPLE)
        assert isinstance(things, ox.QuerySolutions)
        return prefixes_shown((row["thing"].value for row in things), self._declared)

    @classmethod
    def open(
        cls,
        *paths: AnyPath,
        named_graphs: Mapping[str, AnyPath] | None = None,
        base: str | None = None,
    ) -> Store:
        """Read files into one data set in memory.

        Triples go to the default graph, or to the graph that `named_graphs` names for
        their file; quads of TriG and N-Quads keep their graph. `base` resolves the relative
        IRIs of the former, the graph's name those of the latter.

        Raises: RdfError: where a file cannot be parsed. InputError: for a graph name that
        is no IRI.

        >>> from kg.resources import ONTOLOGY_FILE
        >>> bool(Store.open(ONTOLOGY_FILE).query("ASK { kg:Method a owl:Class }"))
        True
        """
        graphs = {name: as_name(path) for name, path in (named_graphs or {}).items()}
        return cls.read(Sources(tuple(as_names(paths)), graphs, base))

    @classmethod
    def read(cls, sources: Sources) -> Store:
        """Read the files of a data set into memory. Raises: as `open` does."""
        return read_together(sources.paths(), lambda: cls._read(sources))

    @classmethod
    def _read(cls, sources: Sources) -> Store:
        quads = ox.Store()
        fill(quads, sources, quads.load)
        return cls(quads, sources.prefixes())

    def query(
        self,
        text: str,
        params: Params | None = None,
        *,
        base: str | None = None,
        where: str = "query",
        allow_service: bool = False,
        graph: str | Graphs | None = None,
    ) -> Results:
        """Answer a SPARQL 1.1 query. The `prefixes` need no declaration.

        `params` gives variables their values, as RDF terms. `where` names the query in
        errors. SERVICE is refused unless `allow_service`; then it goes to the network. `graph`
        is asked as the default graph, and there are no named ones then, unless it says both; a
        FROM of the query has no say beside it.

        Raises: QueryError: where the text is no query, with line and column.
        """
        if base is not None:
            absolute_iri(base, "--base")
        check(text, self.prefixes, base=base, where=where, allow_service=allow_service)
        bound = bind(text, params or {})
        only = Graphs((graph,)) if isinstance(graph, str) else graph
        default, named = only.terms() if only else (None, None)
        try:
            if not allow_service:
                bound = name_columns(bound, lambda: self._columns(text, bound, base))
            return self.quads.query(
                bound, base_iri=base, prefixes=self.prefixes,
                default_graph=default, named_graphs=named,
            )  # fmt: skip
        except SyntaxError as error:
            raise QueryError(
                "a parameter cannot be given where the query sets the variable itself",
                where=where, value=", ".join(params or {}), todo="rename the variable",
            ) from error  # fmt: skip

    def _columns(self, text: str, bound: str, base: str | None) -> list[str]:
        """List the variables of the results as the text has them: those that an empty store answers with."""
        results = ox.Store().query(bound, base_iri=base, prefixes=self.prefixes)
        assert isinstance(results, ox.QuerySolutions)
        visible = {each.value for each in results.variables}
        return [name for name in read_variables(text) if name in visible]

    def graphs(self) -> list[str]:
        """List the names of the named graphs that are IRIs."""
        return [each.value for each in self.quads.named_graphs() if isinstance(each, ox.NamedNode)]

    def to_rdflib(self) -> rdflib.Graph:
        """Return the statements as a graph of rdflib, named graphs merged."""
        return statements_to_rdflib(self.quads)

    def __len__(self) -> int:
        return len(self.quads)

    def __repr__(self) -> str:
        return f"<Store of {len(self)} statements>"

    def _repr_html_(self) -> str:
        """Show how much there is, and some of it, in a notebook: everything is escaped."""
        some = Graph((each.triple for each in islice(self.quads, _SHOWN)), self.prefixes)
        return f"<p>{len(self)} statements, {len(some)} of them:</p>{some._repr_html_()}"


def fill(quads: ox.Store, sources: Sources, load: Callable[..., None]) -> None:
    """Read the files of a data set by this method of the store. Raises: as `Store.open` does."""
    for file, name in sources:
        graph = _graph_name(name)
        quads.add_graph(graph)
        if sources.allow_empty and _is_empty(file):
            continue
        with open_rdf(file, base=name or sources.base) as (source, rdf_format, base_iri):
            load(source, rdf_format, base_iri=base_iri, to_graph=graph)


def _graph_name(name: str | None) -> ox.NamedNode | ox.DefaultGraph:
    if name is None:
        return ox.DefaultGraph()
    return absolute_iri(name, "--named-graph")


def _is_empty(file: str) -> bool:
    path = current(Path(file))
    return path.is_file() and path.stat().st_size == 0 and format_of(file).name in _EMPTY_IS_VALID
