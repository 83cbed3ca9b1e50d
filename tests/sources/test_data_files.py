"""What home pages keep in data files beside plain texts: links, Markdown, marks of authors, BibTeX."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Paper
from kg.sources import read


def paper_of(folder: Path, members: str) -> Paper:
    lines = "\n  ".join(members.strip().splitlines())
    (folder / "papers.yml").write_text(f"- {lines}\n", "utf-8")
    (paper,) = [each for each in read(folder / "papers.yml") if isinstance(each, Paper)]
    return paper


@pytest.mark.parametrize(
    "authors",
    [
        'authors: "**Ana Lopez***, <b>Bo Chen</b>, and Cy Lim#"',
        "authors:\n- Ana Lopez*\n- '[Bo Chen](https://chen.example)'\n- Cy Lim†",
        "authors: |\n  Ana Lopez<sup>1,\\*</sup>, Bo Chen<sup>2</sup>, Cy Lim<br>\n  \\* Co-first authors",
        "authors: |\n  Ana Lopez, Bo Chen\n  Cy Lim",
        "authors: Ana Lopez, Bo Chen, et al. & Cy Lim",
        "authors: Ana Lopez, Bo Chen…Cy Lim.",
    ],
)
def test_marks_of_authors_are_none_of_their_names(authors: str, tmp_path: Path) -> None:
    paper = paper_of(tmp_path, f"title: Owls at night\n{authors}\nyear: 2020")
    assert [each.name for each in paper.authors] == ["Ana Lopez", "Bo Chen", "Cy Lim"]


def test_those_named_as_editors_are_no_authors(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, "title: Owls\nauthors: Lopez, A. & Chen, B. (Eds.)\nyear: 2020")
    assert (paper.authors, [each.name for each in paper.editors]) == ((), ["A. Lopez", "B. Chen"])


@pytest.mark.parametrize(
    "links",
    [
        "links:\n  website: https://owls.example/\n  arxiv: https://arxiv.org/abs/1901.00001\n  code: https://github.com/owls/o",
        "links:\n- {text: Project page, url: https://owls.example/}\n- {text: Paper, url: https://arxiv.org/abs/1901.00001}\n"
        "- {text: Code, url: https://github.com/owls/o}",
        "preprint: https://arxiv.org/abs/1901.00001\ngithub: https://github.com/owls/o\nwebsite: https://owls.example/",
    ],
)  # fmt: skip
def test_links_are_told_apart_by_their_names(links: str, tmp_path: Path) -> None:
    paper = paper_of(tmp_path, f"title: Owls at night\nauthors: Ana Lopez\nyear: 2020\n{links}")
    assert [each.value for each in paper.identifiers] == ["1901.00001"]
    assert paper.url == "https://arxiv.org/abs/1901.00001"
    assert paper.code == "https://github.com/owls/o"


@pytest.mark.parametrize(
    ("shown", "venue", "year", "pages"),
    [
        ("Owl News 12, 345 (2020)", "Owl News", "2020", "345"),
        ("Owl Days (2020)", "Owl Days", "2020", None),
        ("Owl Preprints", "Owl Preprints", None, None),
    ],
)
def test_the_text_of_the_link_tells_venue_and_year(
    shown: str, venue: str, year: str | None, pages: str | None, tmp_path: Path
) -> None:
    link = f"link:\n  url: https://owls.example/1\n  display: {shown}"
    paper = paper_of(tmp_path, f"title: Owls at night\nauthors: Ana Lopez\n{link}")
    assert (paper.venue, paper.year, paper.details.pages) == (venue, year, pages)
    assert paper.url == "https://owls.example/1"


BIBTEX = """bibtex: |
  ```
  @article{lopez2020, title={Owls at night}, author={Lopez, Ana and Chen, Bo}, journal={Owl News},
    volume={12}, pages={5--9}, doi={10.1000/owl.1}, year={2020}}
  ```
