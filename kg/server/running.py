"""Listen, answer, and end when asked to."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import uvicorn
from starlette.types import ASGIApp
from uvicorn.server import HANDLED_SIGNALS

from kg.errors import InputError
from kg.server.access_log import AccessLog
from kg.server.app import make_app
from kg.server.connections import Connection
from kg.server.editions import Editions, Settings
from kg.system.memory import keep_large_apart

_BACKLOG = 2048
_MOST_CONNECTIONS = 1500
_SWITCH = 0.0002
"""Seconds that the loop keeps a thread waiting that has an answer; the usual 5 ms add up."""
_LAST_WORDS = 5
"""Seconds in which questions that are underway may end, when the server is asked to."""


class Ending(uvicorn.Server):
    """A server that ends when it is asked to."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals by which one is asked to end, and do not raise them again after that."""
        is_main = threading.current_thread() is threading.main_thread()
        taken = HANDLED_SIGNALS if is_main else ()
        old = {each: signal.signal(each, self.handle_exit) for each in taken}
        try:
            yield
        finally:
            for each, handler in old.items():
                signal.signal(each, handler)

    @property
    def is_interrupted(self) -> bool:
        """Whether Ctrl-C was what asked."""
        return signal.SIGINT in self._captured_signals


class Server(Ending):
    """The server of a build, which says that it ends to those whose questions have no end."""

    def __init__(self, editions: Editions, log: AccessLog | None = None) -> None:
        super().__init__(configure(make_app(editions, log)))
        self._editions = editions

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let questions that are underway end, for some seconds."""
        timer = asyncio.get_running_loop().call_later(_LAST_WORDS, self._editions.close)
        try:
            await super().shutdown(sockets)
        finally:
            timer.cancel()


def configure(app: ASGIApp) -> uvicorn.Config:
    """Configure a server of an application: limits of time and of connections, no log of its own."""
    return uvicorn.Config(
        app, http=Connection, ws="none", access_log=False, log_config=None, log_level="error",
        server_header=False, backlog=_BACKLOG, limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=15, timeout_graceful_shutdown=2 * _LAST_WORDS,
    )  # fmt: skip


def serve(
    settings: Settings, host: str, port: int, tell: Callable[[str], None], log: AccessLog | None
) -> None:
    """Serve a build until SIGTERM or Ctrl-C; `tell` is told the address, and of new builds.

    Raises: InputError: where there is no build, or nothing can listen there. KeyboardInterrupt:
    after Ctrl-C.
    """
    with listen(host, port) as listener, closing(Editions(settings, tell)) as editions:
        sys.setswitchinterval(_SWITCH)
        keep_large_apart()
        server = Server(editions, log)
        tell(f"serving {settings.folder} at {address_of(listener)}")
        asyncio.run(server.serve([listener]))
    if server.is_interrupted:
        raise KeyboardInterrupt


def listen(host: str, port: int) -> socket.socket:
    """Take an address of the web for this server. Raises: InputError: where it is not to be had."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        # The event loop sends at once only where it is told that this is TCP.
        listener = socket.socket(family, kind, protocol or socket.IPPROTO_TCP)
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise InputError(
            "cannot listen here", where=f"{host}:{port}", value=error.strerror or str(error),
            todo="choose another --host or --port",
        ) from error  # fmt: skip
    return listener


def address_of(listener: socket.socket) -> str:
    """Write the address of the web that is listened at."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
