"""What the processes that answer do: each job is a question to the store that they hold open."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Protocol, cast

import pyoxigraph as ox

from kg.errors import QueryError, ServiceError
from kg.queries import (
    FullText,
    Labels,
    choose_format,
    load_query,
    resolve_parameters,
    stream_results,
)
from kg.serialization import write
from kg.server.filling import Fillings
from kg.server.refusals import Refusal
from kg.site import Build, Compact, Link, Site
from kg.sparql import Results
from kg.store import Graphs, Store
from kg.vocab import absolute_iri


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a build lies that is served: as a store, as statements, and what is kept with the store."""

    store: Path
    statements: Path
    kept: Path


@dataclass(frozen=True)
class Data:
    """The data that is served, and the most bytes that an answer may have.

    `statements` is the folder of those that pages show.
    """

    store: Store
    statements: Path
    build: Build
    most: int

    @cached_property
    def site(self) -> Site:
        """The site of the build, with what a server has besides."""
        site = Site(Compact(self.statements), self.build)
        site.context.tools = _TOOLS
        return site

    @cached_property
    def words(self) -> FullText:
        """The words of what things are called, and of abstracts."""
        return FullText(self.store)

    @cached_property
    def labels(self) -> Labels:
        """What the things in the store are called."""
        return Labels(self.store)

    @cached_property
    def fillings(self) -> Fillings:
        """What the fields of forms may be filled with."""
        return Fillings(self.site.context)


_TOOLS = (Link("Search", "find"), Link("Questions", "queries"), Link("SPARQL", "query"))


class Job(Protocol):
    """A question that pickles."""

    def run(self, data: Data) -> bytes:
        """Answer it. Raises: KgError."""


def open_data(
    folders: Folders, prefixes: Mapping[str, str], build: Build, most: int
) -> Callable[[Job], bytes]:
    """Open the store and the statements in their folders for reading, and return what answers jobs from it."""
    return _answering(_open(folders, prefixes, build, most))


def open_indexed(
    folders: Folders, prefixes: Mapping[str, str], build: Build, most: int
) -> Callable[[Job], bytes]:
    """Open the store as `open_data` does, and know at once what things are called."""
    data = _open(folders, prefixes, build, most)
    data.labels  # noqa: B018
    return _answering(data)


def _open(folders: Folders, prefixes: Mapping[str, str], build: Build, most: int) -> Data:
    store = Store(ox.Store.read_only(str(folders.store)), prefixes, folders.kept)
    data = Data(store, folders.statements, build, most)
    data.store.prefixes  # noqa: B018  # They are looked up once, and not within a limit.
    return data


def _answering(data: Data) -> Callable[[Job], bytes]:
    def run(job: Job) -> bytes:
        try:
            return job.run(data)
        except RuntimeError as error:  # So the store says what it cannot do.
            raise ServiceError("the store cannot answer", value=str(error)) from error

    return run


@dataclass(frozen=True, slots=True)
class Ask:
    """A query in SPARQL, the graphs that it asks, and the name of the format of its results.

    Relative IRIs are resolved against `base`, where it says none itself.
    """

    text: str
    format: str
    graphs: Graphs | None = None
    base: str | None = None

    def run(self, data: Data) -> bytes:
        """Answer the query."""
        return _written(
            data.store.query(self.text, graph=self.graphs, base=self.base), self.format, data
        )


@dataclass(frozen=True, slots=True)
class Packaged:
    """A packaged query, the values of its parameters, and the name of a format."""

    name: str
    given: tuple[tuple[str, str], ...]
    format: str

    def run(self, data: Data) -> bytes:
        """Answer the query; what is called by no name that is given has no results."""
        query = load_query(self.name)
        values, _ = resolve_parameters(
            query.parameters, dict(self.given), data.labels, data.store.prefixes
        )
        results = data.store.query(query.text, values, where=self.name)
        return _written(results, self.format, data)


@dataclass(frozen=True, slots=True)
class Dump:
    """The statements of one graph: the default one, or that of a name."""

    graph: str | None
    format: str

    def run(self, data: Data) -> bytes:
        """Write the graph. Raises: Refusal: with 404 where there is none of this name."""
        name: ox.NamedNode | ox.DefaultGraph = ox.DefaultGraph()
        if self.graph is not None:
            name = absolute_iri(self.graph, "graph")
            if name not in data.store.quads.named_graphs():
                raise Refusal(404, "no such graph", value=self.graph)
        quads = data.store.quads.quads_for_pattern(None, None, None, name)
        out = Capped(data.most)
        write((quad.triple for quad in quads), out.stream(), self.format, data.store.prefixes)
        return out.getvalue()


def _written(results: Results, format: str, data: Data) -> bytes:
    out = Capped(data.most)
    chosen = choose_format(results, format)
    stream_results(results, chosen, out.stream(), prefixes=data.store.prefixes, layout=_no_layout)
    return out.getvalue()


def _no_layout(rows: object, header: object) -> str:
    raise QueryError("a table is not served", todo="ask for csv")


class Capped:
    """Bytes in memory that may not become more than these.

    Raises: ServiceError: from `write`, where they do.
    """

    def __init__(self, most: int) -> None:
        self._most, self._bytes = most, io.BytesIO()

    def stream(self) -> IO[bytes]:
        """Return it as what others write to."""
        return cast("IO[bytes]", self)

    def write(self, content: bytes) -> int:
        """Take bytes."""
        if self._bytes.tell() + len(content) > self._most:
            raise ServiceError(
                "the answer is larger than is served", value=f"{self._most // 2**20} MB",
                todo="ask for less, by LIMIT or in parts",
            )  # fmt: skip
        return self._bytes.write(content)

    def flush(self) -> None:
        """Have nothing to pass on."""

    def getvalue(self) -> bytes:
        """Return the bytes."""
        return self._bytes.getvalue()
