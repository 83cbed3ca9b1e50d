"""Where stores have their addresses, and what each kind of store can do."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit, urlunsplit

from kg.errors import InputError
from kg.vocab import absolute_iri


@dataclass(frozen=True, slots=True)
class Product:
    """A kind of store: its addresses, as paths that follow its base address, and its ways."""

    base: str
    query: str
    update: str
    graphs: str
    default_graph: str | None = None
    """How queries name the default graph, where they would see all graphs as one."""
    has_default_graph: bool = True
    has_copy: bool = True
    """Whether it knows the update COPY, which puts a finished graph in the place of another."""
    is_digest: bool = False
    takes_gzip: bool = False
    page: int | None = None
    """Rows that it answers with at most."""


PRODUCTS = {
    "oxigraph": Product("http://HOST:7878", "/query", "/update", "/store", takes_gzip=True),
    "fuseki": Product("http://HOST:3030/DATASET", "/query", "/update", "/data"),
    "virtuoso": Product(
        "http://HOST:8890", "/sparql-auth", "/sparql-auth", "/sparql-graph-crud-auth",
        has_default_graph=False, is_digest=True, page=10_000,
    ),
    "graphdb": Product(
        "http://HOST:7200/repositories/NAME", "", "/statements", "/rdf-graphs/service",
        default_graph="http://www.openrdf.org/schema/sesame#nil", takes_gzip=True,
    ),
    "qlever": Product(
        "http://HOST:7001", "", "", "", has_copy=False,
        default_graph="http://qlever.cs.uni-freiburg.de/builtin-functions/default-graph",
    ),
}  # fmt: skip
"""Sources: the documentation of each product. `generic` has no entry: its URL is the graph store."""


def check_url(url: str, where: str) -> str:
    """Return the address of a server without credentials and without a slash at its end.

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
    netloc = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=netloc, path=parts.path.rstrip("/"), fragment=""))


def _below(base: str, path: str) -> str:
    """Extend the path of an address; its query stays behind it."""
    parts = urlsplit(base)
    return urlunsplit(parts._replace(path=parts.path + path))


def public(url: str) -> str:
    """Return an address for messages: without user and password, and without its query.

    All before the last @ goes, since a password may hold any sign.

    >>> public("http://ann:pa#ss@example.org/sparql?access_token=t0ken")
    'http://example.org/sparql'
    """
    scheme, mark, rest = url.partition("://")
    if not mark:
        scheme, rest = "", url
    return f"{scheme}{mark}{rest.rpartition('@')[2]}".partition("?")[0].partition("#")[0]


@dataclass(frozen=True, slots=True)
class GraphStore:
    """The addresses of one graph on a server. `graph` is None for the default graph."""

    graphs_url: str
    query_url: str | None
    update_url: str | None
    graph: str | None
    product: Product

    @classmethod
    def at(cls, url: str, product: str, graph: str | None) -> GraphStore:
        """Derive the addresses from the server's base address and the kind of store.

        Raises: InputError: for a bad address or graph name, or a graph the store has not.
        """
        base = check_url(url, "URL")
        if graph is not None:
            absolute_iri(graph, "--graph")
        if product == "generic":
            return cls(base, None, None, graph, Product("", "", "", "", has_copy=False))
        chosen = PRODUCTS[product]
        if graph is None and not chosen.has_default_graph:
            raise InputError(
                f"{product} loads into named graphs only", where="--graph", todo="add --graph IRI"
            )
        query_url = _below(base, chosen.query)
        if graph is None and chosen.default_graph:
            mark = "&" if urlsplit(query_url).query else "?"
            query_url += f"{mark}{urlencode({'default-graph-uri': chosen.default_graph})}"
        return cls(
            _below(base, chosen.graphs), query_url, _below(base, chosen.update), graph, chosen
        )

    @property
    def graph_url(self) -> str:
        """The address of the graph itself; one that names its graph already is left alone."""
        names = [part.partition("=")[0] for part in urlsplit(self.graphs_url).query.split("&")]
        if {"default", "graph"} & set(names):
            return self.graphs_url
        mark = "&" if urlsplit(self.graphs_url).query else "?"
        which = "default" if self.graph is None else urlencode({"graph": self.graph})
        return f"{self.graphs_url}{mark}{which}"

    @property
    def staging(self) -> GraphStore:
        """The graph beside it in which a replacement is built; always the same for one graph."""
        digest = hashlib.sha256((self.graph or "").encode()).hexdigest()[:16]
        plain_url = self.query_url and self.query_url.partition("?")[0]
        return replace(self, graph=f"urn:kg:staging:{digest}", query_url=plain_url)

    def within(self, pattern: str) -> str:
        """Put a pattern of a query, or data of an update, into the graph.

        >>> GraphStore.at("http://h/", "oxigraph", "urn:g").within("?s ?p ?o")
        '{ GRAPH <urn:g> { ?s ?p ?o } }'
        """
        return (
            f"{{ {pattern} }}"
            if self.graph is None
            else f"{{ GRAPH <{self.graph}> {{ {pattern} }} }}"
        )
