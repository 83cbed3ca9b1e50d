"""Values on disk are under their keys as they would be in a dictionary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.system.spool
from kg.system.shelf import Shelf

KEYS = st.sampled_from("abc")


@given(st.lists(st.tuples(KEYS, st.none() | st.text(max_size=3))))
def test_a_shelf_is_a_dictionary(changes: list[tuple[str, str | None]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kg.system.spool, "_FEW", 2)
        shelf: Shelf[str] = Shelf()
        same: dict[str, str] = {}
        for key, value in changes:
            for each in (shelf, same):
                if value is None:
                    each.pop(key, None)
                else:
                    each[key] = value
        assert dict(shelf) == same
        assert len(shelf) == len(same)
        assert [key in shelf for key in "abc"] == [key in same for key in "abc"]
