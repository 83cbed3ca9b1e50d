"""Who is next: a few slots are given to many clients, to each in its turn."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kg.server.refusals import busy


class Turns:
    """Slots, of which one client holds `each` at most; `waiting` may wait, `waiting_each` of one.

    Clients take turns, whatever one of them asks for; the requests of one are first come, first
    served. To be used in one event loop.
    """

    def __init__(self, slots: int, *, each: int, waiting: int, waiting_each: int) -> None:
        self._free, self._each = slots, each
        self._waiting, self._waiting_each = waiting, waiting_each
        self._held: Counter[str] = Counter()
        self._lines: dict[str, deque[asyncio.Future[None]]] = {}
        self._served: dict[str, int] = {}
        self._time = 0

    @asynccontextmanager
    async def take(self, client: str) -> AsyncIterator[None]:
        """Hold a slot; wait for it where none is free.

        Raises: Refusal: with 503 where too many wait, with 429 where too many of this client do.
        """
        await self._wait(client)
        try:
            yield
        finally:
            self._give_back(client)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._lines.values()))

    async def _wait(self, client: str) -> None:
        if len(self._lines.get(client, ())) >= self._waiting_each:
            raise busy(429, "too many questions from this address are waiting")
        if self.waiting >= self._waiting:
            raise busy(503, "too many questions are waiting")
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lines.setdefault(client, deque()).append(turn)
        self._advance()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back(client)
            self._withdraw(client, turn)
            raise

    def _withdraw(self, client: str, turn: asyncio.Future[None]) -> None:
        """Wait no more: others of this client may wait instead."""
        line = self._lines.get(client, deque())
        if turn in line:
            line.remove(turn)
        if not line:
            self._lines.pop(client, None)

    def _give_back(self, client: str) -> None:
        self._free += 1
        self._held[client] -= 1
        self._advance()
        self._forget(client)

    def _advance(self) -> None:
        """Give free slots to those who may have one, first to who was served longest ago."""
        while self._free:
            ready = [each for each in self._lines if self._held[each] < self._each]
            if not ready:
                return
            client = min(ready, key=lambda each: self._served.get(each, 0))
            turn = self._lines[client].popleft()
            if not self._lines[client]:
                del self._lines[client]
            if turn.done():  # Its request was given up.
                continue
            self._free -= 1
            self._held[client] += 1
            self._served[client] = self._time = self._time + 1
            turn.set_result(None)

    def _forget(self, client: str) -> None:
        if not self._held[client]:
            del self._held[client]
            if client not in self._lines:
                self._served.pop(client, None)
