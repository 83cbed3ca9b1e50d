"""The owner of a page is an author of what it says was written with others."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Paper
from kg.sources import read

ENTRIES = (
    "## Publications\n\n- (with Bo Chen) *Owls at night*. Owl News, 2019.\n"
    "- (with Eva King and Bo Chen) *Mice by day*. Mouse News, 2018.\n- *Lamps and what they show*. Lamp News, 2017.\n"
)
NAMED = "## Publications\n\n- Bo Chen. *Owls at night*. Owl News, 2019.\n- *Mice by day*. Mouse News, 2018.\n"


def authors(folder: Path, text: str) -> list[list[str]]:
    path = folder / "page.md"
    path.write_text(text, "utf-8")
    found = [each for each in read(path) if isinstance(each, Paper)]
    return [[each.name for each in paper.authors] for paper in found]


@pytest.mark.parametrize(
    "title", ["Ana Lopez", "Curriculum vitae of Ana Lopez", "Ana Lopez, papers", "Ana Lopez's page"]
)
def test_owner_is_the_first_author(tmp_path: Path, title: str) -> None:
    assert authors(tmp_path, f"# {title}\n\n{ENTRIES}") == [
        ["Ana Lopez", "Bo Chen"],
        ["Ana Lopez", "Eva King", "Bo Chen"],
        ["Ana Lopez"],
    ]


@pytest.mark.parametrize("title", ["The Owl Lab", "Machine Learning", "Home", "Owls and Mice"])
def test_what_is_no_name_is_nobody(tmp_path: Path, title: str) -> None:
    assert authors(tmp_path, f"# {title}\n\n{ENTRIES}")[0] == ["Bo Chen"]


def test_owner_is_added_where_entries_leave_one_out_alone(tmp_path: Path) -> None:
    assert authors(tmp_path, f"# Ana Lopez\n\n{NAMED}") == [["Bo Chen"], []]
