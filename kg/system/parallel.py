"""Call one function for many items, in this process or in several, with the results in order."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from contextvars import copy_context
from functools import partial
from itertools import count
from typing import Any, Protocol, TypeVar

from kg.system.garbage import seldom_collected
from kg.system.processes import starting_workers
from kg.system.spool import Spool
from kg.system.standby import Standby
from kg.system.worker import Limits

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


class Hand(Protocol):
    """What does one job at a time: `ask` sends it and waits for what it returns."""

    def ask(self, job: object) -> Any: ...

    def close(self) -> None: ...


def a_process() -> Hand:
    """Start a process of this machine that calls functions: a job is one with its argument."""
    return Standby(Limits(), _caller)


class _Free:
    """The hands that have nothing to do; who is urgent takes the next one."""

    def __init__(self) -> None:
        self._hands: list[Hand] = []
        self._changed = threading.Condition()
        self.urgent = 0
        """How many urgent ones wait."""

    def put(self, hand: Hand) -> None:
        """Leave a hand to who waits for one."""
        with self._changed:
            self._hands.append(hand)
            self._changed.notify_all()

    def take(self, urgent: bool) -> Hand:
        """Wait for a hand: until nobody urgent waits, too, where this is not."""
        with self._changed:
            self.urgent += urgent
            self._changed.wait_for(lambda: self._hands and (urgent or not self.urgent))
            self.urgent -= urgent
            return self._hands.pop()


class Workers:
    """Hands that are hired when there is work, processes unless told otherwise, and leave with the block.

    With one job and no word of whom to hire there is none: this process does the work. Each process
    has a pipe and a thread of its own: in a `ProcessPoolExecutor` all write to one pipe, whose
    reader waits for ever for the rest of what a process was writing when it was ended.

    >>> with Workers(1) as workers:
    ...     list(workers.map(len, ["owl", "barn"]))
    [3, 4]
    """

    def __init__(self, jobs: int = 1, hire: Callable[[], Hand] | None = None) -> None:
        self.jobs = jobs
        self._hire = a_process if hire is None and jobs > 1 else hire
        self._hands: list[Hand] = []
        self._free = _Free()
        self._asking = {urgent: ThreadPoolExecutor(jobs) for urgent in (True, False)}
        self._beside = ThreadPoolExecutor(3)
        self._hiring: Future[None] | None = None
        self._stack = ExitStack()

    def map(
        self, function: Callable[[_T], _R], items: Iterable[_T], *, urgent: bool = True
    ) -> Iterator[_R]:
        """Yield what a function gives for each item, in order; a bounded queue keeps the memory.

        What is not `urgent` is done by hands that nobody else waits for.

        Raises: ServiceError: where a process died. KgError: what the function raises, and what
        the memory, files and texts that it meets mean.
        """
        if self._hire is None:
            yield from map(function, items)
            return
        self._wait_for_hands()
        waiting: deque[Future[_R]] = deque()
        for item in items:
            with starting_workers():  # A thread that this starts leaves signals to this one.
                waiting.append(self._asking[urgent].submit(self._ask, function, item, urgent))
            if len(waiting) >= 3 * self.jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def ahead(self, values: Iterable[_T]) -> Iterator[_T]:
        """Begin to gather values that other processes work out, while this one goes on; yield them.

        They wait on disk until they are asked for. Where nobody is hired, they are made then.
        Raises: what making them raises.
        """
        if self._hire is None:
            return iter(values)
        self._wait_for_hands()
        come: Spool[_T] = Spool()
        changed = threading.Condition()

        def gather() -> None:
            for each in values:
                with changed:
                    come.append(each)
                    changed.notify()

        def tell(_: Future[None]) -> None:
            with changed:
                changed.notify()

        gathering = self._begin(partial(copy_context().run, gather))
        gathering.add_done_callback(tell)
        return _as_they_come(come, changed, gathering)

    def beside(self, work: Callable[[], _T]) -> Callable[[], _T]:
        """Begin a work of this process beside what others are waited for; return what waits for it.

        Where nobody is hired, it is done when it is waited for. Raises: what the work raises.
        """
        return work if self._hire is None else self._begin(work).result

    def _begin(self, work: Callable[[], _T]) -> Future[_T]:
        with starting_workers():  # A thread that this starts leaves signals to this one.
            return self._beside.submit(work)

    def hire(self) -> None:
        """Begin to hire hands, so that they are ready when there is work."""
        self._hiring = self._begin(self._hire_all)

    def _wait_for_hands(self) -> None:
        if self._hiring is None:
            self._hire_all()
        else:
            self._hiring.result()

    def _hire_all(self) -> None:
        while self._hire is not None and len(self._hands) < self.jobs:
            self._hands.append(self._hire())
            self._free.put(self._hands[-1])

    def _ask(self, function: Callable[[_T], _R], item: _T, urgent: bool) -> _R:
        hand = self._free.take(urgent)
        try:
            result: _R = hand.ask((function, item))
        finally:
            self._free.put(hand)
        return result

    def __enter__(self) -> Workers:
        self._stack.enter_context(seldom_collected())
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()
        if self._hiring is not None:
            wait([self._hiring])
        for hand in self._hands:
            hand.close()
        for threads in (*self._asking.values(), self._beside):
            threads.shutdown(cancel_futures=True)


def _as_they_come(
    come: Spool[_T], changed: threading.Condition, gathering: Future[None]
) -> Iterator[_T]:
    for n in count():
        with changed:
            while len(come) <= n and not gathering.done():
                changed.wait()
            if len(come) <= n:
                break
            value = come[n]
        yield value
    gathering.result()


def _caller() -> Callable[[tuple[Callable[[_T], _R], _T]], _R]:
    return call


def call(job: tuple[Callable[[_T], _R], _T]) -> _R:
    """Do a job: call its function with its argument."""
    function, item = job
    with seldom_collected():
        return function(item)
