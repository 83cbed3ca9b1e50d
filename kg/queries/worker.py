"""Run a function in a process of its own that is ended at a limit of time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from kg.errors import KgError, ServiceError

Result = TypeVar("Result")
_CONTEXT = multiprocessing.get_context("spawn")
"""The same on every platform, and safe where the caller has threads."""


def run_within(seconds: float, function: Callable[..., Result], *args: object) -> Result:
    """Call `function` in a process that is killed after this many seconds.

    Function, arguments and result travel between processes, so they must pickle.

    Raises: ServiceError: where the limit is reached or the process dies. KgError: what the
    function raises.

    >>> run_within(60, len, "abc")
    3
    """
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_call, args=(sender, function, args), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise ServiceError(
                "stopped at the limit of time", where="--timeout", value=seconds,
                todo="allow more, or ask for less",
            )  # fmt: skip
        outcome = receiver.recv()
    except EOFError as error:
        raise ServiceError("the query's process died", todo="it may lack memory") from error
    finally:
        process.kill()
        process.join()
        receiver.close()
    if isinstance(outcome, _Failure):
        raise outcome.rebuild()
    result: Result = outcome
    return result


class _Failure:
    """An error on its way between processes: its class and what it says."""

    def __init__(self, error: KgError) -> None:
        self.parts = type(error), error.what, error.where, error.value, error.todo

    def rebuild(self) -> KgError:
        kind, what, where, value, todo = self.parts
        return kind(what, where=where, value=value, todo=todo)


def _call(sender: Connection, function: Callable[..., object], args: tuple[object, ...]) -> None:
    try:
        sender.send(function(*args))
    except KgError as error:
        sender.send(_Failure(error))
