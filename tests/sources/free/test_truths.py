"""What a list says is told as it says it: who wrote and who edited, whose page a link leads to, which year is meant."""

from __future__ import annotations

from pathlib import Path

from kg.model import Paper, Rejected, Repair
from kg.sources import read

BEFORE = "# Publications\n\n- Ana Lopez and Bo Chen. Owls at night. *Owl News* 3, 2019.\n- Bo Chen. Mice by day. *Mouse News* 12, 2018.\n"
"""Two entries that tell how a list is laid out."""


def papers(folder: Path, content: str, name: str = "list.md") -> list[Paper]:
    path = folder / name
    path.write_text(content, "utf-8")
    return [each for each in read(path) if isinstance(each, Paper)]


def last(folder: Path, entry: str) -> Paper:
    return papers(folder, f"{BEFORE}- {entry}\n")[-1]


def names(paper: Paper) -> list[str]:
    return [each.name for each in paper.authors]


def test_names_behind_by_are_no_part_of_a_title(tmp_path: Path) -> None:
    found = papers(
        tmp_path,
        "Reports\n\n1. The Night of the Owls: A Survey of Woods by Ana Lopez and Bo Chen. May 1998. $25\n"
        "2. Owls of the World: Findings from Ten Woods by Bo Chen. May 1997. $20\n3. Digital Owl Collections by Eva Kinga. "
        "May 1996. $15\n4. Night Storage by Henk Lampert. May 1995. $5\n5. Hard Choices by Ida G. Moe. May 1994. $5\n",
        "list.txt",
    )  # fmt: skip
    assert [(each.title, names(each)) for each in found[2:]] == [
        ("Digital Owl Collections", ["Eva Kinga"]),
        ("Night Storage", ["Henk Lampert"]),
        ("Hard Choices", ["Ida G. Moe"]),
    ]


def test_words_that_nobody_is_called_by_are_no_authors(tmp_path: Path) -> None:
    paper = last(
        tmp_path, "Owls as Neighbours: Learning Systems, Data Analysis. *Owl News* 4, 2020."
    )
    assert names(paper) == []


def test_institutions_are_no_authors(tmp_path: Path) -> None:
    for entry in (
        "Uses of Lamps among Owls by Colleges. August 2019.",
        "*Owls of the North: Lamps and Technologies*, Instituto Owlico de Lampadas, Lampadas, 2019.",
    ):
        assert names(last(tmp_path, entry)) == []


def test_editors_are_not_authors(tmp_path: Path) -> None:
    volume = last(tmp_path, "Owls of the North, Ana Lopez, Bo Chen, and Eva King, editors. 2015.")
    assert names(volume) == []
    assert [each.name for each in volume.editors] == ["Ana Lopez", "Bo Chen", "Eva King"]
    proceedings = last(
        tmp_path, "Ana Lopez, Bo Chen, and Eva King, editors. Proc. Seventh Irish Conference of Owls. Owl Press, 1994."
    )  # fmt: skip
    assert (proceedings.title, proceedings.venue) == (
        "Proc. Seventh Irish Conference of Owls",
        None,
    )
    assert [each.name for each in proceedings.editors] == ["Ana Lopez", "Bo Chen", "Eva King"]
    chapter = last(
        tmp_path,
        "Lopez, A. (2019). Owls at dawn. In B. Chen & E. King (Eds.), Handbook of birds (pp. 3-9). Springer.",
    )
    assert names(chapter) == ["A. Lopez"]
    assert chapter.details.printed_editors == "B. Chen; E. King"
    assert chapter.editors == ()


def test_address_of_a_paper_is_not_that_of_an_author(tmp_path: Path) -> None:
    paper = last(
        tmp_path,
        "**Owls at dawn**. [Ana Lopez](https://lopez.example/), Bo Chen. *Owl News* 4, 2020. [PDF](https://owl.example/dawn.pdf)",
    )
    assert paper.url == "https://owl.example/dawn.pdf"


def test_entry_that_a_page_breaks_within_a_word_is_one(tmp_path: Path) -> None:
    found = papers(
        tmp_path,
        BEFORE + "- Eva King and Bo Chen. Playing chess with deep reinforce-\n\n- ment learning. *Owl News* 4, 2020.\n",
    )  # fmt: skip
    assert len(found) == 3
    assert found[-1].title == "Playing chess with deep reinforcement learning"
    assert found[-1].year == "2020"


def test_place_keeps_the_bracket_that_it_opens(tmp_path: Path) -> None:
    paper = last(
        tmp_path, "Bo Chen. Lamps by night. Conference of Owls (OWL), Lyon (France), 2023."
    )
    assert paper.details.place == "Lyon (France)"


