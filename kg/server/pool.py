"""Processes that stand by for questions of one sort, and the turns that clients take at them."""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from heapq import nlargest

from kg.server.jobs import Job
from kg.server.turns import Turns
from kg.system.standby import Open, Standby
from kg.system.worker import Limits

_LARGE = 24
"""Jobs of which is known how large their answers were."""


class Pool:
    """A few processes that hold the same data open."""

    def __init__(
        self, turns: Turns, size: int, limits: Limits, open_: Open, *args: object, yields: bool
    ) -> None:
        self.turns = turns
        self._all = [Standby(limits, open_, *args, yields=yields) for _ in range(size)]
        self._idle = deque(self._all)
        self._threads = ThreadPoolExecutor(size)  # Each waits for one process.
        self._sizes: dict[Job, int] = {}

    async def ask(self, client: str, job: Job) -> bytes:
        """Have a job done, when it is the client's turn.

        A job whose turn has not come is given up when this is cancelled. One that is underway is
        not: its process would be at work still when the next one asks. So this ends with it then.

        Raises: Refusal: where too many wait. ServiceError: at a limit. KgError: what it raises.
        """
        async with self.turns.take(client):
            underway = asyncio.ensure_future(self._run(job))
            while True:
                try:
                    return await asyncio.shield(underway)
                except asyncio.CancelledError:
                    if underway.cancelled():  # The program ends.
                        raise

    async def _run(self, job: Job) -> bytes:
        worker = self._idle.popleft()  # In turn, so that none is cold when many ask at once.
        try:
            loop = asyncio.get_running_loop()
            answer: bytes = await loop.run_in_executor(self._threads, worker.ask, job)
            self._sizes[job] = len(answer)
            if len(self._sizes) >= 2 * _LARGE:
                self._sizes = {each: self._sizes[each] for each in self.largest()}
            return answer
        finally:
            self._idle.append(worker)

    def largest(self) -> list[Job]:
        """List the jobs done whose answers were largest, the largest first."""
        return nlargest(_LARGE, self._sizes, key=self._sizes.__getitem__)

    def wait(self) -> None:
        """Wait until all processes stand by."""
        for each in self._all:
            each.wait()

    @property
    def busy(self) -> int:
        """How many processes are at work."""
        return len(self._all) - len(self._idle)

    @property
    def size(self) -> int:
        """How many processes there are."""
        return len(self._all)

    def pids(self) -> list[int]:
        """List the numbers of the processes."""
        return [each.pid for each in self._all]

    def close(self) -> None:
        """End the processes; who still waits for one is told so. The threads go with the pool."""
        for each in self._all:
            each.close()
