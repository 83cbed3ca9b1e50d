"""Lists and names say what they have, and nothing that a reader must guess at."""

from __future__ import annotations

from dataclasses import replace

from papers import FULL
from site_graphs import owls, store_of
from site_pages import files, pages

from kg.model import Agent, Paper
from kg.site import Site


def _texts(*papers: Paper) -> dict[str, str]:
    return {name: page.text for name, page in pages(files(Site(store_of(*papers)))).items()}


def _paper(title: str, year: str | None = None, *authors: Agent) -> Paper:
    return replace(FULL, title=title, year=year, date=None, identifiers=(), authors=authors)


def test_a_list_says_which_papers_have_no_year_and_nothing_where_none_has_one() -> None:
    mixed = _texts(_paper("Owls by day", "2001"), _paper("Owls at night"))["paper/index.html"]
    assert mixed.count("2001") == mixed.count("no year") == 1
    assert "no year" not in _texts(_paper("Owls at night"))["paper/index.html"]


def test_no_page_has_a_dash_alone_for_what_is_not_known() -> None:
    for name, page in pages(files(Site(owls()))).items():
        assert "–" not in page.text.split(), name


def test_names_are_shown_as_printed_where_that_is_more_than_their_words_turned_round() -> None:
    turned, short = Agent("Ana López", "López, Ana"), Agent("Bo Lee", "Lee, B.")
    read = _texts(_paper("Owls by day", "2001", turned, short))
    paper = next(
        text
        for name, text in read.items()
        if name.startswith("paper/") and "Owls by day" in text and "Abstract" in text
    )
    assert "printed Lee, B." in " ".join(paper.split()) and "printed López" not in paper
    assert not [
        name
        for name, text in read.items()
        if name.startswith("person/ana") and "Printed as" in text
    ]
    assert [
        name for name, text in read.items() if name.startswith("person/bo") and "Lee, B." in text
    ]


def test_papers_are_called_the_newest_where_a_year_is_known() -> None:
    assert "Newest papers" in _texts(_paper("Owls by day", "2001"))["index.html"]
    assert "Newest papers" not in _texts(_paper("Owls at night"))["index.html"]


def test_what_a_paper_is_stands_in_words_and_its_addresses_under_one_name() -> None:
    told = " ".join(_texts(FULL)["paper/arxiv-1901.00001.html"].split())
    assert "Kind Conference paper" in told
    assert "Address https://example.org/owl.pdf https://arxiv.org/abs/1901.00001 https://" in told
