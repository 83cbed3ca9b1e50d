"""What joined records and author lines, and what nearly did, in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run

import kg
from kg.errors import InputError, QueryError
from kg.pipeline.why import why

LIST = """
@article{a, title={Owls hunt by night}, author={Lopez, Ana and Rarely, Bo and Owl, Cy}, journal={Owls}, year=2001}
@article{b, title={Owls hunt by night}, author={Lopez, Ana and Rarely, Bo and Owl, Cy}, note={again}, journal={Owls}, year=2001}
@article{c, title={Bats rest by day}, author={Lopez, Ana and Rarely, Bo}, journal={Bats}, year=2002, doi={10.1000/1}}
@article{d, title={Bats at rest}, author={Lopez, Ana and Rarely, Bo}, journal={Bats}, year=2002, doi={10.1000/1}}
@article{e, title={Mice flee at noon}, author={Lopez, Alva}, year=2003}
@article{f, title={Owls hunt by night}, author={Frey, Udo}, year=2001}
@article{g, title={Snow falls on firs}, author={Wang, Wei and Rarelier, Di}, year=2001}
@article{h, title={Rain fills the lakes}, author={Wang, Wei and Rarest, Ed}, year=1961}
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("why")
    (folder / "owls.bib").write_text(LIST, encoding="utf-8")
    kg.build(folder / "owls.bib", folder / "out", mentions=False)
    return folder / "out"


JOINED, NEAR = "Joined", "May be the same and is not"


def test_why_says_what_joined_records(out: Path) -> None:
    rows = list(why("Bats rest by day", out)[JOINED])
    assert {row["read from"] for row in rows} == {"owls.bib:4", "owls.bib:5"}
    assert any("same identifier doi:10.1000/1" in str(row["why"]) for row in rows)


def test_why_says_what_is_nearly_one_paper(out: Path) -> None:
    with pytest.raises(QueryError, match="2 things have this name") as error:
        why("Owls hunt by night", out)
    one, other = str(error.value.todo).removeprefix("name one: ").split(", ")
    (near,) = why(one, out)[NEAR]
    assert other.endswith(str(near["key"]))
    assert "other authors" in str(near["evidence"])


def test_why_says_how_surely_lines_are_of_one_person(out: Path) -> None:
    rows = list(why("Ana Lopez", out)[JOINED])
    assert len(rows) == 2
    assert all(float(str(row["sure"])) > 0.9 for row in rows)
    assert all("shared co-author" in str(row["for"]) for row in rows)


def test_why_lists_people_of_whom_a_build_lists_none(out: Path) -> None:
    listed = (out / "candidates.tsv").read_text(encoding="utf-8")
    with pytest.raises(QueryError, match="2 things have this name") as error:
        why("Wei Wang", out)
    one, other = str(error.value.todo).removeprefix("name one: ").split(", ")
    (near,) = why(one, out)[NEAR]
    assert other.endswith(str(near["key"]))
    assert other not in listed


def test_why_prints_and_refuses_in_one_line(out: Path, run: Run) -> None:
    code, printed, _ = run("why", "Ana Lopez", "--data", out)
    assert code == 0
    assert printed.startswith("Ana Lopez\n")
    code, _, said = run("why", "Nobody Here", "--data", out)
    assert (code, said.count("\n")) == (2, 1)
    with pytest.raises(InputError, match="no build is here"):
        why("Ana Lopez", out / "nowhere")