"""


def test_bibtex_tells_what_no_other_member_does(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, f"year: 2021\nvenue: journal\npdf: /owls.pdf\n{BIBTEX}")
    assert (paper.title, [each.name for each in paper.authors]) == (
        "Owls at night", ["Ana Lopez", "Bo Chen"],
    )  # fmt: skip
    assert (paper.venue, paper.year, paper.kind) == ("Owl News", "2021", "JournalArticle")
    assert (paper.details.volume, paper.details.pages) == ("12", "5-9")
    assert [each.value for each in paper.identifiers] == ["10.1000/owl.1"]


def test_markdown_and_compact_dates_are_read(tmp_path: Path) -> None:
    paper = paper_of(
        tmp_path,
        "title: The *Strix* owl\nauthors: Ana Lopez\njournal: __Owl News__ 2020 June <br>\ndate: 202006",
    )
    assert (paper.title, paper.venue, paper.date) == ("The Strix owl", "Owl News", "2020-06")


@pytest.mark.parametrize("date", ["2020/06/07", "2020.06.07"])
def test_a_date_may_have_other_signs_between_its_parts(date: str, tmp_path: Path) -> None:
    paper = paper_of(tmp_path, f"title: Owls\nauthors: Ana Lopez\ndate: {date}\ncategory: journal")
    assert (paper.year, paper.date, paper.kind) == ("2020", "2020-06-07", "JournalArticle")


@pytest.mark.parametrize("month", ["Feb.", "2", "02", "February"])
def test_a_month_may_stand_beside_the_year(month: str, tmp_path: Path) -> None:
    paper = paper_of(tmp_path, f"title: Owls\nauthors: Ana Lopez\nyear: 2020\nmonth: {month}")
    assert (paper.year, paper.date) == ("2020", "2020-02")


def test_a_number_is_that_of_an_issue_beside_a_volume_alone(tmp_path: Path) -> None:
    members = "title: Owls at night\nauthors: Ana Lopez\nyear: 2020\nnumber: 3"
    assert paper_of(tmp_path, members).details.issue is None
    assert paper_of(tmp_path, f"{members}\nvolume: 12").details.issue == "3"
    assert paper_of(tmp_path, f"{members.replace('3', '(3)')}\nvolume: 12").details.issue == "3"


@pytest.mark.parametrize(
    ("members", "venue", "publisher", "identifier"),
    [
        ("id: doi:10.1000/owl.1\npublisher: Owl News", "Owl News", None, "10.1000/owl.1"),
        ("id: pubmed:77", None, None, "77"),
        ("id: pubmed:77\npublisher: Owl University Press", None, "Owl University Press", "77"),
        ("id: aB1\nplugin: owls.py\npublisher: Owl News", "Owl News", None, None),
        ("id: aB1\npublisher: Owl House", None, "Owl House", None),
        ("id: pubmed:77\npublisher: Owl House\nvenue: Owl News", "Owl News", "Owl House", "77"),
    ],
)
def test_what_manubot_cites_names_its_venue_as_the_publisher(
    members: str, venue: str | None, publisher: str | None, identifier: str | None, tmp_path: Path
) -> None:
    paper = paper_of(tmp_path, f"title: Owls\nauthors: [Ana Lopez]\ndate: 2020-02-07\n{members}")
    assert (paper.venue, paper.details.publisher) == (venue, publisher)
    assert [each.value for each in paper.identifiers] == [identifier] * bool(identifier)
    assert ("id" in paper.records[0].unread) is not bool(identifier)


@pytest.mark.parametrize(
    ("venue", "name", "status"),
    [
        ("in press in Owl News", "Owl News", "accepted"),
        ("in review at Owl News", "Owl News", "submitted"),
        ("accepted at Owl News", "Owl News", "accepted"),
        ("Owl News (ON), to appear", "Owl News (ON)", "accepted"),
    ],
)
def test_what_became_of_a_paper_is_not_its_venue(
    venue: str, name: str, status: str, tmp_path: Path
) -> None:
    paper = paper_of(tmp_path, f"title: Owls\nauthors: Ana Lopez\nyear: 2020\nvenue: {venue}")
    assert (paper.venue, paper.status) == (name, status)
