"""What is sorted is parted so that most parts stay what they were when something comes anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline.parts import parts

KEYS = st.lists(st.text("owlbarn", min_size=1), min_size=1, unique=True).map(sorted)


@given(KEYS, st.integers(1, 5))
def test_parts_hold_all_in_order_and_none_is_too_large(keys: list[str], size: int) -> None:
    found = list(parts(keys, str, size))
    assert [key for part in found for key in part] == keys
    assert all(1 <= len(part) <= 2 * size for part in found)


@given(KEYS, st.text("owlbarn", min_size=1))
def test_what_comes_anew_changes_its_own_part_alone(keys: list[str], new: str) -> None:
    size = len(keys) + 1  # So that none is cut for being too large.
    before = {tuple(part) for part in parts([key for key in keys if key != new], str, size)}
    after = {tuple(part) for part in parts(sorted({*keys, new}), str, size)}
    assert len(before - after) <= 1
    assert len(after - before) <= 2


def test_parts_are_of_the_size_asked_for_on_average() -> None:
    found = list(parts([f"title-{n:05}" for n in range(20_000)], str, 200))
    assert 75 < len(found) < 135
