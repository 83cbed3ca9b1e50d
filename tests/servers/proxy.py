"""A proxy before a real server that kills the server in the middle of a chosen request."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from servers.process import Server

When = Callable[[str, bytes], bool]
"""Tells by method and body whether this is the request."""


class KillingProxy(ThreadingHTTPServer):
    """Passes requests on; in the middle of the first that `when` is true of, kills the server."""

    daemon_threads = True

    def __init__(self, server: Server, when: When) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.server, self.when = server, when
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.has_killed = False

    def __enter__(self) -> Self:
        self.thread = threading.Thread(target=self.serve_forever, args=(0.02,))
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: KillingProxy

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        behind = http.client.HTTPConnection("127.0.0.1", self.server.server.port, timeout=120)
        try:
            self._talk(behind, body)
        except OSError:
            pass  # The server is gone; the connection closes when this ends.
        finally:
            behind.close()

    def _talk(self, behind: http.client.HTTPConnection, body: bytes) -> None:
        behind.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            behind.putheader(name, value)
        behind.endheaders()
        if self.server.when(self.command, body) and not self.server.has_killed:
            behind.send(body[: len(body) // 2])
            self.server.has_killed = True
            self.server.server.kill()
            return
        behind.send(body)
        answer = behind.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _pass_on

    def log_message(self, *args: Any) -> None:
        pass
