"""How much a server may send, and for how long, before we stop listening."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.endpoint.addresses import public
from kg.errors import ServiceError


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds that a whole answer may take, and bytes, unpacked, of all answers together."""

    seconds: float = 3600
    bytes: int = 1 << 30


USUAL = Bounds()
OF_QUERY = Bounds(seconds=600)
"""A question is answered in ten minutes or not at all, unless more time is allowed."""


class Deadline:
    """Ends a request that is not answered whole in time, wherever it waits.

    A time-out of the transport begins anew with every byte: a server that drips would hold us
    for ever. `trace` is what the transport calls as it goes on; it tells of each connection.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._socket: socket.socket | None = None
        self.is_over = False

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Note the socket that the transport has opened."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Let the time run while the block does."""
        self.is_over = False
        timer = threading.Timer(self._seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end(self) -> None:
        self.is_over = True
        if self._socket is not None:
            with contextlib.suppress(OSError):  # It is closed already.
                self._socket.shutdown(socket.SHUT_RDWR)

    def error(self, url: str) -> ServiceError:
        """Say that the time was over."""
        return ServiceError(
            f"no whole answer within {self._seconds:g} seconds", where=public(url),
            todo="allow more time, or ask for less",
        )  # fmt: skip


class Allowance:
    """Counts the bytes of all answers of a connection, down to none."""

    def __init__(self, size: int) -> None:
        self._size, self._used = size, 0

    def add(self, size: int) -> None:
        """Allow `size` bytes more."""
        self._size += size

    def take(self, size: int, url: str) -> None:
        """Count `size` bytes. Raises: ServiceError: where there are more than may come."""
        self._used += size
        if self._used > self._size:
            raise ServiceError(
                f"the server sends more than {self._size / 2**20:.0f}M, unpacked",
                where=public(url), todo="ask for less, or allow more where the command can",
            )  # fmt: skip
