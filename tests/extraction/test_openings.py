"""Patterns that are tried only where they can begin match as those that are searched for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.claims import SIGNS
from kg.extraction.openings import Openings, heads

PATTERNS = [pattern for _, pattern in SIGNS]
OPENINGS = Openings(PATTERNS)
WORDS = sorted({word for each in PATTERNS for word in re.findall(r"[A-Za-z]+", each.pattern)})
"""What stands in the patterns, most of it words that they match."""
BETWEEN = st.sampled_from((" ", "-", " 5% ", ". ", "", "s ", "ed ", " (", "_", "ſ", "é ", " 3.5 x"))


@given(st.lists(st.tuples(st.sampled_from(WORDS), BETWEEN), max_size=12), st.booleans())
def test_they_match_as_when_each_is_searched_for(parts: list[tuple[str, str]], up: bool) -> None:
    text = "".join(word + between for word, between in parts)
    text = text.upper() if up else text
    searched = {n for n, pattern in enumerate(PATTERNS) if pattern.search(text)}
    assert OPENINGS.found_in(text) == searched


def test_every_pattern_begins_at_a_word_and_says_how() -> None:
    for each in PATTERNS:
        assert each.pattern.startswith((r"\b", "^")), each.pattern
        assert "" not in set(heads(each.pattern)), each.pattern


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\bowls?", {"owl"}),
        (r"\bowlx*", {"owl"}),
        (r"\b(?:an? )?owl\b", {"a", "owl "}),
        (r"\b(?:the ){0,2}owl\b", {"the ", "owl "}),
        (r"\b(?:we|i) see", {"we ", "i "}),
        (r"\b(?:(?:barn|snowy) )?owl|^\d+", {"barn ", "snowy ", "owl", *"0123456789"}),
        (r"\b(?:a\)|b[|)]c|d)\b", {"a", "b", "d "}),
    ],
)
def test_heads_say_how_a_pattern_begins(pattern: str, expected: set[str]) -> None:
    assert set(heads(pattern)) == expected


def test_few_patterns_are_tried() -> None:
    text = "We study how owls hunt at night in the woods of the far north. " * 20
    assert sum(len(OPENINGS[word]) for word in text.split()) < len(text.split())


def test_what_was_asked_of_too_many_words_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.openings._MOST", 3)
    openings = Openings([re.compile(r"\bowl\b")])
    assert openings.found_in("one two three four owl five") == {0}
    assert len(openings) <= 3
