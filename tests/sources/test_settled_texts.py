"""Titles, abstracts and names are published without what databases and lists add to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Paper, Repair
from kg.sources import Item, read


def items(folder: Path, *lines: str) -> list[Item]:
    text = "\n".join(["TY  - JOUR", "PY  - 2019", *lines, "ER  - "])
    (folder / "a.ris").write_text(text, "utf-8")
    return list(read(folder / "a.ris"))


def only(folder: Path, *lines: str) -> Paper:
    (paper,) = (each for each in items(folder, *lines) if isinstance(each, Paper))
    return paper


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Owls of the northern forest.", "Owls of the northern forest"),
        ("Owls in the winter of 2019.", "Owls in the winter of 2019"),
        ("[Owls of the northern forest].", "Owls of the northern forest"),
        ("Owls by night. [Article].", "Owls by night"),
        ("Owls by night ∗", "Owls by night"),
        ("Owls by night?†", "Owls by night?"),
        ("Owls with A*", "Owls with A*"),
        ("Owls of the U.S.", "Owls of the U.S."),
        ("Owls, mice, etc.", "Owls, mice, etc."),
        ("A Way to Hoot.", "A Way to Hoot"),
        ("And then there were owls...", "And then there were owls..."),
        ("Owls [corrigendum]", "Owls [corrigendum]"),
        ("[Owls]", "[Owls]"),
    ],
)
def test_a_title_ends_with_its_last_word(written: str, title: str, tmp_path: Path) -> None:
    assert only(tmp_path, f"TI  - {written}").title == title


def test_it_is_told_what_a_title_and_keywords_lose(tmp_path: Path) -> None:
    lines = ("TI  - [Owls by night].", "T3  - Night", "KW  - n/a", "KW  - Owls", "KW  - -")
    told = [each for each in items(tmp_path, *lines) if isinstance(each, Repair)]
    assert [(each.field, each.before, each.after) for each in told] == [
        ("title", "[Owls by night].", "Owls by night"),
        ("keywords", "n/a", ""),
        ("keywords", "-", ""),
    ]
    assert not [each for each in items(tmp_path, "TI  - Owls.") if isinstance(each, Repair)]


@pytest.mark.parametrize("written", ["[Not Available].", "No title", "(:unav)", "null"])
def test_what_says_that_there_is_no_title_is_none(written: str, tmp_path: Path) -> None:
    found = items(tmp_path, f"TI  - {written}", "DO  - 10.5555/owls")
    assert [each.title for each in found if isinstance(each, Paper)] == [None]
    (note,) = (each for each in found if isinstance(each, Repair))
    assert (note.field, note.before, note.kind) == ("title", written, "no title")


def test_a_title_that_is_not_translated_is_the_one_it_has(tmp_path: Path) -> None:
    text = "PMID- 1234567\nTI  - [Not Available].\nTT  - Les chouettes de nuit.\nDP  - 2019\n"
    (tmp_path / "a.nbib").write_text(text, "utf-8")
    (paper,) = (each for each in read(tmp_path / "a.nbib") if isinstance(each, Paper))
    assert (paper.title, paper.other_titles) == ("Les chouettes de nuit", ())


@pytest.mark.parametrize(
    "written",
    [
        "No abstract available.", "[No abstract available]", "N/A", "Abstract", "xxx", "[REDACTED]",
        "There is no abstract for this article.", "An abstract is not available for this content.",
        "Kein Abstract verfügbar", "© 2019 Owl Press. All rights reserved.", "(Abstract not available.)",
    ],
)  # fmt: skip
def test_a_text_that_says_there_is_no_abstract_is_none_and_told_of(
    written: str, tmp_path: Path
) -> None:
    found = items(tmp_path, "TI  - On Owls", f"AB  - {written}")
    assert [each.abstract for each in found if isinstance(each, Paper)] == [None]
    assert [each.before for each in found if isinstance(each, Repair)] == [written]


def test_an_abstract_keeps_all_but_the_rights_before_it(tmp_path: Path) -> None:
    rights = "© Copyright 2015 Owl & Sons, Ltd. Published by Owl B.V."
    found = items(tmp_path, "TI  - On Owls", f"AB  - {rights} We see owls.")
    assert [each.abstract for each in found if isinstance(each, Paper)] == ["We see owls."]
    assert [each.before for each in found if isinstance(each, Repair)] == [rights]


@pytest.mark.parametrize(
    "written",
    [
        "No abstract interpretation is complete.",
        "(c) 2011 owls were seen. They flew.",
        "Abstract interpretation proves it.",
        "None of it.",
    ],
)
def test_an_abstract_of_few_words_is_one(written: str, tmp_path: Path) -> None:
    assert only(tmp_path, "TI  - On Owls", f"AB  - {written}").abstract == written


@pytest.mark.parametrize(
    ("written", "name", "family"),
    [
        ("Lopez, Dr. Ana", "Ana Lopez", "Lopez"),
        ("Lopez, Ana, PhD", "Ana Lopez", "Lopez"),
        ("Lopez, Ana, MD, MPH", "Ana Lopez", "Lopez"),
        ("Ana Lopez, PhD", "Ana Lopez", "Lopez"),
        ("Prof. Dr. med. Ana Lopez", "Ana Lopez", "Lopez"),
        ("Ana Lopez Ph.D.", "Ana Lopez", "Lopez"),
        ("Lopez, MD", "MD Lopez", "Lopez"),
        ("Garcia Lopez, MA", "MA Garcia Lopez", "Garcia Lopez"),
        ("Lopez, Ana, Jr.", "Ana Lopez Jr.", "Lopez"),
        ("Akhtar, Md Shad", "Md Shad Akhtar", "Akhtar"),
    ],
)
def test_degrees_are_no_part_of_a_name(
    written: str, name: str, family: str, tmp_path: Path
) -> None:
    (author,) = only(tmp_path, "TI  - On Owls", f"AU  - {written}").authors
    assert (author.name, author.family, author.printed) == (name, family, written)


def test_names_with_initials_or_particles_twice_are_read_in_csl(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"type": "book", "title": "On Owls", "author": [
        {"literal": "Chen B."}, {"family": "van Owl", "given": "Jan", "non-dropping-particle": "van"},
        {"family": "Lopez", "given": "Ana", "suffix": "PhD"}]}]), "utf-8")  # fmt: skip
    (paper,) = (each for each in read(path) if isinstance(each, Paper))
    assert [each.name for each in paper.authors] == ["B. Chen", "Jan van Owl", "Ana Lopez"]


def test_keywords_are_words_and_two_dois_are_two(tmp_path: Path) -> None:
    paper = only(tmp_path, "TI  - On Owls", "KW  - Keywords: owls", "KW  - -", "KW  - owls",
                 "DO  - 10.5555/owls.1;10.5555/owls.2")  # fmt: skip
    assert paper.keywords == ("owls",)
    assert [each.value for each in paper.identifiers] == ["10.5555/owls.1", "10.5555/owls.2"]


def test_a_dash_is_no_printed_identifier(tmp_path: Path) -> None:
    found = items(tmp_path, "TI  - On Owls", "DO  - -")
    assert [each.printed_identifiers for each in found if isinstance(each, Paper)] == [()]
    assert [each.before for each in found if isinstance(each, Repair)] == ["-"]


@pytest.mark.parametrize(
    "written", ["for the Owl Investigators", "Owl Task Force", "Night Owl Trialists"]
)
def test_those_who_write_together_are_a_group(written: str, tmp_path: Path) -> None:
    (author,) = only(tmp_path, "TI  - On Owls", f"AU  - {written}").authors
    assert author.kind == "group"
