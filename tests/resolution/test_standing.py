"""Volume, issue and pages tell issues of a journal apart, and printings of a paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import LIST, OTHER, at

from kg.model import Agent, Details, Paper, Source
from kg.resolution import resolve_papers

ADA = Agent("Ada Owl", "Owl, Ada", family="Owl", given="Ada")
BEA = Agent("Bea Rook", "Rook, Bea", family="Rook", given="Bea")
TITLES = ("Editorial comments", "The Owl Chest", "Production notes", "Calendar", "Letters",
          "Report of the annual meeting of owls", "Minutes of the owl committee on night flight",
          "Abstracts of Current Literature", "Owls at large: news and reports of the season")  # fmt: skip
ENTRIES = st.sets(st.tuples(st.integers(1, 5), st.integers(1, 4)), min_size=2, max_size=12)
"""Volumes and their issues."""


def issues(
    entries: set[tuple[int, int]], title: str, authors: tuple[Agent, ...], source: Source
) -> list[Paper]:
    """Write a column as it stands in the issues of a journal, one volume a year."""
    said = Paper(title=title, authors=authors, venue="Owl Letters", kind="JournalArticle")
    return [
        at(
            replace(
                said, year=str(1990 + volume), details=Details(
                    volume=str(volume), issue=str(issue),
                    pages=f"{100 * issue + volume}-{100 * issue + 9}",
                ),
            ),
            source, n,
        )
        for n, (volume, issue) in enumerate(sorted(entries), 1)
    ]  # fmt: skip


@given(ENTRIES, st.sampled_from(TITLES), st.sampled_from([(), (ADA,), (ADA, BEA)]))
def test_resolve_papers_keeps_the_issues_of_a_column_apart(
    entries: set[tuple[int, int]], title: str, authors: tuple[Agent, ...]
) -> None:
    papers = issues(entries, title, authors, OTHER)
    assert len(resolve_papers(papers)) == len(papers)


@given(ENTRIES, st.sampled_from(TITLES), st.sampled_from([(), (ADA,), (ADA, BEA)]))
def test_resolve_papers_joins_the_issues_of_a_column_in_two_lists(
    entries: set[tuple[int, int]], title: str, authors: tuple[Agent, ...]
) -> None:
    one = issues(entries, title, authors, OTHER)
    other = [
        replace(each, url="https://owls.example/") for each in issues(entries, title, authors, LIST)
    ]
    resolved = resolve_papers([*one, *other])
    assert len(resolved) == len(one)
    assert all(len({each.index for each in paper.paper.records}) == 1 for paper in resolved)


TOLD = Paper(
    title="Hunting mice by night in deep snow", authors=(ADA, BEA), year="2001", venue="Owl Letters",
    details=Details(volume="12", issue="3", pages="120-130"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("other", "papers"),
    [
        ({"pages": "121-130"}, 1),  # a slip
        ({"issue": "4"}, 1),
        ({"issue": "4", "pages": "320-330"}, 2),  # in two parts
        ({"venue": "Journal of Birds", "volume": "60", "pages": "9-12", "year": "2002"}, 2),
        ({"venue": "Owl Lett.", "pages": "120"}, 1),
        ({"volume": None, "issue": None, "pages": None}, 1),
        ({"volume": "13", "year": "2002", "pages": None}, 2),
        ({"venue": "arXiv", "volume": None, "issue": None, "pages": "1-10"}, 1),
    ],
)
def test_resolve_papers_weighs_where_a_paper_stands(other: dict[str, str], papers: int) -> None:
    where = {key: text for key, text in other.items() if key not in ("venue", "year")}
    of_paper = {key: text for key, text in other.items() if key not in where}
    second = replace(TOLD, **of_paper, details=replace(TOLD.details, **where))  # type: ignore[arg-type]
    pair = [at(TOLD, OTHER, 1), at(second, LIST, 1)]
    resolved = resolve_papers(pair)
    assert len(resolved) == papers
    if papers == 2:
        (candidate,) = (c for each in resolved for c in each.candidates)
        assert "other" in candidate.evidence


def test_resolve_papers_never_joins_by_title_alone_without_authors() -> None:
    bare = Paper(title="Hunting mice by night in deep snow", year="2001", venue="Owl Letters")
    pair = [
        at(replace(bare, details=Details(pages=pages, volume="1")), source, 1)
        for source, pages in ((OTHER, "1-9"), (LIST, "20-29"))
    ]
    assert len(resolve_papers(pair)) == 2
