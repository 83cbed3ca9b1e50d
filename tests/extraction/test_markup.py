r"""Names with markup in them are one word, and are called what a reader of the page sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.markup import plain_name
from kg.extraction.spelling import name_key
from kg.extraction.tokenizer import tokenize

NAMES = [
    ("RoboMuse$^2$", "RoboMuse^2"),
    (r"\textbf{T}idewater", "Tidewater"),
    (r"Night\textit{owl}", "Nightowl"),
    ("**G**ated", "Gated"),
    ("*G*ated", "Gated"),
    (r"{\bf G}ated", "Gated"),
    (r"M\&P400", "M&P400"),
]

BEGUN_BY_A_FORMULA = [
    (r"$\beta$-VAE", "β-VAE"),
    (r"$\lambda$Net", "λNet"),
    (r"$Q$-learning", "Q-learning"),
]


@pytest.mark.parametrize(("name", "plain"), NAMES)
@pytest.mark.parametrize("frame", ["{}", "We use {}.", "({}), and", "with {}: it"])
def test_a_name_with_markup_is_one_token_and_shown_plain(name: str, plain: str, frame: str) -> None:
    assert name in list(tokenize(frame.format(name)))
    assert plain_name(name) == plain


@pytest.mark.parametrize(("name", "plain"), BEGUN_BY_A_FORMULA)
def test_a_formula_that_begins_a_name_is_one_token_of_it(name: str, plain: str) -> None:
    formula = name[: name.rindex("$") + 1]
    assert list(tokenize(f"We use {name}."))[:5] == ["We", " ", "use", " ", formula]
    assert plain_name(name) == plain


@pytest.mark.parametrize(("name", "plain"), [*NAMES, *BEGUN_BY_A_FORMULA])
def test_markup_makes_no_other_name(name: str, plain: str) -> None:
    assert name_key(name) == name_key(plain)


@pytest.mark.parametrize("name", ["A*", "C++", "GPT-3.5", "TD(0)", "M&P400", "snake_case"])
def test_plain_names_stay_as_they_are(name: str) -> None:
    assert plain_name(name) == name


@pytest.mark.parametrize("text", ["$x$ and $y$", "costs $5 to $10", "**bold** words", "2*3*4"])
def test_formulas_prices_and_emphasis_join_no_words(text: str) -> None:
    words = [token for token in tokenize(text) if " " in token.strip()]
    assert words == []


@given(st.text(alphabet=r"aB1 -^2$*{}\&_"))
def test_no_character_is_lost_in_markup(text: str) -> None:
    assert "".join(tokenize(text)) == text
