"""Tables are read by the names of their columns; whatever is done to JSON and tables is survived."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import TESTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Paper, Rejected, Skipped
from kg.sources import FORMATS, Item, read
from kg.sources.tables.authors import split_authors
from kg.sources.tables.headings import guess_columns

DATA = TESTS / "sources" / "data"
FOLDERS = ("csljson", "openalex", "crossref", "s2", "datacite", "arxiv", "tables")
FILES = [path for folder in FOLDERS for path in sorted((DATA / folder).iterdir())]
BYTES = [path.read_bytes() for path in FILES]
OWN = (
    "csl-json", "openalex", "crossref-json", "semantic-scholar", "datacite-json", "arxiv-json",
    "table", "json-table",
)  # fmt: skip
FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def items(name: str) -> list[Item]:
    return list(read(DATA / "tables" / name))


def write(folder: Path, text: str) -> Path:
    path = folder / "table"
    path.write_text(text)
    return path


def test_read_csv_takes_every_column() -> None:
    found = items("papers.csv")[0]
    assert isinstance(found, Paper)
    assert (found.title, found.abstract) == ("Night owls", 'We look at "owls".')
    assert [each.name for each in found.authors] == ["Ana Lopez", "Bo Chen"]
    assert (found.venue, found.year, found.kind) == ("Journal of Maps", "2019", "JournalArticle")
    assert found.url == "https://maps.example/1"
    assert found.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert [each.value for each in found.identifiers] == ["10.1234/1"]
    assert found.records[0].line == 2


def test_read_csv_accounts_for_every_row() -> None:
    found = items("papers.csv")
    rejected = [each for each in found if isinstance(each, Rejected)]
    assert [(each.line, each.reasons[0].split(":")[0]) for each in rejected] == [
        (6, "this row has 11 cells, but there are 9 columns"),
        (7, "Title and abstract are both missing"),
    ]
    assert [each.kind for each in found if isinstance(each, Skipped)] == ["software"]


def test_read_tsv_takes_quotation_marks_as_text() -> None:
    found = items("papers.tsv")
    assert [each.title for each in found if isinstance(each, Paper)] == ['The "owl', "Owls"]


def test_read_json_table_takes_objects_and_bibtex() -> None:
    first, second, third = items("papers.jsonl")
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert isinstance(third, Rejected)
    assert (first.year, first.venue, first.kind) == ("2013", "Proc. of Owls", "ConferencePaper")
    assert first.code == "https://code.example/owls"
    assert [each.name for each in second.authors] == ["Ana Lopez", "Bo Chen"]
    assert third.raw == {"title": "Bad owls"}


def test_read_refuses_a_table_without_titles() -> None:
    with pytest.raises(SourceError, match="no column of this table is a title or an abstract"):
        items("untitled.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_read_guesses_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    rows = [["Title", "Year", "Journal"], ["Owls", "2019", "Maps"], [], ["More"]]
    path = write(tmp_path, "\n".join(delimiter.join(row) for row in rows))
    found = [each for each in read(path) if isinstance(each, Paper)]
    assert [(each.title, each.year, each.venue) for each in found] == [
        ("Owls", "2019", "Maps"),
        ("More", None, None),
    ]


def test_read_rejects_a_row_that_swallows_the_next(tmp_path: Path) -> None:
    path = write(tmp_path, 'title,year,venue\n"Owls,2019,Maps\nMore,2020,Maps\n')
    found = list(read(path))
    assert [type(each) for each in found] == [Rejected]


def test_read_leaves_records_and_prose_to_others(tmp_path: Path) -> None:
    record = write(tmp_path, '{"title": "Owls", "authors": ["Lopez, Ana"], "note": "x"}')
    found = next(read(record))
    assert isinstance(found, Paper)
    assert found.records[0].source.format == "records"
    prose = write(tmp_path, "Owls, maps, and what they have in common\nare not a table.\n")
    with pytest.raises(SourceError, match="without marks"):
        list(read(prose))


def test_guess_columns_puts_the_best_name_first() -> None:
    assert guess_columns(["author", "Authors", "rank"]) == {"authors": ("Authors", "author")}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ana Lopez, Bo Chen, Cy Lim", ["Ana Lopez", "Bo Chen", "Cy Lim"]),
        ("van der Berg, Ana Maria", ["van der Berg, Ana Maria"]),
        ("Ana Lopez & Bo Chen", ["Ana Lopez", "Bo Chen"]),
        ("Noa Sha;*Aza Mir* ; ", ["Noa Sha", "Aza Mir"]),
        ("Lopez, Ana|Chen, Bo", ["Lopez, Ana", "Chen, Bo"]),
        ("Andy Sand", ["Andy Sand"]),
        ("Lopez, A.T., B. Chen, & C.D. Lim", ["Lopez, A.T.", "B. Chen", "C.D. Lim"]),
        ("Lopez, A. and B. de Chen", ["Lopez, A.", "B. de Chen"]),
        ("Lopez, A, Chen, BC, Lim, C", ["Lopez, A", "Chen, BC", "Lim, C"]),
        ("", []),
    ],
)
def test_split_authors_copes_with_every_separator(written: str, expected: list[str]) -> None:
    assert split_authors(written) == expected


def survives(folder: Path, content: bytes) -> None:
    """Read whatever it is; only a `SourceError` may come of it, and every item has its place."""
    path = folder / "list"
    path.write_bytes(content)
    try:
        found = list(read(path))
    except SourceError:
        return
    assert found


@FUZZ
@given(content=st.sampled_from(BYTES), data=st.data())
def test_read_survives_truncation(tmp_path: Path, content: bytes, data: st.DataObject) -> None:
    survives(tmp_path, content[: data.draw(st.integers(0, len(content)))])


@FUZZ
@given(content=st.sampled_from(BYTES), data=st.data())
def test_read_survives_flipped_bytes(tmp_path: Path, content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=20)):
        changed[position] = data.draw(st.integers(32, 126))
    survives(tmp_path, bytes(changed))


@FUZZ
@given(first=st.sampled_from(BYTES), second=st.sampled_from(BYTES))
def test_read_survives_concatenation(tmp_path: Path, first: bytes, second: bytes) -> None:
    survives(tmp_path, first + second)


MEMBERS = [
    "id",
    "title",
    "display_name",
    "authorships",
    "abstract_inverted_index",
    "type",
    "author",
    "authors",
    "creators",
    "titles",
    "issued",
    "publication_year",
    "externalIds",
    "authors_parsed",
    "versions",
    "language",
    "attributes",
    "types",
    "dates",
    "descriptions",
    "container",
    "license",
    "name",
    "family",
    "doi",
    "DOI",
    "year",
    "publicationTypes",
    "journal",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=5)
    ),
    max_leaves=20,
)


@FUZZ
@given(
    value=st.dictionaries(st.sampled_from(MEMBERS), JSON, max_size=8), format=st.sampled_from(OWN)
)
def test_read_survives_values_of_any_type(
    tmp_path: Path, value: dict[str, object], format: str
) -> None:
    import json

    path = write(tmp_path, json.dumps(value))
    try:
        assert list(read(path, format=format))
    except SourceError:
        assert format == "table" or not value


@pytest.mark.parametrize("name", OWN)
def test_example_of_each_format_is_recognised_and_read(tmp_path: Path, name: str) -> None:
    found = list(read(write(tmp_path, FORMATS[name].example)))
    assert all(isinstance(each, Paper) for each in found)
    assert {each.records[0].source.format for each in found if isinstance(each, Paper)} == {name}


def test_scopus_tells_full_names_with_numbers_and_volumes_without_authors(tmp_path: Path) -> None:
    file = tmp_path / "scopus.csv"
    file.write_text(
        "Authors,Author full names,Title,Year,Source title,Document Type\n"
        'Lopez A.; Chen B.,"Lopez, Ana (57190000000); Chen, Bo (57190000001)",Owls at night,2021,Owl News,Article\n'
        "[No author name available],[No author name available],Owl Conference 2021,2021,Owl Proceedings,Conference review\n"
        "[No author name available],[No author name available],Owls of 2020,2020,Owl News,Editorial\n",
        encoding="utf-8",
    )
    owls, volume, editorial = read(file)
    assert isinstance(owls, Paper) and isinstance(volume, Skipped) and isinstance(editorial, Paper)
    assert [each.name for each in owls.authors] == ["Ana Lopez", "Bo Chen"]
    assert (volume.kind, editorial.authors) == ("proceedings", ())


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Название;Авторы;Год;Журнал", "Owls at night;Lopez, A. and Chen, B.;2021;Owl News"),
        ("Title OR Chapter title;Authors OR Patent owners OR Presenters;Publication date OR Presented date OR Date;"
         "Journal or Published proceedings or Book", "Owls at night;Lopez A, Chen B;14-Jun-2021;Owl News"),
        ("Title of Contribution;Contribution Type;INTELLCONT_AUTH_1_FNAME;INTELLCONT_AUTH_1_LNAME;"
         "INTELLCONT_AUTH_2_FNAME;INTELLCONT_AUTH_2_LNAME;DTY_PUB;Journal/Publisher/Proceedings Publisher",
         "Owls at night;Conference Proceeding;A.;Lopez;B.;Chen;2021;Owl News"),
        ("workLabel;authors;date;venueLabel", "Owls at night;A. Lopez // B. Chen;2021-06-14;Owl News"),
        ("标题;作者;年份;期刊", "Owls at night;A. Lopez|B. Chen;2021;Owl News"),
    ],
)  # fmt: skip
def test_columns_are_known_by_the_names_that_systems_give_them(
    head: str, row: str, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"{head}\n{row}\n", encoding="utf-8")
    (paper,) = read(file)
    assert isinstance(paper, Paper)
    assert (paper.title, paper.year, paper.venue) == ("Owls at night", "2021", "Owl News")
    assert [(each.family, (each.given or "").strip(".")) for each in paper.authors] == [
        ("Lopez", "A"), ("Chen", "B"),
    ]  # fmt: skip
