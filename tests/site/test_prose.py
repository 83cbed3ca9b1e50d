"""Texts are parted at their marks: nothing is lost, and each mark begins somewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.site.prose import Piece, part_text


def test_a_mark_goes_on_around_what_lies_in_it() -> None:
    pieces = list(
        part_text("MuJoCo Ant tasks", [(0, 16, "tasks"), (7, 10, "ant"), (0, 6, "mujoco")])
    )
    assert pieces == [
        Piece("MuJoCo", "mujoco", True), Piece(" ", "tasks", True), Piece("Ant", "ant", True),
        Piece(" tasks", "tasks"),
    ]  # fmt: skip


TEXT = "owls hunt at night"
SPANS = st.tuples(st.integers(-2, len(TEXT) + 2), st.integers(-2, len(TEXT) + 2))


@given(st.lists(SPANS, max_size=8))
def test_pieces_make_up_the_text_and_are_of_the_shortest_mark(spans: list[tuple[int, int]]) -> None:
    marks = [(start, end, number) for number, (start, end) in enumerate(spans)]
    valid = [each for each in marks if 0 <= each[0] < each[1] <= len(TEXT)]
    pieces = list(part_text(TEXT, marks))
    assert "".join(piece.text for piece in pieces) == TEXT
    at = 0
    begun: list[int] = []
    for piece in pieces:
        for place in range(at, at + len(piece.text)):
            around = [end - start for start, end, _ in valid if start <= place < end]
            if piece.mark is None:
                assert not around
            else:
                start, end = spans[piece.mark]
                assert start <= place < end and end - start == min(around)
        at += len(piece.text)
        if piece.mark is not None and piece.begins:
            begun.append(piece.mark)
    assert sorted(begun) == sorted({piece.mark for piece in pieces if piece.mark is not None})
