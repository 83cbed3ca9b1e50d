"""What someone may have meant."""

from __future__ import annotations

import ast

import pytest
from folders import ROOT
from hypothesis import given
from hypothesis import strategies as st

from kg.suggest import alike, closest, did_you_mean

WORDS = ["barn owl", "Tawny Owl", "éagle owl", "snow bunting"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("tawny owl", ["Tawny Owl"]),
        ("EAGLE-OWL", ["éagle owl"]),
        ("bran owl", ["barn owl"]),
        ("penguin!", []),
        ("", []),
    ],
)
def test_closest_finds_what_looks_alike(word: str, expected: list[str]) -> None:
    assert closest(word, WORDS) == expected


@given(st.sampled_from(WORDS), st.permutations(WORDS))
def test_closest_finds_a_known_word_first_whatever_the_order(word: str, known: list[str]) -> None:
    assert closest(word, known, 3)[0] == word
    assert closest(word, known, 3) == closest(word, WORDS, 3)


@given(st.text(), st.text())
def test_alike_is_symmetric_and_within_bounds(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other) <= 1 == alike(one, one)


def test_did_you_mean_asks_only_where_there_is_something() -> None:
    assert did_you_mean(iter(["a", "b"])) == "did you mean a, b?"
    assert did_you_mean([]) == ""


def test_nothing_else_guesses_at_words() -> None:
    home = ROOT / "kg" / "suggest.py"
    for path in (ROOT / "kg").rglob("*.py"):
        strings = [
            node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]  # fmt: skip
        asks = any(text.startswith(("did you mean", "; did you mean")) for text in strings)
        assert path == home or not asks, path
        assert "difflib" not in path.read_text(encoding="utf-8")