def test_kind_is_not_told_by_a_title(tmp_path: Path) -> None:
    assert last(tmp_path, "Bo Chen. A Technical Report on Owls. *Owl News* 4, 2020.").kind is None


def test_kind_is_not_told_by_another_version(tmp_path: Path) -> None:
    first = "**Owls at dawn**  \n  Bo Chen  \n  Owl Conference, 2020\n"
    older = "An older version appeared as Birds at dusk, Technical report 3, 2018."
    found = papers(
        tmp_path, f"# Papers\n\n- {first}  {older}\n- **Mice**  \n  Bo Chen  \n  Owl News, 2018\n"
    )  # fmt: skip
    assert [(each.title, each.kind) for each in found] == [("Owls at dawn", None), ("Mice", None)]


def test_year_is_not_that_of_another_version(tmp_path: Path) -> None:
    paper = last(
        tmp_path, "**Owls at dawn**  \n  Bo Chen  \n  Owl News 2022 (extended version of OWL 2020 publication)"
    )  # fmt: skip
    assert paper.year == "2022"


def test_stop_behind_the_last_name_is_no_part_of_it(tmp_path: Path) -> None:
    paper = last(tmp_path, "Ruiha Xu, Ana Lu. Owls at dawn and at dusk, Owl News, 2020.")
    assert names(paper) == ["Ruiha Xu", "Ana Lu"]


def test_accent_that_stands_by_itself_is_no_part_of_a_name(tmp_path: Path) -> None:
    paper = last(
        tmp_path, "Lopez, Ana, Karlen, ´ Michael, and King, Eva. Owls at dawn. *Owl News*, 4:1-9, 2020."
    )  # fmt: skip
    assert names(paper) == ["Ana Lopez", "Michael Karlen", "Eva King"]


def test_links_side_by_side_are_no_publication(tmp_path: Path) -> None:
    links = "- See also: [Google Scholar](https://a.example), [DBLP](https://b.example), [Owl Map](https://c.example)\n"
    assert len(papers(tmp_path, BEFORE + links)) == 2


def test_title_is_what_is_quoted_behind_its_kind(tmp_path: Path) -> None:
    found = papers(
        tmp_path, BEFORE + '\n## Theses\n\n- Master thesis: "Faster algorithms for owls," Owl University, 2013, supervised by Eva King.\n'
    )  # fmt: skip
    assert found[-1].title == "Faster algorithms for owls"


def test_anchor_without_an_address_marks_nothing(tmp_path: Path) -> None:
    found = papers(
        tmp_path,
        "<h2>Papers</h2><ul><li><a href=a>Owls at Night</a> [<a href=v>video</a><a>] [</a><a href=p>poster</a><a>]<br>"
        "<b>Ana Lopez</b> and Bo Chen<br><i>OWL 2021</i></a><li><a href=b>Mice by Day</a><br><b>Ana Lopez</b>, Bo Chen"
        "<br><i>OWL 2020</i></ul>",
        "list.html",
    )
    assert [(each.title, names(each)) for each in found] == [
        ("Owls at Night", ["Ana Lopez", "Bo Chen"]),
        ("Mice by Day", ["Ana Lopez", "Bo Chen"]),
    ]


def test_what_is_left_over_is_told_without_labels(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(
        BEFORE + "- **Owls at dawn**. Ana Lopez. *Owl News* 2020, volume 4. Download (pdf)\n",
        "utf-8",
    )
    assert [each for each in read(path) if isinstance(each, Repair)] == []


def test_entry_put_aside_tells_what_was_not_found_in_it(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(BEFORE + "- Owls at dawn, or what is told of them\n", "utf-8")
    (aside,) = (each for each in read(path) if isinstance(each, Rejected))
    assert aside.reasons == (
        "this entry of a list is not understood: it tells no names, no year and no venue",
    )


def test_serial_numbers_are_read_behind_their_labels(tmp_path: Path) -> None:
    paper = last(
        tmp_path, "Bo Chen. Owls at dawn. *Owl News*, ISSN: 1234-5679, ISBN: 978-3-16-148410-0, 2020."
    )  # fmt: skip
    assert (paper.title, paper.venue) == ("Owls at dawn", "Owl News")
    assert (paper.issn, paper.isbn) == ("1234-5679", "978-3-16-148410-0")
    assert {"issn", "isbn"} <= {each.field for each in paper.records[0].spans}


def test_labels_of_links_are_whole_words(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(
        BEFORE
        + "- **Owls at dawn**. Ana Lopez. *Owl News*, 2020. Download (pdf) Abstract bibtex\n",
        "utf-8",
    )
    assert [each for each in read(path) if isinstance(each, Repair)] == []
