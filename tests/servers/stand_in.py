"""Stand-ins for Fuseki, GraphDB and QLever: their documented protocol, over a store in memory.

They note every request, and go wrong where a test asks for it.
`python tests/servers/stand_in.py fuseki` runs one for a person.
"""

from __future__ import annotations

import gzip
import sys
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox


@dataclass(frozen=True)
class Ways:
    """The addresses of a kind of store, and what it does differently from others."""

    base: str
    query: str
    update: str
    graphs: str
    has_union: bool = False
    """Whether queries see all graphs as one, unless they name the default graph."""
    default_graph: str = ""
    takes_gzip: bool = False
    has_copy: bool = True
    token: str = ""


WAYS = {
    "oxigraph": Ways("", "/query", "/update", "/store", takes_gzip=True),
    "fuseki": Ways("/ds", "/ds/query", "/ds/update", "/ds/data"),
    "graphdb": Ways(
        "/repositories/r", "/repositories/r", "/repositories/r/statements",
        "/repositories/r/rdf-graphs/service", has_union=True,
        default_graph="http://www.openrdf.org/schema/sesame#nil",
    ),
    "qlever": Ways(
        "", "", "", "", has_union=True, has_copy=False, token="t0ken",
        default_graph="http://qlever.cs.uni-freiburg.de/builtin-functions/default-graph",
    ),
}  # fmt: skip

Fault = tuple[int, dict[str, str], bytes] | str
"""An answer in place of the right one, or "cut" (no answer), or "late" (done, but no answer)."""


@dataclass(frozen=True)
class Request:
    """What was asked: method, path with its query, headers in lower case, body as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class StandInStore(ThreadingHTTPServer):
    """A store in memory behind the protocol of a product. `faults`: number of request → fault."""

    daemon_threads = True

    def __init__(self, product: str, faults: dict[int, Fault] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ways, self.faults = WAYS[product], faults or {}
        self.url = f"http://127.0.0.1:{self.server_port}{self.ways.base}"
        self.requests: list[Request] = []
        self.store = ox.Store()

    def __enter__(self) -> Self:
        self.thread = threading.Thread(target=self.serve_forever, args=(0.02,))
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.thread.join()
        self.server_close()

    def handle_error(self, *_: object) -> None:
        """Say nothing: connections are cut on purpose."""


def _answer(server: StandInStore, request: Request) -> tuple[int, dict[str, str], bytes]:
    """Answer as a store does. Sources: SPARQL 1.1 Protocol; SPARQL 1.1 Graph Store Protocol."""
    ways, kind = server.ways, request.headers.get("content-type", "").partition(";")[0]
    address = urlsplit(request.path)
    params = parse_qs(address.query, keep_blank_values=True)
    is_read = request.method == "GET" or kind == "application/x-www-form-urlencoded"
    if (
        ways.token
        and not is_read
        and request.headers.get("authorization") != f"Bearer {ways.token}"
    ):
        return 403, {}, b"no access token"
    path = address.path.rstrip("/")
    if path == ways.graphs and params.keys() & {"graph", "default"}:
        graph = ox.NamedNode(params["graph"][0]) if "graph" in params else ox.DefaultGraph()
        return _graph(server, request, graph)
    if path == ways.update and kind == "application/sparql-update":
        text = request.body.decode()
        if not ways.has_copy and text.startswith(("COPY", "MOVE")):
            return 400, {}, b"not supported"
        server.store.update(text)
        return 204, {}, b""
    if path == ways.query:
        form = parse_qs(request.body.decode()) if request.method == "POST" else params
        return _query(server, form["query"][0], params.get("default-graph-uri", []))
    return 404, {}, b"no such address"


def _graph(
    server: StandInStore, request: Request, graph: ox.NamedNode | ox.DefaultGraph
) -> tuple[int, dict[str, str], bytes]:
    is_there = any(server.store.quads_for_pattern(None, None, None, graph))
    if request.method == "GET":
        body = ox.serialize(
            (quad.triple for quad in server.store.quads_for_pattern(None, None, None, graph)),
            format=ox.RdfFormat.N_TRIPLES,
        )
        found = isinstance(graph, ox.DefaultGraph) or is_there
        return (200 if found else 404), {"Content-Type": "application/n-triples"}, body or b""
    body = request.body
    if "content-encoding" in request.headers:
        if not server.ways.takes_gzip:
            return 415, {}, b"no encodings"
        body = gzip.decompress(body)
    new = (
        [
            ox.Quad(quad.subject, quad.predicate, quad.object, graph)
            for quad in ox.parse(body, ox.RdfFormat.TURTLE)
        ]
        if body
        else []
    )
    if request.method in ("PUT", "DELETE"):
        server.store.clear_graph(graph)
    server.store.extend(new)
    return (204 if is_there else 201), {}, b""


def _query(server: StandInStore, text: str, named: list[str]) -> tuple[int, dict[str, str], bytes]:
    is_union = server.ways.has_union and server.ways.default_graph not in named
    results = server.store.query(text, use_default_graph_as_union=is_union)
    if isinstance(results, ox.QueryTriples):
        body = results.serialize(format=ox.RdfFormat.TURTLE)
        return 200, {"Content-Type": "text/turtle"}, body or b""
    body = results.serialize(format=ox.QueryResultsFormat.JSON)
    return 200, {"Content-Type": "application/sparql-results+json"}, body or b""


class _Handler(BaseHTTPRequestHandler):
    server: StandInStore

    def _handle(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", 0)))
        request = Request(self.command, self.path, headers, body)
        self.server.requests.append(request)
        fault = self.server.faults.get(len(self.server.requests))
        if fault == "cut":
            return  # The connection closes when this ends.
        status, more, content = fault if isinstance(fault, tuple) else _answer(self.server, request)
        if fault == "late":
            return
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        if "Content-Length" not in more:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _handle

    def log_message(self, *args: Any) -> None:
        pass


if __name__ == "__main__":
    product = sys.argv[1]
    with StandInStore(product) as stand_in:
        print(f"kg load {stand_in.url} out/kg.ttl --store {product}", flush=True)
        try:
            stand_in.thread.join()
        except KeyboardInterrupt:
            print()
