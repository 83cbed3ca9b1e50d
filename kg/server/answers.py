"""Answers that are kept: what is asked again is not worked out again."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable

from kg.server.leaving import note_end


class Answers:
    """Answers by their keys, in so many bytes; those that were asked for longest ago go first.

    Questions of one key that are asked at once are answered once; where all have gone who asked,
    working it out is cancelled.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._underway: dict[str, asyncio.Task[bytes]] = {}
        self._askers = Counter[str]()
        self.size, self.hits = 0, 0
        """Bytes that the answers take, and how many were asked for again."""

    def __contains__(self, key: str) -> bool:
        return key in self._kept

    async def get(self, key: str, work_out: Callable[[], Awaitable[bytes]]) -> bytes:
        """Return an answer. Raises: as `work_out` does."""
        if key in self._kept:
            self._kept.move_to_end(key)
            self.hits += 1
            return self._kept[key]
        while True:
            task = self._underway.get(key) or self._begin(key, work_out)
            await self._wait(key, task)
            if not task.cancelled():  # As it is where the last one left just before this one came.
                return task.result()

    def _begin(self, key: str, work_out: Callable[[], Awaitable[bytes]]) -> asyncio.Task[bytes]:
        task = self._underway[key] = asyncio.ensure_future(self._work_out(key, work_out))
        task.add_done_callback(note_end)
        return task

    async def _wait(self, key: str, task: asyncio.Task[bytes]) -> None:
        self._askers[key] += 1
        try:
            await asyncio.wait((task,))
        finally:
            self._askers[key] -= 1
            if not self._askers[key]:
                del self._askers[key]
                task.cancel()  # Which does nothing where it has ended.

    async def _work_out(self, key: str, work_out: Callable[[], Awaitable[bytes]]) -> bytes:
        try:
            answer = await work_out()
            self._keep(key, answer)
            return answer
        finally:
            del self._underway[key]

    def _keep(self, key: str, answer: bytes) -> None:
        if len(answer) > self._room // 8:
            return
        self._kept[key] = answer
        self.size += len(answer)
        while self.size > self._room:
            _, oldest = self._kept.popitem(last=False)
            self.size -= len(oldest)
