"""Answers that are kept: what is asked again is not worked out again."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable


class Answers:
    """Answers by their keys, in so many bytes; those that were asked for longest ago go first.

    Questions of one key that are asked at once are answered once.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._underway: dict[str, asyncio.Task[bytes]] = {}
        self.size, self.hits = 0, 0
        """Bytes that the answers take, and how many were asked for again."""

    async def get(self, key: str, work_out: Callable[[], Awaitable[bytes]]) -> bytes:
        """Return an answer. Raises: as `work_out` does."""
        if key in self._kept:
            self._kept.move_to_end(key)
            self.hits += 1
            return self._kept[key]
        task = self._underway.get(key)
        if task is None:
            task = self._underway[key] = asyncio.ensure_future(self._work_out(key, work_out))
        return await asyncio.shield(task)

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
