"""Publication lists become papers; what cannot be placed is rejected with a reason."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pytest
from folders import ROOT
from running import Run

from kg.errors import SourceError
from kg.model import Paper, Rejected, Repair
from kg.sources import FORMATS, find_inputs, read
from kg.sources.fields.names import parse_authors, parse_name

SEEDS = ROOT / "seeds"
LONG = "We study how agents explore large worlds with memory and with very little reward. " * 4
ABSTRACT = LONG.strip()


def write(folder: Path, text: str | bytes, name: str = "list.txt") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def items(path: Path) -> tuple[list[Paper], list[Rejected], list[Repair]]:
    found = list(read(path))
    return (
        [each for each in found if isinstance(each, Paper)],
        [each for each in found if isinstance(each, Rejected)],
        [each for each in found if isinstance(each, Repair)],
    )


@pytest.fixture(scope="module")
def seeds() -> list[tuple[list[Paper], list[Rejected], list[Repair]]]:
    return [items(Path(path)) for path in find_inputs([str(SEEDS)]).files]


def test_read_seeds_counts(seeds: list[tuple[list[Paper], list[Rejected], list[Repair]]]) -> None:
    assert [len(papers) for papers, _, _ in seeds] == [8, 10, 9, 10]
    assert not any(rejected for _, rejected, _ in seeds)
    sources = [papers[0].records[0].source for papers, _, _ in seeds]
    assert [each.format for each in sources] == [
        "profile-list", "abstract-list", "abstract-list", "profile-list",
    ]  # fmt: skip
    assert [each.owner.name if each.owner else None for each in sources] == [
        "Steven Kapturowski", None, None, "Pablo Samuel Castro",
    ]  # fmt: skip


def test_read_seeds_repairs(seeds: list[tuple[list[Paper], list[Rejected], list[Repair]]]) -> None:
    repairs = [each for _, _, repairs in seeds for each in repairs]
    assert [(each.field, each.line, each.kind) for each in repairs] == [
        ("abstract", 2, "UTF-8 read as cp874"),
        ("author 4", 17, "UTF-8 read as cp874"),
    ]
    assert repairs[1].after == "Taïga, Adrien Ali"


def test_read_seeds_authors_and_lines(
    seeds: list[tuple[list[Paper], list[Rejected], list[Repair]]],
) -> None:
    last = seeds[0][0][-1]
    assert last.records[0].line == 23
    assert last.authors[-1].name == "Worlds Team"
    assert last.authors[-1].kind == "group"
    assert last.authors[-2].family == "de Freitas"
    assert [paper.records[0].line for paper in seeds[1][0]] == list(range(1, 11))


def test_read_profile_list_keeps_the_records_around_missing_lines(tmp_path: Path) -> None:
    lines = [
        "Lopez, Ana",
        "NightOwl", "Lopez, Ana, Chen, Bo", ABSTRACT,
        "No Abstract Here", "Lopez, Ana",
        "DayOwl", "Lopez, Ana, Team, Worlds", ABSTRACT,
        "Without Any Authors", ABSTRACT,
        "Owls, Hawks", "Lopez, Ana", ABSTRACT,
        "Publications 11 to 20",
        "Last One!", "Lopez, Ana", ABSTRACT,
    ]  # fmt: skip
    papers, rejected, _ = items(write(tmp_path, "\r\n".join(lines)))
    assert [(paper.title, len(paper.authors), bool(paper.abstract)) for paper in papers] == [
        ("NightOwl", 2, True),
        ("No Abstract Here", 1, False),
        ("DayOwl", 2, True),
        ("Without Any Authors", 0, True),
        ("Owls, Hawks", 1, True),
        ("Last One!", 1, True),
    ]
    assert [each.line for each in rejected] == [15]
    assert rejected[0].raw == {"title": "Publications 11 to 20"}
    assert [paper.records[0].line for paper in papers] == [2, 5, 7, 10, 12, 16]
    assert [paper.records[0].index for paper in papers] == [1, 2, 3, 4, 5, 7]


def test_read_profile_list_joins_wrapped_abstracts(tmp_path: Path) -> None:
    text = (
        "Lopez, Ana\nNightOwl\nLopez, Ana\nWe present NightOwl, an agent\nwith memory. It is\n"
        "good at games.\nDayOwl\nLopez, Ana\nIt sees\nby day.\n"
    )
    papers, rejected, _ = items(write(tmp_path, text))
    assert [paper.abstract for paper in papers] == [
        "We present NightOwl, an agent with memory. It is good at games.",
        "It sees by day.",
    ]
    assert not rejected


def test_read_profile_list_keeps_a_record_whose_title_is_missing(tmp_path: Path) -> None:
    text = f"Lopez, Ana\nNightOwl\nLopez, Ana\n{ABSTRACT}\nLopez, Ana, Chen, Bo\n{ABSTRACT}\n"
    papers, rejected, _ = items(write(tmp_path, text))
    assert [(paper.title, paper.records[0].line) for paper in papers] == [
        ("NightOwl", 2),
        (None, 5),
    ]
    assert not rejected


def test_read_profile_list_rejects_authors_that_do_not_pair_up(tmp_path: Path) -> None:
    text = "Lopez, Ana\nNightOwl\nLopez, Ana, Chen\nIt remembers.\nDayOwl\nLopez, Ana\nIt sees.\n"
    papers, rejected, _ = items(write(tmp_path, text))
    assert [paper.title for paper in papers] == ["DayOwl"]
    assert "pair up" in rejected[0].reasons[0]
    assert rejected[0].line == 2
    assert rejected[0].raw == {
        "title": "NightOwl", "authors": ["Lopez, Ana, Chen"], "abstract": "It remembers.",
    }  # fmt: skip


def test_read_profile_list_repairs_the_owner(tmp_path: Path) -> None:
    text = "Taรฏga, Ana\nNightOwl\nTaรฏga, Ana\nIt remembers.\n"
    papers, _, repairs = items(write(tmp_path, text))
    owner = papers[0].records[0].source.owner
    assert owner and owner.name == "Ana Taïga"
    assert [each.field for each in repairs] == ["owner", "author 1"]


def test_read_abstract_list_joins_and_rejects(tmp_path: Path) -> None:
    text = "\ufeffAbstract: One\ngoes on.\nABSTRACT:Two.\n\nNot in any.\nabstract :\n"
    papers, rejected, _ = items(write(tmp_path, text))
    assert [(each.abstract, each.records[0].line) for each in papers] == [
        ("One goes on.", 1), ("Two.", 3), (None, 6),
    ]  # fmt: skip
    assert [(each.line, each.raw) for each in rejected] == [(5, {"abstract": "Not in any."})]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Rossi, Ada, King, Bo, Jr.", ["Ada Rossi", "Bo King Jr."]),
        ("King, Jr., Bo, Lim, Cy", ["Bo King Jr.", "Cy Lim"]),
        ("van den Berg, Ida, Team, Worlds", ["Ida van den Berg", "Worlds Team"]),
        ("Rossi, Ada, King", None),
        ("Rossi,, Ada", None),
    ],
)
def test_parse_authors_pairs_names(line: str, names: list[str] | None) -> None:
    agents = parse_authors(line)
    assert (agents and [agent.name for agent in agents]) == names


def test_parse_name_splits_family_and_given() -> None:
    berg = parse_name("Ida van den Berg")
    assert (berg.family, berg.given) == ("van den Berg", "Ida")
    assert parse_name("Bo King Jr.").family == "King"
    assert parse_name("12345").kind == "unknown"
    assert parse_name("The Owl Collaboration").kind == "group"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "white space"),
        (b"%PDF-1.7\n%\xe2", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"Abstract:a\x00b", "binary"),
        (b"<!DOCTYPE html>\n<html></html>", "HTML"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"@prefix schema: <https://schema.org/> .\n", "RDF (Turtle)"),
        (b"<https://a.org/1> <https://a.org/p> <https://a.org/2> .\n", "RDF (N-Triples)"),
        (b'{"@context": "https://schema.org", "name": "x"}', "RDF (JSON-LD)"),
        (b"Dear colleagues, here is what we wrote this year.\nIt is much.\n", "prose"),
        (b"\x1f\x8bnot gzip", "damaged"),
        (gzip.compress(b"Abstract:One.\n" * 99, mtime=0)[:-9], "damaged"),
    ],
)
def test_read_refuses_other_files_by_name(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match="list") as caught:
        list(read(write(tmp_path, content)))
    assert said in str(caught.value)
    assert caught.value.todo


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-8-sig"])
def test_read_understands_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "Abstract:One naïve owl.\nAbstract:Two naïve owls.\n".encode(encoding))
    papers = [item for item in read(path) if isinstance(item, Paper)]
    assert [paper.abstract for paper in papers] == ["One naïve owl.", "Two naïve owls."]


def test_read_refuses_a_gzip_bomb(tmp_path: Path) -> None:
    path = write(tmp_path, gzip.compress(b"Abstract:" + b"a" * (80 << 20), mtime=0), "list.gz")
    with pytest.raises(SourceError, match="100 times"):
        list(read(path))


def test_read_unpacks_gzip_and_stdin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"Abstract:One.\n"
    plain = items(write(tmp_path, text))[0]
    packed = items(write(tmp_path, gzip.compress(text, mtime=0), "list.txt.gz"))[0]
    assert packed[0].records[0].source.digest == plain[0].records[0].source.digest
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(text, mtime=0))))
    (paper,) = read("-")
    assert isinstance(paper, Paper)
    assert (paper.abstract, paper.records[0].source.name) == ("One.", "stdin")


def test_read_takes_the_format_that_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "Lopez, Ana\nNightOwl\n")
    with pytest.raises(SourceError, match="prose"):
        list(read(path))
    (found,) = read(path, format="profile-list")
    assert isinstance(found, Rejected)
    with pytest.raises(SourceError, match="no such input format"):
        list(read(path, format="pdf"))
    with pytest.raises(SourceError, match="not one name"):
        list(read(write(tmp_path, "Some text here\n"), format="profile-list"))
    with pytest.raises(SourceError, match="no record"):
        list(read(write(tmp_path, "Lopez, Ana\n"), format="profile-list"))


def test_find_inputs_walks_folders_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/two.txt", "b/.hidden", "a.txt", ".git/x", "c.json"):
        write(tmp_path, "x", name)
    names = [str(tmp_path / name) for name in ("a.txt", "b/two.txt", "c.json")]
    assert find_inputs([str(tmp_path)]).files == names
    assert find_inputs([str(tmp_path / "*.txt"), str(tmp_path / "a.txt"), "-"]).files == [
        names[0],
        "-",
    ]


def test_find_inputs_names_what_is_missing(tmp_path: Path) -> None:
    for argument in ("none.txt", "*.none"):
        with pytest.raises(SourceError, match="no such file"):
            find_inputs([str(tmp_path / argument)])
    with pytest.raises(SourceError, match="holds no file"):
        find_inputs([str(tmp_path)])


@pytest.mark.parametrize("name", FORMATS)
def test_formats_read_their_own_example(tmp_path: Path, name: str) -> None:
    papers, rejected, _ = items(write(tmp_path, FORMATS[name].example))
    assert papers[0].records[0].source.format == name
    assert not rejected


def test_each_file_that_defines_a_format_is_in_the_table() -> None:
    files = [each for each in (ROOT / "kg" / "sources").rglob("*.py") if each.stem != "__init__"]
    written = sum("\nFORMAT = " in each.read_text(encoding="utf-8") for each in files)
    assert written == len(FORMATS) > 20


def test_sources_command_shows_each_format(run: Run) -> None:
    result = run("sources")
    assert result.exit_code == 0
    for format in FORMATS.values():
        assert f"{format.name}: {format.summary}" in result.stdout
    assert json.loads(FORMATS["records"].example)["title"] in result.stdout
