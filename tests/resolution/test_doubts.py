"""What a reader finds to be one paper, or two, although titles, venues and identifiers differ a little."""

from __future__ import annotations

from dataclasses import replace

import pytest
from papers import LIST, OTHER, at

from kg.model import Agent, Details, Identifier, Paper
from kg.resolution import resolve_papers

ADA = Agent("Ada Owl", "Owl, Ada", family="Owl", given="Ada")
BEA = Agent("Bea Rook", "Rook, Bea", family="Rook", given="Bea")
OWLS = Paper(
    title="Mixtures of nightly owl analyzers in snow", authors=(ADA, BEA), year="2001",
    venue="Owl Letters", kind="JournalArticle", details=Details(volume="33", pages="717-724"),
)  # fmt: skip


def count(one: Paper, other: Paper) -> int:
    return len(resolve_papers([at(one, LIST, 1), at(other, OTHER, 2)]))


@pytest.mark.parametrize(
    "title",
    [
        "Erratum for mixtures of nightly owl analyzers in snow",
        "Correction: mixtures of nightly owl analyzers in snow",
    ],
)
def test_a_correction_that_cites_its_paper_is_the_one_that_says_so(title: str) -> None:
    shared = (Identifier("doi", "10.1000/2"),)
    cites = replace(OWLS, title=f"{OWLS.title} (vol 33, pg 717, 2001)", identifiers=shared)
    says = replace(OWLS, title=title, identifiers=shared, authors=())
    assert count(cites, says) == 1
    assert count(cites, replace(OWLS, identifiers=shared)) == 2


def test_a_page_of_a_volume_makes_one_paper_of_titles_that_are_much_alike() -> None:
    others = [at(replace(OWLS, title=f"{word} of {n} birds", year="1990", authors=()), OTHER, n)
              for word in ("Analyzers", "Analysers") for n in range(10, 14)]  # fmt: skip
    here = at(OWLS, LIST, 1)
    there = at(replace(OWLS, title="Mixtures of nightly owl analysers in snow"), OTHER, 1)

    def papers(one: Paper, other: Paper) -> int:
        return len(resolve_papers([one, other, *others])) - len(others)

    assert papers(here, there) == 1
    assert papers(here, replace(there, details=Details(volume="33", pages="801"))) == 2
    assert papers(here, replace(there, authors=(Agent("Cy Wren", "Cy Wren"),))) == 2
    assert papers(here, replace(there, title="Mixtures of daily owl analysers in snow")) == 1


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("SLOWL", "SLOWL 2020 - Symposium on Owls, Ghent"),
        ("demonstration at OWLX", "demonstration at OWLX 2006, Charleston"),
    ],
)
def test_a_venue_by_its_first_words_is_the_same_for_a_title_of_few_words(
    short: str, long: str
) -> None:
    said = Paper(title="Owling Foxes", authors=(ADA, BEA), year="2006")
    assert count(replace(said, venue=short), replace(said, venue=long)) == 1
    assert count(replace(said, venue=short), replace(said, venue="Fox Days")) == 2
    column = replace(said, title="Editorial")
    assert count(replace(column, venue=short), replace(column, venue=long)) == 2


def test_a_subtitle_at_another_venue_a_year_later_is_another_paper() -> None:
    first = Paper(title="Names in finding aids of owls", authors=(ADA, BEA), year="2021",
                  venue="Owl Days")  # fmt: skip
    second = replace(first, title=f"{first.title}: next level", year="2022", venue="Fox Congress")
    assert count(first, second) == 2
    assert count(first, replace(second, venue="Owl Days")) == 1
    assert count(first, replace(second, year="2021")) == 1
    assert count(replace(first, venue="arXiv"), second) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "10.1597/1545-1569(1994)031<0364:owls>2.3.co;2",
            "10.1597/1545-1569_1994_031_0364_owls_2.3.co_2",
        ),
        ("10.1016/b978-155860700-2/50013-6", "10.1016/b978-155860700-2.50013-6"),
    ],
)
def test_a_doi_with_other_signs_does_not_speak_against_one_paper(one: str, other: str) -> None:
    here, there = (replace(OWLS, identifiers=(Identifier("doi", doi),)) for doi in (one, other))
    assert count(here, there) == 1
    assert count(here, replace(OWLS, identifiers=(Identifier("doi", f"{one}9"),))) == 2
    assert count(here, replace(there, title="Bats of the southern deserts at noon")) == 2
