"""What is left out before records are compared are pairs that comparing would find to be two papers."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Agent, Paper
from kg.resolution.alike import alike_by_letters
from kg.resolution.comparing import compare
from kg.resolution.profiles import count_words, profile

_WORDS = (
    "owls",
    "owl",
    "night",
    "nigth",
    "two",
    "2",
    "at",
    "part",
    "deep",
    "de",
    "ep",
    "survey",
    "editorial",
)
_MARKS = (" ", ": ", "", " - ", ". ")


@st.composite
def titles(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=0, max_size=7))
    return "".join(word + draw(st.sampled_from(_MARKS)) for word in words)


@given(st.lists(titles(), min_size=2, max_size=6))
def test_no_pair_is_left_out_that_comparing_finds_alike(given_titles: list[str]) -> None:
    author = Agent("Ada Erell", "Ada Erell", family="Erell", given="Ada")
    abstract = "Owls hunt at night, " * 8
    profiles = [
        profile(Paper(title=each, year="2001", authors=(author,), abstract=abstract))
        for each in given_titles
    ]
    known = count_words(profiles)
    pairs = list(combinations(range(len(profiles)), 2))
    found = {(n, m) for n, m in pairs if compare(profiles[n], profiles[m], known)}
    assert found <= {*alike_by_letters(profiles, pairs)}


def test_pairs_of_other_titles_are_left_out_and_the_rest_keeps_its_order() -> None:
    said = ("Owls at night", "Deep learning", "Two owls: a survey", "2 owls", "Owlsat night")
    profiles = [profile(Paper(title=each)) for each in said]
    pairs = list(combinations(range(len(said)), 2))
    assert list(alike_by_letters(profiles, pairs)) == [(0, 4), (2, 3)]
