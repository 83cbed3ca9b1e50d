"""The columns of a table are guessed, shown, and set where their names do not tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, SourceError
from kg.model import Paper, Record, Skipped, Source
from kg.sources import FORMATS, read
from kg.sources.format import AS_NAMED, Columns, Format, Item, Tabular, sign
from kg.sources.input.document import Document
from kg.sources.tables.headings import NAMES, describe_columns, parse_columns

FINNISH = 'sep=;\r\nNimi;"Laatija(t)";Vuosi;Sivut\r\n"Nacht; Eulen";Lopez, Ana; Chen, Bo;2019;3\r\n'
QUOTED = FINNISH.replace("Lopez, Ana; Chen, Bo", '"Lopez, Ana; Chen, Bo"')
GIVEN = {"title": "Nimi", "authors": "Laatija(t)", "year": "Vuosi"}
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
        "title from Nimi; authors from Laatija(t); year from Vuosi; not read: Sivut"
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
    with pytest.raises(SourceError, match="no such column: 'Year'; its columns are Nimi, Vuosi"):
        list(read(write(tmp_path, "Nimi,Vuosi\nA,1\n"), columns={"title": "Nimi", "year": "Year"}))


OWN = '{"title": "Owls", "authors": ["Ana Lopez"], "abstract": "They see.", "rank": 3}\n'
NAMELESS = "u1,Night,Bo Chen,They hear.\nu2,Day,Cy Lim,They rest.\n"
NUMBERED = {"url": "#1", "title": "#2", "authors": "#3", "abstract": "#4"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("records.jsonl", OWN),
        ("table.jsonl", OWN.replace("authors", "author")),
        ("array.json", f"[{OWN}]"),
        ("named.csv", "Title,Authors,Abstract,Rank\nOwls,Ana Lopez,They see.,3\n"),
        ("a.bib", "@article{a, title={Owls}, author={Lopez, Ana}, abstract={They see.}}"),
        ("a.ris", "TY  - JOUR\nTI  - Owls\nAU  - Lopez, Ana\nAB  - They see.\nER  -\n"),
        ("works.json", '{"results": [{"id": "https://openalex.org/W1", "display_name": "Owls",'
         ' "type": "article", "authorships": [{"author": {"display_name": "Ana Lopez"}}],'
         ' "abstract_inverted_index": {"They": [0], "see.": [1]}}]}'),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "columns", [NUMBERED, {"title": "rank", "authors": "rank"}, {"title": "id", "abstract": "type"}]
)
def test_columns_for_all_take_nothing_from_a_list_that_names_its_own(
    tmp_path: Path, name: str, text: str, columns: dict[str, str]
) -> None:
    (paper,) = read_papers(write(tmp_path, text, name), columns)
    assert (paper.title, paper.abstract) == ("Owls", "They see.")
    assert [each.name for each in paper.authors] == ["Ana Lopez"]


def test_columns_for_all_hold_where_no_heading_names_the_field(tmp_path: Path) -> None:
    path = write(tmp_path, "Title,Laatija\nOwls,Ana Lopez\n")
    said: list[str] = []
    (paper,) = list(read(path, columns={"title": "Nimi", "authors": "Laatija"}, tell=said.append))
    assert isinstance(paper, Paper)
    assert (paper.title, paper.authors[0].name) == ("Owls", "Ana Lopez")
    assert said[0].endswith("title from Title; authors from Laatija; not heeded here: title=Nimi")


def test_columns_by_number_for_all_hold_for_no_prose(tmp_path: Path) -> None:
    path = write(tmp_path, "Owls see, at night.\nThey hear, too, and they fly.\n", "notes.txt")
    with pytest.raises(SourceError):
        list(read(path, columns={"title": "#1"}))


def test_columns_of_a_file_hold_for_it_alone(tmp_path: Path) -> None:
    text = "Title,Year,Kurztitel\nLong,2019,Short\n"
    paths = [write(tmp_path, text, name) for name in ("a.csv", "b.csv")]
    titles = [read_papers(path, {"a.csv:title": "Kurztitel"})[0].title for path in paths]
    assert titles == ["Short", "Long"]
    by_path = {f"{paths[1]}:title": "Kurztitel"}
    assert [read_papers(path, by_path)[0].title for path in paths] == ["Long", "Short"]


@pytest.mark.parametrize("columns", [{"venue": "Title"}, NUMBERED])
def test_a_file_that_would_lose_its_title_is_refused(
    tmp_path: Path, columns: dict[str, str]
) -> None:
    path = write(tmp_path, "Title,Authors,Rank,Site\nOwls,Ana Lopez,1,u\n")
    own = {f"list.csv:{field}": column for field, column in columns.items()}
    with pytest.raises(SourceError, match="would lose its title: 'Title'"):
        list(read(path, columns=own))


def test_a_row_of_json_without_the_named_member_keeps_its_own_title(tmp_path: Path) -> None:
    path = write(tmp_path, '{"titre": "Hiboux", "n": 1}\n{"title": "Owls", "n": 2}\n', "a.jsonl")
    assert [each.title for each in read_papers(path, {"title": "titre"})] == ["Hiboux", "Owls"]


def test_build_takes_columns_for_one_of_many_files(tmp_path: Path, run_kg: RunKg) -> None:
    write(tmp_path, NAMELESS, "night.csv")
    write(tmp_path, OWN, "owls.jsonl")
    out = tmp_path / "out"
    named = "night.csv:" + ",".join(f"{field}={column}" for field, column in NUMBERED.items())
    for columns in (named, named.removeprefix("night.csv:")):
        result = run_kg("build", f"{tmp_path}/*.*", "--output", str(out), "--no-mentions",
                        "--columns", columns)  # fmt: skip
        assert result.stdout == "3 read, 3 published, 0 merged, 0 quarantined\n"
    result = run_kg(
        "build", f"{tmp_path}/*.*", "--output", str(out), "--columns", "nigt.csv:title=#2"
    )
    assert result.exit_code == 2
    assert "columns are named for a file that is not read: 'nigt.csv'" in result.stderr


def test_columns_may_be_named_file_by_file(tmp_path: Path, run_kg: RunKg) -> None:
    """Each `--columns` counts: the last one does not take the place of those before it."""
    files = [str(write(tmp_path, NAMELESS, name)) for name in ("night.csv", "day.csv")]
    night, day = (("--columns", f"{name}:title=#2") for name in ("night.csv", "day.csv"))
    result = run_kg("validate", *files, *night, *day)
    assert (result.stderr.count("title from #2"), result.exit_code) == (2, 0)
    again = run_kg("validate", *files, *night, *night)
    assert again.exit_code == 2
    assert "named twice: 'night.csv:title'" in again.stderr


def test_read_of_other_formats_is_not_touched_by_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "@article{a, title={Owls}}", "a.bib")
    assert read_papers(path, GIVEN)[0].title == "Owls"


def test_read_skips_what_a_row_says_is_no_paper(tmp_path: Path) -> None:
    path = write(tmp_path, "Title,Type\nA,Book\nB,Data set\nC,Oral\nD,Something new\n")
    kinds = [each.kind for each in read(path) if isinstance(each, Paper | Skipped)]
    assert kinds == ["Book", "data set", None, None]


@pytest.mark.parametrize(
    "written",
    [
        "title",
        "title=",
        "=Titel",
        "titel=Titel",
        'title="Titel',
        "",
        "title=A,title=B",
        "title=#0",
        "a.csv:title",
    ],
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
    path = write(tmp_path, "Nimi,Vuosi\nWe introduce RECODE and test it on Atari,2019\n")
    result = run_kg("extract", str(path), "--columns", "title=Nimi,year=Vuosi")
    assert result.exit_code == 0
    assert '"label": "Atari"' in result.stdout
    assert "title from Nimi" in result.stderr


def test_validate_takes_columns(tmp_path: Path, run_kg: RunKg) -> None:
    path = write(tmp_path, "Nimi,Vuosi\nOwls,199x\n")
    result = run_kg("validate", str(path), "--columns", "title=Nimi,year=Vuosi")
    assert result.exit_code == 1
    assert "199x" in result.stdout


def test_the_columns_of_a_new_format_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_sheet(document: Document, source: Source, given: Columns = AS_NAMED) -> Iterator[Item]:
        cells = dict(zip(*(text.split("~") for _, text in document.lines()), strict=True))
        yield Paper(title=cells[given.get("title", "a")], records=(Record(source, 1, 1),))

    sheets = Format(
        "sheet", "", "", lambda head: sign("~" in head, "it has waves"), read_sheet,
        Tabular(lambda head, given: head.split("\n")[0].split("~"), read_sheet),
    )  # fmt: skip
    monkeypatch.setattr("kg.sources.FORMATS", {"sheet": sheets, **FORMATS})
    path = write(tmp_path, "a~b\nOwls~Mice\n", "sheet.txt")
    assert [read_papers(path, each)[0].title for each in ({}, {"title": "b"})] == ["Owls", "Mice"]
    with pytest.raises(SourceError, match="no such column: 'c'; its columns are a, b"):
        list(read(path, columns={"sheet.txt:title": "c"}))
