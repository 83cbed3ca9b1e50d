"""Work that is shared: results in order, whatever the jobs; and what is sorted outside memory."""

from __future__ import annotations

import operator
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


def test_few_records_are_worked_on_in_this_process_unless_asked_otherwise() -> None:
    assert choose_jobs(None, 3) == 1
    assert choose_jobs(3, 3) == 3


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(-(2**63), 2**63 - 1))))
def test_external_sort_gives_what_sorting_gives(items: list[tuple[str, int]]) -> None:
    sorting: ExternalSort[tuple[str, int]] = ExternalSort(columns=2)
    for some in portions(items, 4):
        sorting.add(some)
    assert list(sorting.merged()) == sorted(items)
