"""Tables of text fit a terminal by what it shows, and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width as shown_width

from kg.table import lay_out

TEXTS = st.text(st.sampled_from("ab é日本語タ한n\u0301"), max_size=60)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5), st.integers(20, 60))
def test_lay_out_fits_by_what_is_shown_and_keeps_each_character(
    rows: list[tuple[str, str]], width: int
) -> None:
    text = lay_out(rows, ("first", "second"), width)
    assert all(shown_width(line) <= width for line in text.split("\n"))
    written = "".join(first + second for first, second in rows)
    for char in set(written) - {" "}:
        assert text.count(char) == written.count(char) + "firstsecond".count(char)


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_lay_out_begins_the_second_column_where_the_first_one_ends(cells: list[str]) -> None:
    lines = lay_out([(cell.strip(), "|") for cell in cells], ("", "|")).split("\n")
    assert len({shown_width(line.partition("|")[0]) for line in lines}) == 1


@pytest.mark.parametrize(("cell", "shown"), [("日本", 4), ("n\u0301", 1), ("é", 1)])
def test_lay_out_counts_what_a_terminal_shows(cell: str, shown: int) -> None:
    lines = lay_out([(cell, "x"), ("abcdef", "x")], ("", "x")).split("\n")
    assert lines[1].endswith(" " * (8 - shown) + "x")
