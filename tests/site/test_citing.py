"""What a page offers to cite is read back as it was meant, by the readers of the formats."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.model import Agent, Details, Identifier, Paper
from kg.site.citing import cite


def person(family: str, given: str) -> Agent:
    return Agent(f"{given} {family}", f"{given} {family}", family=family, given=given)


OWL = Paper(
    title="Owls & mice: 50% of {them} see $x_1$ at_night",
    authors=(person("López", "Ana María"), person("Chen", "Bo")), year="2019",
    kind="JournalArticle", venue="Owl News", identifiers=(Identifier("doi", "10.5555/owl_1"),),
    url="https://example.org/owl?a=1&b=%20", details=Details(volume="3", issue="2", pages="12-34"),
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
    ("paper", "line"),
    [
        (Paper(title="Owls?"), "Owls? (n.d.)."),
        (
            Paper(title="Owls.", authors=(Agent("Owl Team", "", "group"),), year="2020"),
            "Owl Team (2020). Owls.",
        ),
        (
            Paper(title="Owls", authors=(person("Lee", "Jun-Ho"),), year="2020"),
            "Lee, J.-H. (2020). Owls.",
        ),
    ],
)
def test_apa_of_little(paper: Paper, line: str) -> None:
    assert cite(paper)["APA"] == line


def test_apa_of_many_names_the_first_nineteen_and_the_last() -> None:
    many = tuple(Agent(f"N{i}", "", "group") for i in range(30))
    line = cite(Paper(title="Owls", authors=many, year="2020"))["APA"]
    assert "N18, … N29 (2020)" in line and "N19" not in line
