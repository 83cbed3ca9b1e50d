"""What the tests of querying and loading share."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pyoxigraph as ox
from folders import TESTS

from kg.answers import compact
from kg.identity import Namespace
from kg.store import Store

DATA = TESTS / "queries" / "data"
GRAPH = str(DATA / "graph.ttl")
PREFIXES = Namespace().prefixes()


def plain(rows: Sequence[Sequence[object]], header: Sequence[str]) -> str:
    header_line = "\t".join(header)
    return (
        "\n".join([header_line, *("\t".join(compact(e, PREFIXES) for e in r) for r in rows)]) + "\n"
    )


def layout(rows: Sequence[Sequence[object]], header: Sequence[str]) -> str:
    return plain(rows, header).rstrip("\n")


def rows_of(store: Store, text: str, params: Any) -> list[tuple[str | None, ...]]:
    results = store.query(text, params)
    assert isinstance(results, ox.QuerySolutions)
    width = range(len(results.variables))
    return [tuple(row[i].value if row[i] is not None else None for i in width) for row in results]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class StandIn(ThreadingHTTPServer):
    """A server that answers with what a test tells it, and notes what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: StandIn

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.requests.append((self.command, self.path, dict(self.headers), body))
        answers = self.server.answers
        status, headers, content = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = _answer

    def log_message(self, *args: Any) -> None:
        pass
