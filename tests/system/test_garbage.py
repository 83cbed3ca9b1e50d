"""Garbage in cycles is looked for seldom while records are worked on, and as before afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from kg.system.garbage import SELDOM, seldom_collected
from kg.system.parallel import Workers, call


@pytest.fixture(autouse=True)
def often() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def looks() -> int:
    return sum(each["collections"] for each in gc.get_stats())


def made(count: int) -> int:
    """Make objects, and count the looks meanwhile."""
    before, kept = looks(), [[n] for n in range(count)]
    return looks() - before if kept else 0


def test_many_objects_are_made_without_a_look() -> None:
    assert made(SELDOM // 2) > 10
    gc.collect()
    with Workers(1) as workers:
        assert sum(workers.map(made, [SELDOM // 4, SELDOM // 4])) <= 1
    assert made(SELDOM // 2) > 10


def test_another_process_looks_as_seldom() -> None:
    gc.collect()
    assert call((made, SELDOM // 2)) <= 1


def test_an_error_leaves_it_as_it_was() -> None:
    with pytest.raises(ValueError), seldom_collected():
        raise ValueError
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("first", [0, 3 * SELDOM])
def test_who_wants_fewer_looks_has_them(first: int) -> None:
    gc.set_threshold(first, 10, 10)
    with seldom_collected():
        assert gc.get_threshold() == (first, 10, 10)
