"""Connections that do not wait for ever: for the head of a request, or for a reader of an answer."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 15.0
"""Seconds in which the head of a request must have come, and a piece of an answer been read."""
MOST_OF_ONE = 600
"""Connections that one address may have."""


class Connection(H11Protocol):
    """A connection of HTTP with limits of time; heads are limited to 64 kB by what it extends."""

    open_of: ClassVar[Counter[str]] = Counter()
    """How many connections each address has."""
    _head: asyncio.TimerHandle | None = None
    _reader: asyncio.TimerHandle | None = None
    _host = ""

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request; a client that has too many connections gets none."""
        super().connection_made(transport)
        self._host = self.client[0] if self.client else ""
        Connection.open_of[self._host] += 1
        self._head = self.loop.call_later(PATIENCE, transport.abort)
        if Connection.open_of[self._host] > MOST_OF_ONE:
            transport.abort()

    def data_received(self, data: bytes) -> None:
        """Take what has come; wait on where it is not a whole head yet."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            _cancel(self._head)
            self._head = None
        elif self._head is None:
            self._head = self.loop.call_later(PATIENCE, self.transport.abort)

    def pause_writing(self) -> None:
        """Wait for the client to read."""
        super().pause_writing()
        self._reader = self._reader or self.loop.call_later(PATIENCE, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: the client has read."""
        super().resume_writing()
        _cancel(self._reader)
        self._reader = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        _cancel(self._head)
        _cancel(self._reader)
        Connection.open_of[self._host] -= 1
        if Connection.open_of[self._host] <= 0:
            del Connection.open_of[self._host]


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
