"""Load files into a graph of a store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from kg.endpoint.addresses import GraphStore
from kg.endpoint.connection import Connection
from kg.endpoint.credentials import find_credentials
from kg.endpoint.loading import Loaded, append, change, replace, triples_only
from kg.errors import translated
from kg.serialization import parse_file
from kg.store import files_of
from kg.system.paths import Paths
from kg.system.progress import track
from kg.versions import unchanged

Product = Literal["oxigraph", "fuseki", "virtuoso", "graphdb", "qlever", "generic"]
Way = Literal["append", "replace", "diff"]


def load(
    url: str,
    data: Paths | None = None,
    *,
    graph: str | None = None,
    way: Way = "append",
    store: Product = "oxigraph",
    user: str | None = None,
    retry: int = 2,
    tell: Callable[[str], None] = lambda message: None,
) -> Loaded:
    """Load RDF files into a triple store, and read them back.

    `url` is the server's base address, with `generic` the graph-store address itself. `data` is
    one file or several, else the build in `out/`; `graph` is the IRI of a named graph, else the
    default graph. They are added to it, put in its place, or, with `diff`, only what it lacks or
    has too much is sent. The password comes from KG_PASSWORD or netrc. `retry` times it is tried
    again where the server is busy; `tell` is called with what there is to say.

    Raises: RdfError: a file that cannot be parsed. InputError: no triples. ServiceError: a server
    that fails, or holds something else than was sent.
    Source: SPARQL 1.1 Graph Store HTTP Protocol.

    >>> load("http://localhost:9", "absent.ttl")
    Traceback (most recent call last):
    kg.errors.RdfError: absent.ttl: no such file; check the name
    """
    files = files_of(data)
    target = GraphStore.at(url, store, graph)
    read = (
        triple
        for path in files
        for triple in track(triples_only(parse_file(path), path), f"reading {path}")
    )
    triples = unchanged(files, read)
    credentials = find_credentials(url, user)
    with (
        translated(", ".join(files)),
        Connection(
            credentials, is_digest=target.product.is_digest, retry=retry, say=tell
        ) as connection,
    ):
        if way == "replace":
            return replace(connection, target, triples, say=tell)
        return (change if way == "diff" else append)(connection, target, triples)
