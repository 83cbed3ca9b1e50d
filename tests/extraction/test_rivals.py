"""What is compared may be far before a name; what begins another thought parts them."""

from __future__ import annotations

import pytest

from kg.extraction.rivals import rival_signs


@pytest.mark.parametrize(
    ("before", "signs"),
    [
        ("We outperform the widely-used ", {"rival", "rival near"}),
        ("We compare our approach with A and other methods, including B, ", {"rival", "rival far"}),
        ("It is on par with ", {"rival", "rival near"}),
        ("It needs fewer samples than ", {"rival", "rival near"}),
        ("In contrast to ", {"rival", "rival near"}),
    ],
)
def test_what_the_paper_is_set_against_is_a_rival(before: str, signs: set[str]) -> None:
    assert set(rival_signs(before, " on games.")) == signs


@pytest.mark.parametrize(
    "before",
    [
        "We outperform others by using ",
        "We outperform others. It builds on ",
        "It compares lamps; ",
        "We train ",
    ],
)
def test_what_it_takes_to_win_is_none(before: str) -> None:
    assert not list(rival_signs(before, " on games."))


def test_what_a_name_fails_at_says_so() -> None:
    assert list(rival_signs("There ", " (A3C) often struggles with lamps.")) == ["fails"]
