"""What a page offers to cite is read back as it was meant, by the readers of the formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.model import Paper
from kg.site.citing import Name, Work, cite

OWL = Work(
    "owl-1", "Owls & mice: 50% of {them} see $x_1$ at_night", [Name("López", "Ana María"), Name("Chen", "Bo")],
    "2019", "JournalArticle", "Owl News", "10.5555/owl_1", "https://example.org/owl?a=1&b=%20",
    "3", "2", "12-34",
)  # fmt: skip


def _read(tmp_path: Path, name: str, text: str) -> Paper:
    (tmp_path / name).write_text(text)
    (paper,) = kg.read(tmp_path / name)
    assert isinstance(paper, Paper)
    return paper


@pytest.mark.parametrize(
    ("form", "name"), [("BibTeX", "a.bib"), ("RIS", "a.ris"), ("CSL-JSON", "a.json")]
)
def test_a_citation_is_read_back(tmp_path: Path, form: str, name: str) -> None:
    paper = _read(tmp_path, name, cite(OWL)[form])
    assert [each.name for each in paper.authors] == ["Ana María López", "Bo Chen"]
    assert (paper.year, paper.venue, paper.kind) == ("2019", "Owl News", "JournalArticle")
    assert [each.value for each in paper.identifiers] == ["10.5555/owl_1"]
    assert paper.title is not None
    assert paper.title.startswith("Owls & mice: 50% of") and paper.title.endswith("at_night")
    assert (paper.details.volume, paper.details.issue, paper.details.pages) == ("3", "2", "12-34")


def test_apa_has_initials_and_what_stands_where() -> None:
    assert cite(OWL)["APA"] == (
        "López, A. M., & Chen, B. (2019). Owls & mice: 50% of {them} see $x_1$ at_night."
        " Owl News, 3(2), 12–34. https://doi.org/10.5555/owl_1"
    )


@pytest.mark.parametrize(
    ("work", "line"),
    [
        (Work("a", "Owls?", []), "Owls? (n.d.)."),
        (Work("a", "Owls.", [Name("Owl Team")], "2020"), "Owl Team (2020). Owls."),
        (Work("a", "Owls", [Name("Lee", "Jun-Ho")], "2020"), "Lee, J.-H. (2020). Owls."),
    ],
)
def test_apa_of_little(work: Work, line: str) -> None:
    assert cite(work)["APA"] == line


def test_apa_of_many_names_the_first_nineteen_and_the_last() -> None:
    line = cite(Work("a", "Owls", [Name(f"N{i}") for i in range(30)], "2020"))["APA"]
    assert "N18, … N29 (2020)" in line and "N19" not in line


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_bibtex_leaves_no_brace_open(text: str) -> None:
    written = cite(Work("a", text, [Name(text, text)], venue=text))["BibTeX"]
    depth, previous = 0, ""
    for character in written:
        depth += (character == "{") - (character == "}") if previous != "\\" else 0
        previous = "" if previous == "\\" and character == "\\" else character
        assert depth >= 0
    assert depth == 0
