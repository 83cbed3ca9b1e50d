"""Call one function for many items, in this process or in several, with the results in order."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from types import TracebackType
from typing import TypeVar

from kg.errors import ServiceError
from kg.system.processes import become_worker, starting_workers

_T = TypeVar("_T")
_R = TypeVar("_R")

_MOST_JOBS = 4
MANY = 500
"""Records from which on it pays to start processes: each takes two seconds to be ready."""


def choose_jobs(jobs: int | None, records: int) -> int:
    """Take as many processes as asked for; None is one a processor, up to four, for many records."""
    return jobs or (min(os.cpu_count() or 1, _MOST_JOBS) if records >= MANY else 1)


def portions(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    """Part a sequence into portions.

    >>> list(portions("barn owl", 3))
    ['bar', 'n o', 'wl']
    """
    return (items[start : start + size] for start in range(0, len(items), size))


class Workers:
    """Processes that are started when there is work, and end with the block.

    With one job there is none: this process does the work.

    >>> with Workers(1) as workers:
    ...     list(workers.map(len, ["owl", "barn"]))
    [3, 4]
    """

    def __init__(self, jobs: int = 1) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._stack = ExitStack()

    def map(self, function: Callable[[_T], _R], items: Iterable[_T]) -> Iterator[_R]:
        """Yield what a function gives for each item, in order; a bounded queue keeps the memory.

        Raises: ServiceError: where a process died.
        """
        if self.jobs <= 1:
            yield from map(function, items)
            return
        waiting: deque[Future[_R]] = deque()
        pool = self._pool or self._start()
        try:
            for item in items:
                with starting_workers():
                    waiting.append(pool.submit(function, item))
                if len(waiting) >= 3 * self.jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise ServiceError(
                "a process that shares the work died", where="--jobs", value=self.jobs,
                todo="the machine may have too little memory for so many: ask for fewer",
            ) from error  # fmt: skip

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        theirs, ours = context.Pipe(duplex=False)
        self._stack.enter_context(theirs)
        self._stack.enter_context(ours)
        self._lifeline = ours
        with starting_workers():
            self._pool = ProcessPoolExecutor(self.jobs, context, become_worker, (theirs,))
        return self._pool

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:  # fmt: skip
        with self._stack:
            if self._pool is None:
                return
            if error is not None:
                self._lifeline.close()  # They would go on with what is queued.
            self._pool.shutdown(cancel_futures=True)
