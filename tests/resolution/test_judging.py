"""How likely two records are one paper is learned from pairs that people have read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import ANA, BO, OTHER, at

from kg.model import Identifier, Paper
from kg.resolution import resolve_papers
from kg.resolution.comparing import compare, relate
from kg.resolution.judging import Facts, features, load_weights, probability
from kg.resolution.learning_papers import learn_papers
from kg.resolution.profiles import profile

OWLS = Paper(title="Owls of the far north hunt by hearing", authors=(ANA, BO), year="2019")
ALIKE = Facts(
    likeness="equal", few_words=False, shared=2, of=2, years="same year", texts="", agreeing=2, differing=0,
    stands="", one_venue=True, two_venues=False, other_works=False, one_preprint=False, kept_apart=False,
)  # fmt: skip


@pytest.mark.parametrize(
    "worse",
    [
        {"shared": 0},
        {"years": "2 years apart"},
        {"agreeing": 0, "differing": 2},
        {"other_works": True},
        {"kept_apart": True},
        {"likeness": "loose"},
        {"one_venue": False, "two_venues": True},
    ],
    ids=" ".join,
)
def test_what_speaks_against_makes_it_less_likely(worse: dict[str, object]) -> None:
    assert probability(replace(ALIKE, **worse)) < probability(ALIKE)  # type: ignore[arg-type]


def test_candidates_are_as_likely_as_what_they_say() -> None:
    def score(other: Paper) -> float:
        doi = Identifier("doi", "10.1000/owls.1")
        papers = (replace(OWLS, identifiers=(doi,)), other)
        found = resolve_papers([at(each, OTHER, n) for n, each in enumerate(papers, 1)])
        (candidate,) = (c for each in found for c in each.candidates)
        return candidate.score

    bare = score(replace(OWLS, authors=(), year=None))
    other = score(replace(OWLS, identifiers=(Identifier("doi", "10.1000/mice.1"),), year="2018"))
    assert 0 < other < bare < 1


numbers = st.integers(0, 3)


@given(st.builds(Facts, shared=numbers, of=numbers, agreeing=numbers, differing=numbers))
def test_every_pair_has_a_probability_and_a_feature_of_each_kind(facts: Facts) -> None:
    assert 0 < probability(facts) < 1
    assert {f"{facts.likeness} title", "always"} <= features(facts).keys()


def test_features_are_those_that_were_learned() -> None:
    names = {
        name
        for years in ("same year", "1 years apart", "other year", "no year to compare")
        for texts in ("", "same abstract", "other abstract")
        for likeness in ("equal", "slip", "subtitle", "loose")
        for name in features(replace(ALIKE, years=years, texts=texts, likeness=likeness))
    }
    assert names == load_weights().keys()


def test_learn_papers_follows_the_verdicts_and_leaves_out_what_an_identifier_says() -> None:
    later = replace(OWLS, year="2020")
    told = [(OWLS, OWLS, True)] * 20 + [(OWLS, later, False)] * 20
    weights = learn_papers(told, {})
    one, same, other = (relate(profile(OWLS), profile(x), {}) for x in (OWLS, OWLS, later))
    assert one and same and other
    assert probability(same, weights) > 0.8
    assert probability(other, weights) < 0.2
    doi = (Identifier("doi", "10.1000/owls.1"),)
    known = (replace(OWLS, identifiers=doi), replace(later, identifiers=doi), True)
    assert learn_papers([*told, known], {}) == weights


def test_what_is_compared_does_not_depend_on_which_comes_first() -> None:
    one, other = profile(OWLS), profile(replace(OWLS, authors=(BO,), year="2020"))
    assert compare(one, other, {}) == compare(other, one, {})
