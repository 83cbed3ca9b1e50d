"""Work that is shared: results in order, whatever the jobs; and what is sorted outside memory."""

from __future__ import annotations

import operator
import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ServiceError
from kg.system.parallel import Workers, choose_jobs, portions
from kg.system.sorting import ExternalSort


@pytest.mark.parametrize("jobs", [1, 2])
def test_map_gives_results_in_order(jobs: int) -> None:
    with Workers(jobs) as workers:
        for number in (1, 2):  # The same processes serve again.
            doubled = workers.map(partial(operator.mul, number), range(50))
            assert list(doubled) == [number * each for each in range(50)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_in_the_work_reaches_the_caller(jobs: int) -> None:
    with Workers(jobs) as workers, pytest.raises(ServiceError, match="no such place: 0"):
        list(workers.map(_refuse_zero, [1, 0]))


def _refuse_zero(place: int) -> int:
    if not place:
        raise ServiceError("no such place", value=place)
    return place


def test_processes_end_at_once_although_they_have_long_answers_to_give() -> None:
    """Nobody takes these answers any more: what a process was writing is never read to its end."""
    with pytest.raises(KeyboardInterrupt), Workers(2) as workers:
        answers = workers.map(bytes, [100_000_000] * 9)
        assert len(next(answers)) == 100_000_000
        raise KeyboardInterrupt


def test_works_that_take_turns_share_the_processes() -> None:
    with Workers(2) as workers:
        first, second = (workers.map(operator.neg, range(30)) for _ in range(2))
        assert list(zip(first, second, strict=True)) == [(-n, -n) for n in range(30)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_values_gathered_ahead_come_in_order(jobs: int) -> None:
    with Workers(jobs) as workers:
        ahead = workers.ahead(workers.map(operator.neg, range(40), urgent=False))
        assert list(workers.map(operator.neg, range(20))) == [-n for n in range(20)]
        assert list(ahead) == [-n for n in range(40)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_what_is_gathered_ahead_comes_where_it_is_asked_for(jobs: int) -> None:
    with Workers(jobs) as workers:
        ahead = workers.ahead(workers.map(_refuse_zero, [2, 0], urgent=False))
        assert list(workers.map(operator.neg, range(3))) == [0, -1, -2]
        assert next(ahead) == 2
        with pytest.raises(ServiceError, match="no such place: 0"):
            next(ahead)


def test_what_is_gathered_ahead_is_begun_before_anybody_asks() -> None:
    begun = threading.Event()

    def values() -> Iterator[str]:
        begun.set()
        yield "owl"

    with Workers(2) as workers:
        ahead = workers.ahead(values())
        assert begun.wait(60)
        assert list(ahead) == ["owl"]


class _Noting:
    """The only hand, which asks for work that is urgent while it is at work that is not."""

    def __init__(self) -> None:
        self.came: list[int] = []
        self.begun, self.may_go_on = threading.Event(), threading.Event()

    def ask(self, job: object) -> int:
        assert isinstance(job, tuple)
        self.came.append(job[1])
        self.begun.set()
        assert self.may_go_on.wait(60)
        return int(job[1])

    def close(self) -> None:
        self.may_go_on.set()


def test_who_is_urgent_is_served_before_those_who_waited_longer() -> None:
    hand = _Noting()
    with Workers(1, lambda: hand) as workers:
        ahead = workers.ahead(workers.map(abs, range(100, 110), urgent=False))
        assert hand.begun.wait(60)
        urgent = workers.ahead(workers.map(abs, range(3)))
        while not workers._free.urgent:
            time.sleep(0.001)
        hand.may_go_on.set()
        assert list(urgent) == [0, 1, 2]
        assert list(ahead) == [*range(100, 110)]
    assert hand.came[:2] == [100, 0]


def test_a_block_that_fails_waits_for_nothing_that_was_begun() -> None:
    with pytest.raises(KeyboardInterrupt), Workers(2) as workers:
        workers.ahead(workers.map(time.sleep, [0.2] * 10_000, urgent=False))
        raise KeyboardInterrupt


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_work_beside_is_done_when_it_has_been_waited_for(jobs: int) -> None:
    done: list[str] = []
    with Workers(jobs) as workers:
        workers.beside(lambda: done.append("owl"))()
    assert done == ["owl"]


def test_few_records_are_worked_on_in_this_process_unless_asked_otherwise() -> None:
    assert choose_jobs(None, 3) == 1
    assert choose_jobs(3, 3) == 3


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(-(2**63), 2**63 - 1))))
def test_external_sort_gives_what_sorting_gives(items: list[tuple[str, int]]) -> None:
    sorting: ExternalSort[tuple[str, int]] = ExternalSort(columns=2)
    for some in portions(items, 4):
        sorting.add(some)
    assert list(sorting.merged()) == sorted(items)
