"""One letter makes a slip of a long word, and may make another paper of a short title."""

from __future__ import annotations

import pytest

from kg.resolution.titles import Likeness, relate_titles


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("bats in barns", "cats in barns", "loose"),
        ("crystal structure of lamp gaba", "crystal structure of lamp gabb", "loose"),
        ("response to smith", "response to smyth", "loose"),
        ("owls at nihgt", "owls at night", "slip"),
        ("lamps at nigth", "lamps at night", "slip"),
        ("deep lerning", "deep learning", "slip"),
        ("owls that read by light in deep winter woods", "owls that reed by light in deep winter woods", "slip"),
    ],
)  # fmt: skip
def test_a_letter_changed_in_a_short_word_of_a_short_title_is_no_slip(
    one: str, other: str, likeness: Likeness
) -> None:
    assert relate_titles(one.split(), other.split(), {}) == likeness
