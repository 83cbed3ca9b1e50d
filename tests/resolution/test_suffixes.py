"""`Jr.` and the like tell father from son, and are left out as often as not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from papers import OTHER, at

from kg.model import Agent, Paper
from kg.resolution import Resolved, find_namesakes, resolve_people
from kg.sources.fields.names import parse_name


def papers(*names: str) -> Sequence[Resolved]:
    agents: list[Agent] = [parse_name(name) for name in names]
    return [
        Resolved(f"title-{n}", at(Paper(title=f"T{n}", authors=(agent,)), OTHER, n))
        for n, agent in enumerate(agents, 1)
    ]


def keys(resolved: Sequence[Resolved]) -> list[str | None]:
    return [each.paper.authors[0].key for each in resolved]


@pytest.mark.parametrize("suffix", ["Jr.", "III", "2nd", "IV"])
def test_a_rare_name_without_its_suffix_is_the_same_person(suffix: str) -> None:
    one, other = keys(resolve_people(papers("Dvorska, Karol J.", f"Dvorska, {suffix}, Karol J.")))
    assert one == other


def test_two_suffixes_are_two_people_and_no_candidates() -> None:
    resolved = resolve_people(papers("Dvorska, Jr., Karol", "Dvorska, III, Karol"))
    assert len({*keys(resolved)}) == 2
    assert not find_namesakes(resolved, least=0.0).candidates


def test_a_frequent_name_without_its_suffix_is_a_candidate_that_says_so() -> None:
    resolved = resolve_people(papers("Smith, John", "Smith, Jr., John"))
    (candidate,) = find_namesakes(resolved, least=0.0).candidates
    assert candidate.evidence == "without the suffix"
    assert candidate.score < 0.5
