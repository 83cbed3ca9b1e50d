"""Lists that are copied from the pages of services: a stack of lines for each publication."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_lists import items_in, left_of, papers_of, told

from kg.errors import SourceError
from kg.model import Rejected, Skipped
from kg.sources import FORMATS

PAGES = sorted(name for name in FORMATS if name.endswith("-page"))


@pytest.mark.parametrize("name", PAGES)
def test_an_example_is_read_whole(name: str, tmp_path: Path) -> None:
    items = items_in(tmp_path, "list.txt", FORMATS[name].example)
    first, second = sorted(
        told(items), key=lambda each: each[0] != "NightOwl: Exploring with Memory"
    )
    assert [each[0] for each in (first, second)] == [
        "NightOwl: Exploring with Memory", "How Well Do Agents Plan?",
    ]  # fmt: skip
    assert {len(first[1]), len(second[1])} <= {1, 2, 3}
    assert {first[3], second[3]} == {"2019", "2020"} or name in ("arxiv-page", "openreview-page")
    assert not left_of(items)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("change", ["blank", "tabs", "windows", "spaces"])
def test_blanks_of_a_copy_change_nothing(name: str, change: str, tmp_path: Path) -> None:
    text = FORMATS[name].example
    changed = {
        "blank": text.replace("\n", "\n\n"), "tabs": text.replace("\n", "\t\n"),
        "windows": text.replace("\n", "\r\n"), "spaces": text.replace("\n", " \xa0\n   "),
    }[change]  # fmt: skip
    assert told(items_in(tmp_path, "a.txt", changed)) == told(items_in(tmp_path, "b.txt", text))


@pytest.mark.parametrize("name", PAGES)
def test_what_stands_around_a_list_is_told(name: str, tmp_path: Path) -> None:
    text = FORMATS[name].example
    items = items_in(tmp_path, "list.txt", f"Ana Lopez\n{text}Nobody knows this line\n")
    assert told(items) == told(items_in(tmp_path, "b.txt", text))
    left = left_of(items)
    assert ("Ana Lopez" in left[0], "Nobody knows this line" in left[-1]) == (True, True)


@pytest.mark.parametrize("name", PAGES)
def test_no_line_vanishes_wherever_it_stands(name: str, tmp_path: Path) -> None:
    lines = FORMATS[name].example.splitlines()
    for at in (n for n in range(len(lines) + 1) if "TLDR" not in lines[n - 1 : n]):
        text = "\n".join([*lines[:at], "Zebras: 77 of them.", *lines[at:]])
        items = items_in(tmp_path, "list.txt", text, format=name)
        assert "Zebras: 77 of them" in str(items), at


DBLP = """\
Ana Lopez
> Home > Persons
2020 – today
see FAQ
2024
[j12]\t
view
electronic edition via DOI
dblp key:
journals/owl/LopezC24
persistent URL:
https://dblp.org/rec/journals/owl/LopezC24
Ana Lopez, Bo Chen 0001:
Owls. A study of sleep. Int. J. Owl Res. 25(3): 1:1-1:35 (2024)
[c34] Bo Chen 0001, Ana Lopez: Owls. Night Flights? ECCV Workshops (12) 2024: 5-19
[i9]
Ana Lopez:
Owls of arXiv. CoRR abs/2401.00001 (2024)
[e1]
Ana Lopez:
Proceedings of the Owl Workshop, Oslo, June 5, 2023. CEUR-WS.org 2023 [contents]
2010 – 2019
[b2]
Ana Lopez:
Owls at night. (Eulen bei Nacht). University of Owls, Norway, 2015
[b1]
Ana Lopez:
The Owl Book. Lecture Notes in Owls 12, Owl Press 2014, ISBN 978-3-16-148410-0, pp. 1-200
[p1]
Ana Lopez:
A chapter that has no place
Coauthor Index
Bo Chen 0001
[j12] [c34]
"""


def test_dblp_reads_kind_venue_and_numbers(tmp_path: Path) -> None:
    items = items_in(tmp_path, "list.txt", DBLP)
    article, workshop, preprint, thesis, book = papers_of(items)
    assert told(items)[:2] == [
        ("Owls. A study of sleep", ["Ana Lopez", "Bo Chen"], "Int. J. Owl Res.", "2024"),
        ("Owls. Night Flights?", ["Bo Chen", "Ana Lopez"], "ECCV Workshops", "2024"),
    ]
    details = article.details
    assert (details.volume, details.issue, details.pages) == ("25", "3", "1:1-1:35")
    assert (article.url, article.kind, article.authors[1].printed) == (
        "https://dblp.org/rec/journals/owl/LopezC24", "JournalArticle", "Bo Chen 0001",
    )  # fmt: skip
    assert (workshop.kind, workshop.details.volume, workshop.records[0].line) == (
        "WorkshopPaper",
        "12",
        15,
    )
    assert (preprint.kind, [each.value for each in preprint.identifiers]) == (
        "Preprint",
        ["2401.00001"],
    )
    assert (thesis.title, thesis.details.institution) == (
        "Owls at night. (Eulen bei Nacht)",
        "University of Owls, Norway",
    )
    assert (book.isbn, book.details.publisher, book.details.series) == (
        "978-3-16-148410-0", "Owl Press", "Lecture Notes in Owls",
    )  # fmt: skip
    assert [each.kind for each in items if isinstance(each, Skipped)] == ["proceedings"]
    (rejected,) = [each for each in items if isinstance(each, Rejected)]
    assert "A chapter that has no place" in str(rejected.raw)


SEARCH = """\
Showing 1–2 of 2 results for author: Lopez, A

