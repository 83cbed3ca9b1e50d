"""Columns that come back issue by issue are no one paper, whatever else is equal."""

from __future__ import annotations

import pytest
from papers import LIST, OTHER, at

from kg.model import Agent, Paper
from kg.resolution import resolve_papers

ADA = Agent("Ada Owl", "Owl, Ada", family="Owl", given="Ada")
COLUMNS = ("Editorial", "Editorial comments", "Abstracts of Current Literature", "Preface",
           "Introduction", "Site Report", "Front Matter", "Letters to the Editor")  # fmt: skip


@pytest.mark.parametrize("title", COLUMNS)
@pytest.mark.parametrize("authors", [(), (ADA,)])
@pytest.mark.parametrize("years", [("1999", "1999"), ("1999", "2000"), (None, None)])
def test_resolve_papers_never_joins_entries_of_a_column_in_one_list(
    title: str, authors: tuple[Agent, ...], years: tuple[str | None, str | None]
) -> None:
    papers = [
        at(Paper(title=title, authors=authors, year=year, venue="Owl Letters"), OTHER, n)
        for n, year in enumerate(years, 1)
    ]
    resolved = resolve_papers(papers)
    assert len({each.key for each in resolved}) == 2


def test_resolve_papers_finds_a_column_by_its_years() -> None:
    papers = [
        at(Paper(title="The Owl Chest", authors=(ADA,), year=year, venue="Owl Letters"), OTHER, n)
        for n, year in enumerate(("1997", "1998", "1999", "1999"), 1)
    ]
    assert len(resolve_papers(papers)) == 4


def test_resolve_papers_joins_the_entries_of_two_lists_in_their_order() -> None:
    papers = [
        at(Paper(title="Editorial", authors=(ADA,), year="1999", venue="Owl Letters"), source, n)
        for source in (OTHER, LIST)
        for n in (1, 2)
    ]
    assert len(resolve_papers(papers)) == 2


def test_resolve_papers_wants_more_than_a_title_where_there_are_no_authors() -> None:
    title = "Playing chess with an owl at night"
    one, other = at(Paper(title=title, year="1999"), OTHER, 1), at(Paper(title=title), LIST, 1)
    assert len(resolve_papers([one, other])) == 2
    same = at(Paper(title=title, year="1999", venue="Owls"), LIST, 1)
    assert len(resolve_papers([one, same])) == 1
