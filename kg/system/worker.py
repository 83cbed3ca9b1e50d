"""Run a function in a process of its own that is ended at a limit of time or memory."""

from __future__ import annotations

import io
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import reduction
from multiprocessing.connection import Connection
from typing import Any, TextIO

from kg.errors import FOREIGN, KgError, ServiceError, translate
from kg.system.processes import become_worker, starting_workers

_INTERVAL = 0.02
OUT_OF_MEMORY = 86
"""The exit code by which the process says that it reached the limit of memory."""

_PATIENCE = 3600.0
"""Seconds for which the system is asked to wait at once: it counts milliseconds in 32 bits."""

Message = bytes | str | int | KgError
"""What the process sends: results, what there is to say, an exit code, an error that ends nothing."""
Send = Callable[[Message], None]


@dataclass(frozen=True)
class Limits:
    """Seconds that a process may take, and bytes of memory; None is no limit."""

    seconds: float | None = None
    memory: int | None = None


def default_memory() -> int | None:
    """Return half of the memory that the machine, or the container that this is, has."""
    if not hasattr(os, "sysconf"):
        return None
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        with open("/sys/fs/cgroup/memory.max", encoding="ascii") as file:
            memory = min(memory, int(file.read()))
    except (OSError, ValueError):
        pass  # No container, or one without a limit.
    return memory // 2


def run_within(
    limits: Limits, function: Callable[..., None], *args: object, may_fork: bool = True
) -> Iterator[Message]:
    """Call `function(send, *args)` in a process of its own and yield what it sends.

    The process ends at the limits, when the iterator is closed, and when this process ends. A process
    that is forked meanwhile has the iterator, too, and closes it without ending anything.
    Function and arguments must pickle. It may not be forked where it would wait for threads that
    a library has in this process: they are not in the other.

    Raises: ServiceError: where a limit is reached or the process dies. KgError: what the
    function raises, and what memory, depth, text and files it meets mean.
    """
    can_fork = may_fork and sys.platform == "linux"  # Elsewhere the system has such threads.
    context: Any = multiprocessing.get_context("fork" if can_fork else "spawn")
    owner, (receiver, sender) = os.getpid(), context.Pipe(duplex=False)
    process = context.Process(
        target=_call, args=(sender, _Stdin(), limits.memory, function, args), daemon=True
    )
    with starting_workers(), _stdin_kept_open():
        process.start()
    sender.close()
    try:
        yield from _receive(receiver, limits)
    except EOFError as error:
        process.join()
        raise explain_death(process.exitcode, limits) from error
    finally:
        if os.getpid() == owner:
            process.kill()
            process.join()
        receiver.close()


def _receive(receiver: Connection, limits: Limits) -> Iterator[Message]:
    deadline = math.inf if limits.seconds is None else time.monotonic() + limits.seconds
    while True:
        while not receiver.poll(max(0.0, min(deadline - time.monotonic(), _PATIENCE))):
            if time.monotonic() >= deadline:
                raise out_of_time(limits)
        if time.monotonic() >= deadline:
            raise out_of_time(limits)
        message = receiver.recv()
        if isinstance(message, _Failure):
            raise message.error from message.origin
        if isinstance(message, _Done):
            return
        yield message


def out_of_time(limits: Limits) -> ServiceError:
    """Say that the limit of time was reached."""
    return ServiceError(
        "stopped at the limit of time", where="--timeout", value=limits.seconds,
        todo="allow more, or ask for less",
    )  # fmt: skip


def explain_death(exitcode: int, limits: Limits) -> ServiceError:
    """Say of what a process died that works within limits."""
    if exitcode == OUT_OF_MEMORY:
        return ServiceError(
            "stopped at the limit of memory", where="--max-memory",
            value=f"{(limits.memory or 0) / 2**20:.0f}M", todo="allow more, or ask for less",
        )  # fmt: skip
    name = signal.Signals(-exitcode).name if exitcode < 0 else exitcode
    lacking = exitcode in (-signal.SIGABRT, -getattr(signal, "SIGKILL", signal.SIGABRT))
    todo = "the machine has too little memory for it: ask for less" if lacking else None
    return ServiceError("the process that does the work died", value=name, todo=todo)


class _Done:
    """Says that the function has returned."""


class _Failure:
    """An error on its way between processes, and the traceback that `--debug` shows."""

    def __init__(self, error: KgError) -> None:
        self.error, self.origin = error, _Origin(traceback.format_exc())


class _Origin(Exception):
    """Says where in the other process an error was raised."""


class _Stdin:
    """Standard input on its way to the process, which `multiprocessing` would take it from."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdin

    def __reduce__(self) -> tuple[object, ...]:
        # Only where processes share no memory.
        try:
            return _reopened, (reduction.DupFd(self.stream.fileno()),)
        except OSError:  # It is no file, but what a program put in its place.
            return _refilled, (self.stream.read(),)


def _reopened(handle: Any) -> _Stdin:
    return _Stdin(open(handle.detach(), encoding="utf-8"))


def _refilled(text: str) -> _Stdin:
    return _Stdin(io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


@contextmanager
def _stdin_kept_open() -> Iterator[None]:
    """Start a process that does not begin by closing standard input."""
    stdin, sys.stdin = sys.stdin, None
    try:
        yield
    finally:
        sys.stdin = stdin


def _call(
    sender: Connection,
    stdin: _Stdin,
    memory: int | None,
    function: Callable[..., None],
    args: tuple[object, ...],
) -> None:
    sys.stdin = stdin.stream
    become_worker()
    end_at(memory)

    def send(message: object) -> None:
        try:
            sender.send(message)
        except BrokenPipeError:
            os._exit(1)  # Nobody listens any more.

    try:
        function(send, *args)
        send(_Done())
    except KgError as error:
        send(_Failure(error))
    except FOREIGN as error:
        send(_Failure(translate(error)))


def end_at(memory: int | None) -> None:
    """End this process when it takes more memory than this, by a thread that watches it."""
    if memory is not None:
        threading.Thread(target=_watch, args=(memory,), daemon=True).start()


def _watch(memory: int) -> None:
    while peak_memory() <= memory:
        time.sleep(_INTERVAL)
    os._exit(OUT_OF_MEMORY)


def peak_memory() -> int:
    """Tell the most bytes of memory that this process has taken; 0 where the platform does not."""
    try:
        import resource
    except ImportError:  # This platform does not tell.
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