arXiv:2301.00001  [pdf, other] cs.LG cs.AI
NightOwl at $10^3$ feet
Authors: Ana Lopez, Bo Chen, et al. (3 additional authors not shown)
Abstract: We present NightOwl. It sees… ▽ More
Submitted 7 March, 2023; v1 submitted 3 January, 2023; originally announced January 2023.
Comments: 12 pages
Comments: said twice

2. arXiv:math/0301001 [pdf, ps, other
math.GR
doi 10.5555/owl
Owls in groups
Authors: Bo Chen (University of Owls (Nightford))
MSC Class: 20A05
Journal ref: J. Owls 12 (2003) 5-9
"""


def test_arxiv_reads_what_its_search_finds(tmp_path: Path) -> None:
    items = items_in(tmp_path, "list.txt", SEARCH)
    night, groups = papers_of(items)
    assert [each.name for each in night.authors] == ["Ana Lopez", "Bo Chen"]
    assert (night.date, night.abstract, night.keywords, night.details.note) == (
        "2023-01-03", "We present NightOwl. It sees…", ("cs.LG", "cs.AI"), "12 pages",
    )  # fmt: skip
    assert left_of(items) == ["Comments: said twice"]
    assert ([each.name for each in groups.authors], groups.venue, groups.date) == (
        ["Bo Chen"],
        "J. Owls",
        "2003-01",
    )
    assert [each.value for each in groups.identifiers] == ["math/0301001", "10.5555/owl"]
    assert groups.records[0].unread == ("msc class",)


NO_PAGES = {
    "citations": "Owls [j1] fly, and [c2] says so.\n[j1]\n[c2]\n",
    "own markers": "[j1] Lopez, A., Chen, B.: Owls. J. Maps 12 (2019)\n[c1] Chen, B.: Plans. Owls 2020\n",
    "mail": "From: Ana\nSee arXiv:2301.00001 [pdf].\n\nBest,\nAna\n",
    "buttons": "Save\nCancel\nOwls\n2019\n",
    "releases": "Owl tool\nAna Lopez\n2019\nTLDR\nIt flies.\n",
    "studies": "Studies\nAna Lopez\nComputer Science\nOslo\n2019\n",
    "years": "Year: 2019 | Income: 3\nYear: 2020 | Income: 4\n",
    "types": "Article\nBook\nThesis\n12 Reads\n",
    "files": "pdf bib\nowls.pdf\nmice.pdf\n",
    "table": "Mar 2019 | Ana\nApr 2019 | Bo\nRelated records\n",
}


@pytest.mark.parametrize("name", NO_PAGES)
def test_texts_that_look_so_are_no_pages(name: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        items_in(tmp_path, "list.txt", NO_PAGES[name])
