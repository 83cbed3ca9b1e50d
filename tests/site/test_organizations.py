"""An organization and a grant have pages, with the papers that name them."""

from __future__ import annotations

from dataclasses import replace

from papers import FULL
from site_graphs import store_of
from site_pages import files, pages

from kg.site import Site


def test_an_organization_shows_its_papers_and_a_grant_those_it_paid_for() -> None:
    second = replace(
        FULL, title="Owls by day", identifiers=(), authors=FULL.authors[1:], mentions=()
    )
    read = pages(files(Site(store_of(FULL, second))))
    lab = read["org/ror-01xtthb56.html"]
    assert "Owl Lab" in lab.text and "of an author's affiliation" in lab.text
    assert str(FULL.title) in lab.text and "Owls by day" not in lab.text
    (fund,) = (page for name, page in read.items() if name.startswith("org/owl-fund-"))
    assert str(FULL.title) in fund.text and "Owls by day" in fund.text and "funder" in fund.text
    (grant,) = (page for name, page in read.items() if name.startswith("grant/a-17-"))
    assert "A-17" in grant.text and "Owl Fund" in grant.text and "Owls by day" in grant.text
    paper = next(
        page for name, page in read.items() if name.startswith("paper/") and "Funding" in page.text
    )
    assert "Owl Fund A-17" in paper.text


def test_an_organization_that_writes_papers_is_called_a_group_and_the_list_has_both() -> None:
    read = pages(files(Site(store_of(FULL))))
    kinds = {name: page.text for name, page in read.items() if name.startswith("org/")}
    listed = kinds.pop("org/index.html")
    assert "Organizations" in listed and "groups" not in listed.casefold()
    for name, text in kinds.items():
        is_group = "Worlds Team" in text.split(" · ")[0]
        assert (" group " in f" {' '.join(text.split())} ") == is_group, name
        assert is_group or " organization " in " ".join(text.split()), name
