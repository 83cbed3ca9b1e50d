"""The columns of a table are guessed, shown, and set where their names do not tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, SourceError
from kg.model import Paper, Skipped
from kg.sources import read
from kg.sources.columns import NAMES, describe_columns, parse_columns

GERMAN = 'sep=;\r\nTitel;"Autor(en)";Jahr;Seiten\r\n"Nacht; Eulen";Lopez, Ana; Chen, Bo;2019;3\r\n'
QUOTED = GERMAN.replace("Lopez, Ana; Chen, Bo", '"Lopez, Ana; Chen, Bo"')
GIVEN = {"title": "Titel", "authors": "Autor(en)", "year": "Jahr"}
RunKg = Callable[..., Any]


def write(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8-sig"))
    return path


def read_papers(path: Path, columns: dict[str, str]) -> list[Paper]:
    found = list(read(path, columns=columns))
    assert all(isinstance(each, Paper) for each in found), found
    return [each for each in found if isinstance(each, Paper)]


def test_read_takes_columns_of_other_names(tmp_path: Path) -> None:
    (paper,) = read_papers(write(tmp_path, QUOTED), GIVEN)
    assert (paper.title, paper.year) == ("Nacht; Eulen", "2019")
    assert [each.name for each in paper.authors] == ["Ana Lopez", "Bo Chen"]
    assert paper.records[0].line == 3


def test_read_tells_what_each_column_is_read_as(tmp_path: Path) -> None:
    said: list[str] = []
    list(read(write(tmp_path, QUOTED), columns=GIVEN, tell=said.append))
    assert said[0].endswith(
        "title from Titel; authors from Autor(en); year from Jahr; not read: Seiten"
    )
    said.clear()
    list(read(write(tmp_path, "Title,DOI\nOwls,10.1000/1\n"), tell=said.append))
    assert said[0].endswith("list.csv: title from Title; doi from DOI")


def test_read_takes_columns_by_number(tmp_path: Path) -> None:
    path = write(tmp_path, "Owls\tLopez, Ana; Chen, Bo\t2019\nMore owls\tChen, Bo\t2020\n")
    papers = read_papers(path, {"title": "#1", "authors": "#2", "year": "#3"})
    assert [(each.title, each.year) for each in papers] == [("Owls", "2019"), ("More owls", "2020")]


def test_read_takes_members_of_json(tmp_path: Path) -> None:
    path = write(tmp_path, '{"titre": "Hiboux", "auteurs": ["Ana Lopez"], "pages": 3}\n', "a.jsonl")
    (paper,) = read_papers(path, {"title": "titre", "authors": "auteurs"})
    assert (paper.title, paper.authors[0].name) == ("Hiboux", "Ana Lopez")


def test_read_overrules_the_guess(tmp_path: Path) -> None:
    path = write(tmp_path, "Title,Paper,Year\nWrong,Right,2019\n")
    assert read_papers(path, {"title": "Paper"})[0].title == "Right"


def test_read_names_the_columns_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such column: 'Year'; its columns are Titel, Jahr"):
        list(read(write(tmp_path, "Titel,Jahr\nA,1\n"), columns={"title": "Titel", "year": "Year"}))


def test_read_of_other_formats_is_not_touched_by_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "@article{a, title={Owls}}", "a.bib")
    assert read_papers(path, GIVEN)[0].title == "Owls"


def test_read_skips_what_a_row_says_is_no_paper(tmp_path: Path) -> None:
    path = write(tmp_path, "Title,Type\nA,Book\nB,Data set\nC,Oral\nD,Something new\n")
    kinds = [each.kind for each in read(path) if isinstance(each, Paper | Skipped)]
    assert kinds == ["Book", "data set", None, None]


@pytest.mark.parametrize(
    "written", ["title", "title=", "=Titel", "titel=Titel", 'title="Titel', ""]
)
def test_parse_columns_refuses_what_it_cannot_read(written: str) -> None:
    with pytest.raises(InputError):
        parse_columns(written)


PLAIN = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters='",'), min_size=1
)


@given(st.dictionaries(st.sampled_from(sorted(NAMES)), PLAIN.filter(str.strip), min_size=1))
def test_parse_columns_reads_what_is_written(columns: dict[str, str]) -> None:
    written = ",".join(f'{field}="{column}"' for field, column in columns.items())
    assert parse_columns(written) == {field: column.strip() for field, column in columns.items()}


def test_describe_columns_tells_several_columns_of_one_field() -> None:
    assert describe_columns(["URL", "pdf", "rank"], {}) == "url from URL or pdf; not read: rank"


def test_extract_takes_columns(tmp_path: Path, run_kg: RunKg) -> None:
    path = write(tmp_path, "Titel,Jahr\nWe introduce RECODE and test it on Atari,2019\n")
    result = run_kg("extract", str(path), "--columns", "title=Titel,year=Jahr")
    assert result.exit_code == 0
    assert '"label": "Atari"' in result.stdout
    assert "title from Titel" in result.stderr


def test_validate_takes_columns(tmp_path: Path, run_kg: RunKg) -> None:
    path = write(tmp_path, "Titel,Jahr\nOwls,199x\n")
    result = run_kg("validate", str(path), "--columns", "title=Titel,year=Jahr")
    assert result.exit_code == 1
    assert "199x" in result.stdout
