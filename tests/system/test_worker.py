"""Limits of time and memory: the process ends, and says why."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import time

import pytest

from kg.errors import QueryError, ServiceError
from kg.system.worker import Limits, Send, default_memory, run_within


def spell(send: Send, word: str) -> None:
    send(f"about {word}")
    for letter in word:
        send(letter.encode())


def echo_twice(send: Send) -> None:
    send("begun")
    time.sleep(0.5)  # Long enough for the other to drop what it has of this process.
    send("ended")


def spin(send: Send) -> None:
    send("begun")
    while True:
        pass


def hoard(send: Send, size: int) -> None:
    kept = []
    while True:
        kept.append(bytearray(size))
        time.sleep(0.01)


def fail(send: Send) -> None:
    send(b"part")
    raise QueryError("wrong", where="here", value=1, todo="mend it")


def die(send: Send, number: int) -> None:
    faulthandler.disable()  # Its report of the death would go to the terminal.
    os.kill(os.getpid(), number)


def test_run_within_yields_what_is_sent() -> None:
    assert list(run_within(Limits(), spell, "abc")) == ["about abc", b"a", b"b", b"c"]
    assert multiprocessing.active_children() == []


def test_run_within_ends_the_process_at_the_limit_of_time() -> None:
    messages = run_within(Limits(seconds=0.5), spin)
    assert next(messages) == "begun"
    with pytest.raises(ServiceError, match="limit of time"):
        next(messages)
    assert multiprocessing.active_children() == []


def test_run_within_ends_the_process_at_the_limit_of_memory() -> None:
    limit = default_memory()
    assert limit is not None
    with pytest.raises(ServiceError, match="--max-memory: stopped at the limit of memory: '1024M'"):
        list(run_within(Limits(memory=2**30), hoard, 2**26))
    assert multiprocessing.active_children() == []


def test_run_within_ends_the_process_when_nobody_listens() -> None:
    messages = run_within(Limits(), spin)
    next(messages)
    messages.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_process_that_drops_the_iterator_ends_nothing() -> None:
    messages = run_within(Limits(), echo_twice)
    assert next(messages) == "begun"
    child = os.fork()
    if child == 0:  # Whatever is raised while an iterator is dropped is printed, and lost.
        raised: list[object] = []
        sys.unraisablehook = raised.append
        del messages
        os._exit(len(raised))
    assert os.waitpid(child, 0)[1] == 0
    assert list(messages) == ["ended"]


def test_run_within_passes_errors_on() -> None:
    messages = run_within(Limits(), fail)
    assert next(messages) == b"part"
    with pytest.raises(QueryError, match="here: wrong: 1; mend it"):
        next(messages)


@pytest.mark.parametrize("number", [signal.SIGABRT, signal.SIGKILL])
def test_run_within_says_how_the_process_died(number: signal.Signals) -> None:
    with pytest.raises(ServiceError, match=f"died: '{number.name}'; .*too little memory"):
        list(run_within(Limits(), die, number))
