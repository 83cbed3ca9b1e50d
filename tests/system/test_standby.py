"""A process that stands by is ended at its limits, and another takes its place."""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import KgError, QueryError, ServiceError
from kg.system.standby import Standby
from kg.system.worker import Limits


def open_worker(name: str) -> Callable[[str], object]:
    """Return what does jobs, each named by a word."""

    def work(job: str) -> object:
        if job == "hang":
            for _ in itertools.count():
                time.sleep(0.01)
        if job == "eat":
            kept = [b"x" * 2**24 for _ in range(64)]
            time.sleep(60)
            return len(kept)
        if job == "wait":
            time.sleep(1.5)
        if job == "fail":
            raise QueryError("no query", value=job)
        if job == "die":
            os._exit(7)
        return (name, job, os.getpid())

    return work


def open_never(name: str) -> Callable[[str], object]:
    """Fail."""
    raise QueryError("cannot be opened", value=name)


@pytest.fixture
def standby() -> Iterator[Standby]:
    """A process with limits of a minute and of 500 MB."""
    worker = Standby(Limits(60.0, 500 * 2**20), open_worker, "owl")
    yield worker
    worker.close()


def test_a_job_past_the_limit_of_time_is_ended() -> None:
    worker = Standby(Limits(2.0), open_worker, "owl")
    with pytest.raises(ServiceError, match="limit of time"):
        worker.ask("hang")
    assert worker.ask("a") == ("owl", "a", worker.pid)
    worker.close()


def test_it_does_one_job_after_the_other(standby: Standby) -> None:
    answers = [standby.ask(word) for word in "ab"]
    assert answers == [("owl", "a", standby.pid), ("owl", "b", standby.pid)]


def test_an_error_of_a_job_is_raised_and_ends_nothing(standby: Standby) -> None:
    with pytest.raises(QueryError, match="no query: 'fail'"):
        standby.ask("fail")
    before = standby.pid
    assert standby.ask("a") == ("owl", "a", before)


@pytest.mark.parametrize(("job", "message"), [("eat", "limit of memory"), ("die", "died: 7")])
def test_a_process_past_its_limit_is_ended_and_replaced(
    standby: Standby, job: str, message: str
) -> None:
    before = standby.pid
    with pytest.raises(ServiceError, match=message):
        standby.ask(job)
    assert standby.pid != before
    assert not Path(f"/proc/{before}").exists() or os.uname().sysname != "Linux"
    assert standby.ask("a") == ("owl", "a", standby.pid)


def test_it_says_to_who_asks_why_it_cannot_be_opened() -> None:
    worker = Standby(Limits(20.0), open_never, "owl")
    with pytest.raises(KgError, match="cannot be opened: 'owl'"):
        worker.ask("a")
    worker.close()


def test_a_process_that_is_closed_is_not_replaced(standby: Standby) -> None:
    standby.close()
    with pytest.raises(ServiceError):
        standby.ask("a")
    with pytest.raises(ServiceError):
        standby.ask("a")


def open_slowly(name: str) -> Callable[[str], object]:
    """Take longer to open than a job may take."""
    time.sleep(2.5)
    return open_worker(name)


@pytest.mark.parametrize("yields", [True, False])
def test_what_opening_takes_is_no_part_of_a_job(yields: bool) -> None:
    worker = Standby(Limits(2.0), open_slowly, "owl", yields=yields)
    before = worker.pid
    assert worker.ask("a") == ("owl", "a", before)
    assert worker.pid == before
    worker.close()


@pytest.mark.parametrize("yields", [True, False])
def test_the_process_of_a_long_job_is_replaced_where_it_yields(yields: bool) -> None:
    worker = Standby(Limits(60.0), open_worker, "owl", yields=yields)
    before = worker.pid
    worker.ask("wait")
    assert (worker.pid != before) is yields
    worker.close()


def open_keeper() -> Callable[[str], int]:
    """Return what takes much memory and keeps the last bit of it, which lies at the end."""
    kept: list[bytes] = []

    def work(job: str) -> int:
        if job == "take":
            taken = [b"x" * 900 for _ in range(50_000)]
            taken = [each + b"y" for each in taken]
            kept.append(taken[-1])
            time.sleep(0.2)
        return resident()

    return work


def resident() -> int:
    """Count the bytes that this process has in memory."""
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(sys.platform != "linux", reason="Only glibc gives memory back when asked to.")
def test_memory_that_a_job_took_is_given_back() -> None:
    worker = Standby(Limits(60.0), open_keeper)
    first, most = worker.ask("tell"), worker.ask("take")
    last = worker.ask("tell")
    worker.close()
    assert most - first > 40 * 2**20
    assert last - first < (most - first) / 4
