"""Where stores have their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Product:
    """Where a kind of store has its addresses, as paths that follow its base address."""

    query: str
    graphs: str
    base: str
    has_default_graph: bool = True
    is_digest: bool = False


PRODUCTS = {
    "oxigraph": Product("/query", "/store", "http://HOST:7878"),
    "fuseki": Product("/query", "/data", "http://HOST:3030/DATASET"),
    "virtuoso": Product(
        "/sparql", "/sparql-graph-crud-auth", "http://HOST:8890",
        has_default_graph=False, is_digest=True,
    ),
    "graphdb": Product("", "/rdf-graphs/service", "http://HOST:7200/repositories/NAME"),
    "qlever": Product("", "", "http://HOST:7001"),
}  # fmt: skip
"""Sources: the documentation of each product. `generic` has no entry: its URL is the graph store."""


def check_url(url: str, where: str) -> str:
    """Return the address of a server without a slash at its end.

    Raises: InputError: where it is no http or https address.
    """
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1)
    except ValueError:
        is_usable = False
    if not is_usable or any(character.isspace() for character in url):
        raise InputError(
            "not an http address", where=where, value=public(url), todo="write http://HOST/…"
        )
    return url.rstrip("/")


def public(url: str) -> str:
    """Return an address without user and password, for messages.

    >>> public("http://ann:secret@example.org/sparql")
    'http://example.org/sparql'
    """
    return urlunsplit(urlsplit(url)._replace(netloc=urlsplit(url).netloc.rpartition("@")[2]))


@dataclass(frozen=True, slots=True)
class GraphStore:
    """The addresses of one graph on a server. `graph` is None for the default graph."""

    graphs_url: str
    query_url: str | None
    graph: str | None = None
    is_digest: bool = False

    @classmethod
    def at(cls, url: str, product: str, graph: str | None) -> GraphStore:
        """Derive the addresses from the server's base address and the kind of store.

        Raises: InputError: for a bad address or graph name, or a graph the store has not.
        """
        base = check_url(url, "URL")
        if graph is not None:
            try:
                ox.NamedNode(graph)
            except ValueError as error:
                raise InputError("not an absolute IRI", where="--graph", value=graph) from error
        if product == "generic":
            return cls(base, None, graph)
        chosen = PRODUCTS[product]
        if graph is None and not chosen.has_default_graph:
            raise InputError(
                f"{product} loads into named graphs only", where="--graph", todo="add --graph IRI"
            )
        return cls(base + chosen.graphs, base + chosen.query, graph, chosen.is_digest)

    @property
    def graph_url(self) -> str:
        """The address of the graph itself; one that names its graph already is left alone."""
        names = [part.partition("=")[0] for part in urlsplit(self.graphs_url).query.split("&")]
        if {"default", "graph"} & set(names):
            return self.graphs_url
        mark = "&" if urlsplit(self.graphs_url).query else "?"
        which = "default" if self.graph is None else urlencode({"graph": self.graph})
        return f"{self.graphs_url}{mark}{which}"
