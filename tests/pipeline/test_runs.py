"""Runs of blocks: joined, taken apart, and told where they lie among others."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.runs import Block, Run, counted, overlapping, runs_of

WORDS = st.text(alphabet="äb .\n", max_size=6)
SUBJECTS = st.lists(st.integers(0, 99), unique=True, min_size=1).map(sorted)


@given(SUBJECTS, st.data())
def test_blocks_come_back_from_their_runs(numbers: list[int], data: st.DataObject) -> None:
    blocks = [
        Block(f"<x:{n:02}>", "kg.ttl", data.draw(st.booleans()), data.draw(WORDS), f"1 p|{n % 3}")
        for n in numbers
    ]
    runs = list(runs_of(blocks, lambda each: "" if each.is_thing else "own"))
    assert [block for run in runs for block in run.blocks()] == blocks
    assert [run.size for run in runs if run.is_thing] == [1 for each in blocks if each.is_thing]
    kinds: Counter[str] = Counter()
    for run in runs:
        kinds.update(dict(counted(run.kinds)))
    assert kinds == Counter(each.kinds for each in blocks)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6))))
def test_runs_that_lie_among_each_other_come_together(spans: list[tuple[int, int]]) -> None:
    runs = sorted(
        Run(f"{first:02}", f"{first + more:02}", "", False, "", "", "") for first, more in spans
    )
    found = list(overlapping(runs))
    assert [run for some in found for run in some] == runs
    for before, after in pairwise(found):
        assert max(run.last for run in before) < after[0].first
    for some in found:
        for at in range(1, len(some)):
            assert some[at].first <= max(run.last for run in some[:at])
