"""Values on disk are what they were, in their order, and not in memory."""

from __future__ import annotations

import gc
import sqlite3
import tracemalloc
import weakref
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.system.spool
from kg.errors import InputError
from kg.system.spool import Chosen, Spool


@pytest.fixture(autouse=True, scope="module")
def few() -> Iterator[None]:
    """No more than three values are held in memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kg.system.spool, "_FEW", 3)
        yield


@given(st.lists(st.text(max_size=5), max_size=8), st.slices(8), st.data())
def test_a_spool_is_a_sequence(values: list[str], some: slice, data: st.DataObject) -> None:
    spool = Spool(values)
    assert [*spool] == values
    assert spool == values
    assert spool == Spool(values)
    assert spool != [*values, "owl"]
    assert spool[some] == values[some]
    assert len(spool) == len(values)
    for n in range(-len(values), len(values)):
        assert spool[n] == values[n]
    with pytest.raises(IndexError):
        spool[len(values)]
    order = data.draw(st.permutations(range(len(values))))
    chosen = Chosen(spool, np.array(order, np.int64))
    assert [*chosen] == [values[n] for n in order] == chosen[:]


def test_a_spool_that_nobody_has_is_gone_with_its_file() -> None:
    spool = Spool(str(n) for n in range(10))
    assert spool[9] == "9"  # What was read last is remembered.
    gone = weakref.ref(spool)
    gc.disable()
    try:
        del spool
        assert gone() is None
    finally:
        gc.enable()


def test_memory_does_not_grow_with_what_is_put_away() -> None:
    tracemalloc.start()
    spool = Spool(f"{n:0100}" for n in range(20_000))
    assert [each[-1] for each in spool[-3:]] == ["7", "8", "9"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 500_000  # Held in memory they take three million.


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def small(table: str) -> sqlite3.Connection:
        opened = sqlite3.connect("")
        opened.execute(table)
        opened.execute("PRAGMA max_page_count = 3")
        return opened

    monkeypatch.setattr(kg.system.spool, "open_database", small)
    with pytest.raises(InputError, match=r"temporary file: 'database or disk is full'.*make room"):
        Spool(["owl" * 10_000] * 4)
