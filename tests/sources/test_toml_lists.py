"""Lists of publications in TOML, as home pages keep them in data files."""

from __future__ import annotations

from pathlib import Path

from kg.model import Paper, Rejected, Skipped
from kg.sources import read

OWLS = """\
# What we wrote.
[[papers]]
title = "Owls at night"
authors = [
  "Ana Lopez",
  "Bo Chen*",
]
journal = "Owl News"
volume = 12
pages = [5, 9]
date = 2020-02-07
rank = 1

[[papers]]
chapter_title = "Owls by day"
book_title = "The Book of Owls"
authors = "Lopez, A., Chen, B., ... & Lim, C."
year = 2019

[[talks]]
title = "Owls and mice"
authors = ["Ana Lopez"]
venue = "Oslo"
"""


def test_each_table_is_a_record(tmp_path: Path) -> None:
    (tmp_path / "publications.toml").write_text(OWLS, "utf-8")
    one, two, talk = read(tmp_path / "publications.toml")
    assert isinstance(one, Paper)
    assert isinstance(two, Paper)
    assert (one.title, [each.name for each in one.authors]) == (
        "Owls at night", ["Ana Lopez", "Bo Chen"],
    )  # fmt: skip
    assert (one.venue, one.date, one.details.volume, one.details.pages) == (
        "Owl News", "2020-02-07", "12", "5-9",
    )  # fmt: skip
    assert one.records[0].unread == ("rank",)
    assert (two.title, two.venue, len(two.authors)) == ("Owls by day", "The Book of Owls", 3)
    assert isinstance(talk, Skipped)


def test_what_is_no_toml_is_said(tmp_path: Path) -> None:
    (tmp_path / "publications.toml").write_text(f"{OWLS}\nyear = = 1\n", "utf-8")
    (found,) = read(tmp_path / "publications.toml")
    assert isinstance(found, Rejected)
    assert found.reasons[0].startswith("this is not TOML: ")
