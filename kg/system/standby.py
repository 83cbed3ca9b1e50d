"""A process that stands by: it answers one job after the other, and is ended at a limit.

A fork for each job would cost more than most jobs, and a fork inside a program with threads may
never answer. So the processes are forked from one that has no threads, where the platform can.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from kg.errors import FOREIGN, KgError, ServiceError, translate
from kg.system.memory import release_memory
from kg.system.processes import become_worker, starting_workers
from kg.system.worker import Limits, end_at, explain_death, out_of_time, peak_memory

_PATIENT = 0.3
"""Seconds after which a job is a long one: it goes on when nobody else wants the processor."""
_LARGE = 0.1
"""Seconds from which on a job may have taken much memory, which is given back."""
_LOWEST = 19
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"

Answer = Callable[[Any], object]
Open = Callable[..., Answer]


def prepare(modules: Sequence[str]) -> None:
    """Begin to load modules in the process that others are forked from, without waiting for it.

    The first word on this in a program is heard. Where processes are not forked, nothing is done.
    """
    if _METHOD == "forkserver":
        from multiprocessing import forkserver

        forkserver.set_forkserver_preload(list(modules))
        with starting_workers():
            forkserver.ensure_running()


class Standby:
    """A process of its own that holds what `open_(*args)` gives, and calls it with each job.

    What is sent there and back must pickle. It takes one job at a time: callers take turns. A
    process that reached a limit is replaced before `ask` ends, as is one that has grown. With
    `yields`, a long job goes on when nobody else wants the processor, and its process, whose
    priority cannot be raised again, is replaced, too.
    """

    def __init__(self, limits: Limits, open_: Open, *args: object, yields: bool = False) -> None:
        self._limits, self._opening, self._yields = limits, (open_, args), yields
        self._lock = threading.Lock()
        self._is_closed = False
        self._start()

    def _start(self) -> None:
        context: Any = multiprocessing.get_context(_METHOD)
        if _METHOD == "forkserver":
            context.set_forkserver_preload([self._opening[0].__module__])
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_stand_by, args=(theirs, self._limits.memory, *self._opening), daemon=True
        )
        with starting_workers():
            self._process.start()
        theirs.close()
        self._is_ready = False

    def ask(self, job: object) -> Any:
        """Give a job and wait for what it returns.

        Raises: ServiceError: at a limit, or where the process dies. KgError: what the job raises.
        """
        if self._is_closed:
            raise _ending()
        try:
            self._wait()  # What opening takes is no part of what a job takes.
            self._pipe.send(job)
            answer, has_grown = self._receive()
        except (EOFError, OSError) as error:  # It has died.
            self._process.join()
            exitcode = self._process.exitcode
            self._replace()
            if self._is_closed:
                raise _ending() from error
            raise explain_death(exitcode, self._limits) from error
        except ServiceError:
            self._replace()
            raise
        if has_grown:
            self._replace()
        if isinstance(answer, KgError):
            raise answer
        return answer

    def wait(self) -> None:
        """Wait until it stands by, or has died, as the next job will say."""
        with suppress(EOFError, OSError):
            self._wait()

    def _wait(self) -> None:
        if not self._is_ready:
            self._is_ready = bool(self._pipe.recv())

    def _receive(self) -> tuple[Any, bool]:
        """Wait for the answer; also tell whether the process should be replaced."""
        limit = self._limits.seconds
        started = time.monotonic()
        is_long = self._yields and not self._pipe.poll(min(_PATIENT, limit or _PATIENT))
        if is_long:
            _lower_priority(self._process.pid)
        rest = None if limit is None else max(0.0, limit - (time.monotonic() - started))
        if not self._pipe.poll(rest):
            raise out_of_time(self._limits)
        answer, has_grown = self._pipe.recv()
        return answer, has_grown or is_long

    def _replace(self) -> None:
        with self._lock:
            self._end()
            if not self._is_closed:
                self._start()

    def _end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def close(self) -> None:
        """End the process; a job that it is at fails."""
        with self._lock:
            self._is_closed = True
            self._process.kill()

    @property
    def pid(self) -> int:
        """The number of the process that stands by now."""
        return int(self._process.pid)


def _ending() -> ServiceError:
    return ServiceError("what answers here is ending", todo="ask again later")


def _lower_priority(pid: int) -> None:
    if hasattr(os, "setpriority"):
        with suppress(OSError):  # It has just ended.
            os.setpriority(os.PRIO_PROCESS, pid, _LOWEST)


def _stand_by(pipe: Connection, memory: int | None, open_: Open, args: tuple[object, ...]) -> None:
    become_worker()
    end_at(memory)
    try:
        answer: Answer | KgError = open_(*args)
    except KgError as error:  # Said to whom asks, and not to nobody.
        answer = error
    with suppress(OSError):  # Nobody asks any more, as is found out below.
        pipe.send(True)
    while True:
        with suppress(EOFError, OSError):
            job, started = pipe.recv(), time.monotonic()
            pipe.send((attempt(answer, job), memory is not None and 2 * peak_memory() > memory))
            if time.monotonic() - started > _LARGE:
                release_memory()
            continue
        os._exit(1)  # Nobody asks any more.


def attempt(answer: Answer | KgError, job: object) -> object:
    """Return what a job gives, or the KgError that it raises or that what it raises means."""
    try:
        if isinstance(answer, KgError):
            raise answer
        return answer(job)
    except KgError as error:
        return error
    except FOREIGN as error:
        return translate(error)
