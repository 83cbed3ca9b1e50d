"""Records in JSON are read, refused with reasons, and written back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from string import ascii_letters
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import SCHEMES, parse_identifier
from kg.model import Agent, Identifier, Paper, Record, Rejected, Repair, Source
from kg.sources import read, to_record
from kg.sources.fields.names import parse_name
from kg.sources.record import read_record

RECORD = Record(Source("0" * 64, "new.jsonl", "records"), 1, 1)


def read_all(folder: Path, text: str) -> list[object]:
    path = folder / "new.jsonl"
    path.write_text(text, encoding="utf-8")
    return list(read(path))


def test_read_records_takes_every_key(tmp_path: Path) -> None:
    record = {
        "title": "NightOwl", "abstract": "It remembers.", "year": 2019, "date": "2019-05-01",
        "authors": [
            "Lopez, Ana", "Bo Chen", {"family": "King", "given": "Cy", "orcid": "0000-0002-1825-0097"},
            {"name": "Owl Watchers", "kind": "group"},
        ],
        "doi": "https://doi.org/10.1000/ABC", "arxiv": "arXiv:1901.00001v2", "pmid": 123,
        "venue": "Owl Days", "kind": "ConferencePaper", "url": "https://example.org/owl",
    }  # fmt: skip
    (paper,) = read_all(tmp_path, json.dumps(record))
    assert isinstance(paper, Paper)
    assert paper.year == "2019"
    assert paper.identifiers == (
        Identifier("arxiv", "1901.00001"), Identifier("doi", "10.1000/abc"), Identifier("pmid", "123"),
    )  # fmt: skip
    assert [(each.name, each.kind) for each in paper.authors] == [
        ("Ana Lopez", "person"), ("Bo Chen", "person"), ("Cy King", "person"), ("Owl Watchers", "group"),
    ]  # fmt: skip
    assert paper.authors[2].orcid == "0000-0002-1825-0097"


def test_read_records_keeps_malformed_values_for_the_shapes(tmp_path: Path) -> None:
    record = {"title": "T", "authors": "12345", "doi": "none", "year": "199x", "arxiv": ["1", "2"]}
    *repairs, paper = read_all(tmp_path, json.dumps(record))
    assert isinstance(paper, Paper)
    assert len(repairs) == 3
    assert (paper.year, paper.authors[0].name) == ("199x", "12345")
    assert paper.identifiers == ()
    assert paper.printed_identifiers == ("arxiv:1", "arxiv:2", "doi:none")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"title": 3}', "title is 3, not a text"),
        ('{"title": "T", "year": true}', "year is True"),
        ('{"title": "T", "doi": {"v": 1}}', "doi is"),
        ('{"title": "T", "authors": [7]}', "authors is 7"),
        ('{"title": "T", "authors": ["A, B, C"]}', "pair up"),
        ('{"title": "T", "authors": [{"orcid": "x"}]}', "an author with a name"),
        ('{"title": "T", "authors": [{"name": "X", "kind": "robot"}]}', "person, group"),
        ('{"tittle": "T"}', "at least one of the keys"),
        ("[1]", "not 1"),
        ("null", "not null"),
        ('{"title": "T"', "not JSON"),
        ('{"title": NaN}', "NaN is not JSON"),
        ('{"title": "T", "venue": "\\ud800"}', "surrogate"),
        ('{"title": ' + "[" * 100_000, "nested too deeply"),
        ("[" * 990 + "]" * 990, "nested too deeply"),
    ],
)
def test_read_records_rejects_with_reason_and_goes_on(tmp_path: Path, line: str, said: str) -> None:
    found = read_all(tmp_path, f'{{"title": "Before"}}\n{line}\n\n{{"title": "After"}}')
    assert [type(each) for each in found] == [Paper, Rejected, Paper]
    rejected = found[1]
    assert isinstance(rejected, Rejected)
    assert rejected.line == 2
    assert said in "; ".join(rejected.reasons)
    json.dumps(rejected.raw, ensure_ascii=False).encode()


def test_read_records_gives_every_reason_at_once() -> None:
    with pytest.raises(Exception, match="title") as caught:
        read_record({"title": 1, "venue": 2}, RECORD)
    assert len(caught.value.args) == 2


def test_read_records_ignores_other_keys_of_annotated_lines(tmp_path: Path) -> None:
    line = '{"id": "s1", "title": "", "abstract": "A.", "entities": [], "mentions": []}'
    (paper,) = read_all(tmp_path, line)
    assert isinstance(paper, Paper)
    assert (paper.title, paper.abstract) == (None, "A.")


def test_read_records_takes_members_of_tables_that_the_first_lacks(tmp_path: Path) -> None:
    first = {"title": "Owls at night", "authors": ["Ana Lopez"], "date": "2020-12-01"}
    second = {"title": "Owls by day", "authors": ["Bo Chen"], "date": "2020/11", "journal": "Owl News"}  # fmt: skip
    one, two = read_all(tmp_path, json.dumps([first, second]))
    assert isinstance(one, Paper)
    assert isinstance(two, Paper)
    assert (one.year, one.date) == ("2020", "2020-12-01")
    assert (two.year, two.date, two.venue) == ("2020", "2020-11", "Owl News")


def test_read_records_gives_the_lines_of_an_array(tmp_path: Path) -> None:
    found = read_all(tmp_path, '\n[\n {"title": "A"},\n\n {\n"title": "B"}\n, 5, {"title": "C"}]\n')
    lines = [
        (each.line if isinstance(each, Rejected) else each.records[0].line)
        for each in found
        if isinstance(each, Paper | Rejected)
    ]
    assert lines == [3, 5, 7, 7]


@pytest.mark.parametrize("end", ["", ", ", '{"title": ', "] x"])
def test_read_records_keeps_what_stands_before_a_broken_array(tmp_path: Path, end: str) -> None:
    found = read_all(tmp_path, f'[{{"title": "A"}}{end}')
    assert [type(each) for each in found] == [Paper, Rejected]
    assert isinstance(found[1], Rejected)
    assert "breaks off" in found[1].reasons[0] or end == "] x"


def test_read_records_goes_on_behind_what_breaks_an_array(tmp_path: Path) -> None:
    broken = '{"title": "B", "authors": [{"name": "Bo" "family": "Chen"}], "year": 2019}'
    whole = broken.replace('" "family"', '", "family"')
    records = [whole.replace('"B"', f'"{name}"') for name in "AC"]
    found = read_all(tmp_path, f"[{records[0]},{broken},{records[1]} {records[0]}]")
    assert [each.title if isinstance(each, Paper) else None for each in found] == [
        "A",
        None,
        "C",
        "A",
    ]
    assert isinstance(found[1], Rejected)
    assert str(found[1].raw).startswith(broken[:-1])


def test_read_records_takes_objects_over_several_lines(tmp_path: Path) -> None:
    one = '{\n  "title": "%s",\n  "authors": [\n    "Lopez, Ana"\n  ]\n}\n'
    found = read_all(tmp_path, one % "A" + '{\n  "title": B\n}\n' + one % "C")
    assert [each.title if isinstance(each, Paper) else None for each in found] == ["A", None, "C"]


def test_read_records_takes_one_object_over_several_lines(tmp_path: Path) -> None:
    (paper,) = read_all(tmp_path, '{\n  "title": "A",\n  "year": 2020\n}\n')
    assert isinstance(paper, Paper)
    assert (paper.title, paper.records[0].line) == ("A", 1)


def test_read_quarantine_reads_what_was_mended(tmp_path: Path) -> None:
    start = '{"source": "s", "line": 1, "reasons": ["r"], "record": '
    lines = [
        f'{start}{{"title": "A", "authors": ["Lopez, Ana, Chen, Bo"]}}}}',
        f'{start}"{{\\"title\\": \\"B\\"}}"}}',
        f'{start}{{"title": "C", "authors": ["Lopez, Ana, Chen"]}}}}',
        f'{start}"no JSON"}}',
    ]
    a, b, c, d = read_all(tmp_path, "\n".join(lines))
    assert isinstance(a, Paper)
    assert isinstance(b, Paper)
    assert isinstance(c, Rejected)
    assert isinstance(d, Rejected)
    assert a.records[0].source.format == "quarantine"
    assert [each.name for each in a.authors] == ["Ana Lopez", "Bo Chen"]
    assert b.title == "B"
    assert c.raw == {"title": "C", "authors": ["Lopez, Ana, Chen"]}
    assert d.raw == "no JSON"


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
NAME = st.text(ascii_letters + " éß-'", min_size=1).map(str.strip).filter(bool)
MAYBE = st.none() | TEXT
KINDS = st.sampled_from(["person", "group", "unknown"])
AGENTS = st.builds(parse_name, NAME) | st.builds(
    Agent, NAME, NAME, KINDS, family=TEXT, given=MAYBE, orcid=MAYBE
)


@st.composite
def identifiers(draw: st.DrawFn) -> tuple[Identifier, ...]:
    found = draw(st.lists(st.tuples(st.sampled_from(list(SCHEMES)), TEXT), max_size=4))
    # What is plainly of another scheme goes there, so they are put in order afterwards.
    parsed = [parse_identifier(scheme, value) for scheme, value in found]
    return tuple(sorted(parsed, key=lambda each: SCHEMES.index(each.scheme)))


PAPERS = st.builds(
    Paper, title=MAYBE, abstract=MAYBE, authors=st.lists(AGENTS, max_size=3).map(tuple),
    year=MAYBE, date=MAYBE, identifiers=identifiers(), venue=MAYBE, kind=st.sampled_from([None, "Preprint", "Book", "DoctoralThesis"]), url=MAYBE,
    other_titles=st.lists(TEXT, max_size=2).map(tuple), records=st.just((RECORD,)),
).filter(to_record)  # fmt: skip


@given(PAPERS)
def test_to_record_is_read_back_as_it_was(paper: Paper) -> None:
    record = json.loads(json.dumps(to_record(paper), ensure_ascii=False))
    assert read_record(record, RECORD) == paper


def test_read_records_takes_author_objects_as_they_are_stated() -> None:
    authors = [
        {"family": "Team", "given": "Worlds"},
        {"name": "Ada Rossi", "kind": "person"},
        {"name": "Ada Lab", "family": "Lab"},
        {"name": "Plato"},
    ]
    found = read_record({"authors": authors}, RECORD).authors
    assert [(each.name, each.kind, each.family) for each in found] == [
        ("Worlds Team", "group", None),
        ("Ada Rossi", "person", "Rossi"),
        ("Ada Lab", "person", "Lab"),
        ("Plato", "unknown", None),
    ]


def test_read_records_tells_of_keys_that_are_likely_misspelt(tmp_path: Path) -> None:
    path = tmp_path / "owls.jsonl"
    path.write_text(
        '{"titel": "Owls", "yaer": 2019, "authors": [{"name": "Bo Li", "orchid": "x"}], "pages": 3}\n'
        '{"title": "Owls", "titel": "Eulen"}\n'
    )
    items = list(read(path))
    assert [each.year for each in items if isinstance(each, Paper)] == [None, None]
    notes = [
        (each.line, each.field, each.before, each.kind)
        for each in items
        if isinstance(each, Repair)
    ]
    assert notes == [
        (1, "titel", "Owls", "the key is not known: is 'title' meant?"),
        (1, "yaer", "2019", "the key is not known: is 'year' meant?"),
        (1, "orchid", "x", "the key is not known: is 'orcid' meant?"),
    ]


def test_validate_warns_of_a_misspelt_key(tmp_path: Path, run_kg: Callable[..., Any]) -> None:
    path = tmp_path / "owls.jsonl"
    path.write_text('{"titel": "Owls", "abstract": "They see.", "authors": ["Lopez, Ana"]}\n')
    result = run_kg("validate", str(path), "--severity", "warning")
    assert result.exit_code == 1
    assert f"{path}:1: key 'titel'" in result.stdout
    assert "'titel': the key is not known: is 'title' meant?" in result.stdout
    assert run_kg("validate", str(path)).exit_code == 0
    built = run_kg("build", str(path), "--output", str(tmp_path / "out"), "--no-mentions")
    assert built.stdout == "1 read, 1 published, 0 merged, 0 quarantined\n"
