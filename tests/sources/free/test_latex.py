"""What classes and hand-made macros of LaTeX say beside the text of a list is no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Paper, Skipped
from kg.sources import read

OWLS = "Ana Lopez and Bo Chen. Owls at night. \\emph{Owl News}, 3:1--9, 2019."
MICE = "Bo Chen and Eva King. Mice by day. \\emph{Owl Notes}, 4:2--3, 2020."
BATS = "Eva King and Ana Lopez. Bats at dusk. \\emph{Owl Letters}, 5:4--6, 2021."


def papers(folder: Path, body: str, preamble: str = "") -> list[Paper]:
    path = folder / "cv.tex"
    path.write_text(
        f"\\documentclass{{article}}\n{preamble}\\begin{{document}}\n{body}\n\\end{{document}}\n",
        "utf-8",
    )
    return [each for each in read(path) if isinstance(each, Paper)]


def told(found: list[Paper]) -> list[tuple[str | None, list[str], str | None]]:
    return [(each.title, [one.name for one in each.authors], each.year) for each in found]


EXPECTED = [
    ("Owls at night", ["Ana Lopez", "Bo Chen"], "2019"),
    ("Mice by day", ["Bo Chen", "Eva King"], "2020"),
    ("Bats at dusk", ["Eva King", "Ana Lopez"], "2021"),
]


@pytest.mark.parametrize(
    "indent",
    [
        "\\def\\ind{\\hangindent=1 true cm\\hangafter=1 \\noindent}\n",
        "\\newcommand{\\ind}{\\parindent=-\\hangindent \\vskip 2pt\\noindent}\n",
        "\\newcommand{\\ind}{\\parskip = .5em \\noindent}\n",
    ],
)
def test_lengths_and_numbers_given_to_tex_are_no_text(indent: str, tmp_path: Path) -> None:
    body = "\\section{Publications}\n" + "\n\n".join(f"\\ind {x}" for x in (OWLS, MICE, BATS))
    assert told(papers(tmp_path, body, indent)) == EXPECTED


@pytest.mark.parametrize("between", ["\\clearpage", "\\newpage", "\\bigskip", "% no. 2\n"])
def test_what_stands_between_paragraphs_parts_entries(between: str, tmp_path: Path) -> None:
    parted = f"\n{between}\n"
    body = "\\section{Publications}\n" + parted.join((OWLS, MICE, BATS))
    assert told(papers(tmp_path, body)) == EXPECTED


def test_a_label_behind_a_blank_is_a_label(tmp_path: Path) -> None:
    items = "\n".join(f"\\item [{n}.] {x}" for n, x in enumerate((OWLS, MICE, BATS), 57))
    body = f"\\section{{Publications}}\n\\begin{{enumerate}}\n{items}\n\\end{{enumerate}}"
    found = papers(tmp_path, body)
    assert told(found) == EXPECTED
    assert [each.details.volume for each in found] == ["3", "4", "5"]


@pytest.mark.parametrize(
    "heading", ["\\sectionTitle{%s}{\\faBook}", "\\marginpar{%s}", "\\resumesection{%s}"]
)
def test_sections_by_other_names_are_sections(heading: str, tmp_path: Path) -> None:
    body = (
        f"{heading % 'Journal articles'}\n\n{OWLS}\n\n{MICE}\n\n{BATS}\n\n"
        f"{heading % 'Talks'}\n\n\\begin{{itemize}}\\item Owls by lamp light, Oslo, 2018\\end{{itemize}}"
    )
    found = papers(tmp_path, body)
    assert [each.kind for each in found] == ["JournalArticle"] * 3
    kinds = [each.kind for each in read(tmp_path / "cv.tex") if isinstance(each, Skipped)]
    assert kinds == ["talk"]


def test_the_macro_of_a_doi_tells_the_doi(tmp_path: Path) -> None:
    body = "\\section{Publications}\n\n" + "\n\n".join(
        f"{text} \\doi{{10.1000/owl.{n}}}" for n, text in enumerate((OWLS, MICE, BATS))
    )
    found = papers(tmp_path, body)
    assert [each.value for paper in found for each in paper.identifiers] == [
        "10.1000/owl.0", "10.1000/owl.1", "10.1000/owl.2",
    ]  # fmt: skip


def test_an_identifier_tells_a_publication_as_a_year_does(tmp_path: Path) -> None:
    body = "\n\n".join(
        f"\\textbf{{Ana Lopez and Bo Chen: \\textit{{Owls and lamps, part {n}}}}}\\\\ {said}"
        for n, said in enumerate(("Owl News 3 (2019) 1", "arXiv:1901.00001", "Owl News 4 (2020) 2", "Owl Notes 5 (2021) 3"))
    )  # fmt: skip
    found = papers(tmp_path, body)
    assert [each.year for each in found] == ["2019", None, "2020", "2021"]


def test_the_first_of_several_dois_is_that_of_the_paper(tmp_path: Path) -> None:
    body = "\\section{Publications}\n\n" + "\n\n".join(
        f"{text} \\url{{https://doi.org/10.1000/owl.{n}}}. Preprint: \\url{{https://doi.org/10.1101/25111{n}}}"
        for n, text in enumerate((OWLS, MICE, BATS))
    )
    values = [[each.value for each in paper.identifiers] for paper in papers(tmp_path, body)]
    assert values == [["10.1000/owl.0"], ["10.1000/owl.1"], ["10.1000/owl.2"]]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("16(5): 329--340", ("16", "5", "329-340")),
        ("22(5): e3002633", ("22", "5", "e3002633")),
        ("12, 1546765", ("12", None, "1546765")),
    ],
)
def test_numbers_behind_a_volume_are_issue_and_pages(
    numbers: str, expected: tuple[str | None, ...], tmp_path: Path
) -> None:
    text = "Lopez, A. and Chen, B. (2008). Owls and the lamps of night. \\emph{Journal of Owls}"
    others = (
        f"Chen, B. (20{n}). Mice and lamps, part {n}. \\emph{{Owl News}}, 3, 1--9."
        for n in (10, 11)
    )
    body = "\\section{Publications}\n\n" + "\n\n".join([f"{text}, {numbers}.", *others])
    details = papers(tmp_path, body)[0].details
    assert (details.volume, details.issue, details.pages) == expected


def test_a_title_that_begins_with_words_in_quotes_keeps_both_of_them(tmp_path: Path) -> None:
    body = (
        "\\section{Publications}\n\n"
        "Lopez, A. and Chen, B. (2021). ``The owl learns'': Reading mice by lamp light. \\emph{Owl News}, 5, 1--9.\n\n"
        "Chen, B. (2020). Mice and lamps by day. \\emph{Owl News}, 4, 2--3."
    )
    assert papers(tmp_path, body)[0].title == "“The owl learns”: Reading mice by lamp light"


def test_the_first_of_several_names_may_be_turned_alone(tmp_path: Path) -> None:
    rows = "".join(
        f"\\pubentry{{Owls and lamps by night, part {n}}}{{Lopez, A.T., B.C. Chen, \\& D. Lim}}{{Owl Letters}}{{20(8):958-968}}{{20{n}}}\n"
        for n in (17, 18, 19)
    )
    found = papers(tmp_path, f"\\cvsection{{Publications}}\n\\begin{{pubs}}\n{rows}\\end{{pubs}}")
    assert [each.name for each in found[0].authors] == ["A.T. Lopez", "B.C. Chen", "D. Lim"]
    assert (found[0].venue, found[0].details.pages) == ("Owl Letters", "958-968")
