"""Lines packed in streams one after the other."""

from __future__ import annotations

import io
from itertools import chain
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.system.streams import pack, unpack

LINES = st.lists(st.text(alphabet="owl ", max_size=40).map(str.encode))


@given(st.lists(LINES, max_size=4))
def test_lines_come_back_and_each_stream_can_be_copied(parts: list[list[bytes]]) -> None:
    with patch("kg.system.streams._LINES", 2):
        packed = b"".join(chain.from_iterable(map(pack, parts)))
    found = list(unpack(io.BytesIO(packed)))
    assert [line for each in found for line in each.lines] == [*chain.from_iterable(parts)]
    assert b"".join(packed[each.start : each.end] for each in found) == packed
    for each in found:
        [alone] = unpack(io.BytesIO(packed[each.start : each.end]))
        assert alone.lines == each.lines


@pytest.mark.parametrize("left", [1, 20, -1])
def test_a_stream_that_was_cut_or_is_none_is_told(left: int) -> None:
    packed = b"".join(pack([b"barn", b"owl"]))
    with pytest.raises((EOFError, OSError)):
        list(unpack(io.BytesIO(packed[:left])))
    with pytest.raises(OSError, match=r"[Ii]nvalid"):
        list(unpack(io.BytesIO(packed + b"barn owl")))
