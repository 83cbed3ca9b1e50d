"""Tables of contents, of proceedings and of issues, tell the volume once, above their papers."""

from __future__ import annotations

from pathlib import Path

from reading_lists import items_in, papers_of

from kg.model import Skipped
from kg.sources.free.sections import section_of

CEUR = """\
<html><head><title>CEUR-WS.org/Vol-9999 - Owls 2021</title></head><body><h1><span class="CEURVOLACRONYM">OwlWS 2021</span></h1>
<h3><span class="CEURFULLTITLE">Proceedings of the 3rd International Workshop on Owls (OwlWS 2021)</span><br>co-located with OwlConf</h3>
<h3><span class="CEURLOCTIME">Oslo, Norway, June 6-10, 2021</span></h3><div class="CEURTOC"><h2>Table of Contents</h2>
<h3><span class="CEURSESSION">Session 1: Graphs</span></h3><ul>
<li id="paper1"><a href="paper1.pdf"><span class="CEURTITLE">Linked Nests: A Graph of Owl Sites</span></a> <span class="CEURPAGES">1-12</span> <br>
<span class="CEURAUTHOR">Cy Lim</span>, <span class="CEURAUTHOR">Bo Chen</span></li>
<li id="paper2"><a href="paper2.pdf"><span class="CEURTITLE">Querying Owls</span></a> <span class="CEURPAGES">13-24</span> <br>
<span class="CEURAUTHOR">Eva Moe</span></li></ul></div>
<hr>2021-07-01: submitted by Ana Lopez, metadata published under Creative Commons CC0</body></html>
"""


def article(number: int, title: str, authors: str, pages: str) -> str:
    return (
        f'<li><div class="obj_article_summary"><h3 class="title"><a href="https://owls.example/article/view/{number}">{title}</a></h3>'
        f'<div class="meta"><div class="authors">{authors}</div><div class="pages">{pages}</div></div>'
        f'<ul class="galleys_links"><li><a class="obj_galley_link pdf" href="https://owls.example/article/view/{number}/9">PDF (Español)</a></li></ul></div></li>'
    )


OJS = (
    "<html><head><title>Vol. 5 Núm. 2 (2020): Owls and Ethics | Journal of Owl Studies</title></head><body><h1>Vol. 5 Núm. 2 (2020): Owls and Ethics</h1>"
    '<div class="section"><h2>Articles</h2><ul>'
    + article(
        1, 'Owls at Night<span class="subtitle">A Review</span>', "Ana Lopez, Bo Chen", "1-20"
    )
    + article(2, "La lechuza en la ciudad", "María García", "21-44")
    + '</ul></div><div class="section"><h2>Book Reviews</h2><ul>'
    + article(3, "The Silence of Wings", "Cy Lim", "45-47")
    + "</ul></div></body></html>"
)


def test_proceedings_are_the_venue_of_their_papers(tmp_path: Path) -> None:
    venue = "Proceedings of the 3rd International Workshop on Owls (OwlWS 2021)"
    found = papers_of(items_in(tmp_path, "a.html", CEUR))
    assert [(each.title, each.venue, each.details.pages) for each in found] == [
        ("Linked Nests: A Graph of Owl Sites", venue, "1-12"),
        ("Querying Owls", venue, "13-24"),
    ]
    assert {each.kind for each in found} == {"WorkshopPaper"}


def test_an_issue_of_open_journal_systems_is_read(tmp_path: Path) -> None:
    items = items_in(tmp_path, "a.html", OJS)
    night, city = papers_of(items)
    assert (night.title, [each.name for each in night.authors]) == (
        "Owls at Night: A Review",
        ["Ana Lopez", "Bo Chen"],
    )
    assert (night.venue, night.details.volume, night.details.issue, night.details.pages) == (
        "Journal of Owl Studies",
        "5",
        "2",
        "1-20",
    )
    assert (city.venue, city.url) == (
        "Journal of Owl Studies",
        "https://owls.example/article/view/2",
    )
    assert [each.kind for each in items if isinstance(each, Skipped)] == ["book review"]


def test_the_name_of_a_journal_is_no_heading_of_what_its_words_say() -> None:
    section = section_of("Journal of Owl Education")
    assert section is not None
    assert section.published
    assert not section.other
