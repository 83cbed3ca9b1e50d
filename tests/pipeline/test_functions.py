"""Commands and functions are one implementation: what the one prints the other gives."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from asking import GRAPH, free_port
from running import Run

import kg
from kg.errors import InputError, QueryError, ServiceError

TITLES = "SELECT ?paper ?title { ?paper a kg:Publication ; schema:name ?title } ORDER BY ?paper"
RECORD = "@article{a, title = {Owls on Atari}, author = {Lopez, Ana}, year = {2021}}\n"


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    file = tmp_path / "refs.bib"
    file.write_text(RECORD)
    return file


def test_query_gives_the_rows_that_the_command_prints(run_kg: Run) -> None:
    printed = run_kg("query", TITLES, "--data", GRAPH, "--results", "csv").stdout
    rows = [*csv.DictReader(io.StringIO(printed))]
    assert rows
    assert [*kg.query(TITLES, GRAPH)] == rows


@pytest.mark.parametrize("data", [GRAPH, Path(GRAPH), [GRAPH], (Path(GRAPH),)])
def test_query_takes_paths_one_or_many(data: str | Path | list[str]) -> None:
    assert [*kg.query(TITLES, data)] == [*kg.query(TITLES, kg.Store.open(GRAPH))]


def test_query_takes_parameters_as_options_and_says_what_is_close() -> None:
    found = kg.query("papers-on-benchmark", data=GRAPH, benchmark="TidePool")
    assert found
    assert [*found] == [*kg.query("papers-on-benchmark", GRAPH, params={"benchmark": "TidePool"})]
    missed = kg.query("papers-on-benchmark", GRAPH, benchmark="TidePol")
    assert not missed
    assert any("TidePool" in note for note in missed.notes)
    assert "TidePool" in missed._repr_html_()


def test_query_takes_numbers_and_terms_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text('<x:a> <x:n> 7 . <x:b> <x:n> "7" . <x:c> <x:n> <x:a> .')
    ask = "SELECT ?s { ?s <x:n> ?n }"
    given: dict[int | str | ox.NamedNode, str] = {7: "x:a", "7": "x:b", ox.NamedNode("x:a"): "x:c"}
    for value, subject in given.items():
        assert [row["s"] for row in kg.query(ask, file, n=value)] == [subject]


def test_query_reads_a_file_and_limits_rows(tmp_path: Path) -> None:
    file = tmp_path / "titles.rq"
    file.write_text(TITLES)
    first = kg.query(file, GRAPH, limit=1)
    assert [*first] == [kg.query(TITLES, GRAPH)[0]]
    assert "there are more" in first.notes[0]
    assert [*kg.query(str(file), GRAPH)] == [*kg.query(TITLES, GRAPH)]


def test_query_gives_graphs_and_answers() -> None:
    graph = kg.query("CONSTRUCT { ?s a kg:Method } WHERE { ?s a kg:Method }", GRAPH)
    assert isinstance(graph, kg.Graph)
    assert len(graph.to_rdflib()) == len(graph) > 0
    assert kg.query("ASK { ?s a kg:Method }", GRAPH)
    assert not kg.query("ASK { ?s a kg:Owl }", GRAPH)


def test_query_refuses_as_the_command_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(QueryError, match="no such parameter"):
        kg.query(TITLES, GRAPH, owl="x")
    with pytest.raises(InputError, match="choose one"):
        kg.query(TITLES, GRAPH, endpoint="http://localhost")
    with pytest.raises(ServiceError):
        kg.query(TITLES, endpoint=f"http://127.0.0.1:{free_port()}", timeout=0.1)
    with pytest.raises(InputError, match="a limit of time holds for endpoints"):
        kg.query(TITLES, GRAPH, timeout=5)
    with pytest.raises(InputError, match="no file is named"):
        kg.query(TITLES, [])
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="kg build"):
        kg.query(TITLES)


@pytest.mark.parametrize(
    ("command", "give"),
    [
        (("describe", "TidePool"), lambda: kg.describe("TidePool", GRAPH).text()),
        (("stats",), lambda: kg.stats(GRAPH).text()),
        (("find", "tide"), lambda: kg.find("tide", GRAPH).text()),
    ],
)
def test_sheets_read_as_the_command_prints(
    command: tuple[str, ...], give: Callable[[], str], run_kg: Run
) -> None:
    printed = run_kg(*command, "--data", GRAPH).stdout
    assert printed
    assert give() == printed.rstrip("\n")


def test_convert_and_diff_give_what_the_commands_print(tmp_path: Path, run_kg: Run) -> None:
    assert kg.convert(GRAPH, "nt").decode() == run_kg("convert", GRAPH, "--to", "nt").stdout
    old, new = tmp_path / "old.nt", tmp_path / "new.nt"
    old.write_text("<x:a> <x:b> <x:c> .\n")
    new.write_text("<x:a> <x:b> <x:d> .\n")
    difference = kg.diff(old, str(new))
    assert difference
    assert not kg.diff(old, old)
    assert len(difference.added) == len(difference.removed) == 1
    for results in ("text", "patch", "update"):
        printed = run_kg("diff", str(old), str(new), "--results", results).stdout
        assert [*difference.lines(results)] == printed.splitlines()


def test_extract_gives_what_the_command_prints(bib: Path, run_kg: Run) -> None:
    printed = [json.loads(line) for line in run_kg("extract", str(bib)).stdout.splitlines()]
    assert [each.to_dict() for each in kg.extract(bib).records] == printed
    (paper,) = kg.extract(kg.read(bib))
    assert paper.mentions
    table = kg.extract(bib).mentions()
    assert [(row["field"], row["text"]) for row in table] == [("title", "Atari")]
    with pytest.raises(InputError, match="give one"):
        kg.extract()


def test_build_takes_one_path_and_validate_gives_the_verdict_of_the_command(
    bib: Path, tmp_path: Path, run_kg: Run
) -> None:
    out = tmp_path / "out"
    assert kg.build(bib, out, mentions=False).total.published == 1
    bad = tmp_path / "bad.bib"
    bad.write_text(RECORD + "@article{b, author = {Lopez, Ana}}\n")
    for files in ([out / "kg.ttl"], [bib], [bad], [bib, bad]):
        code = run_kg("validate", *map(str, files)).exit_code
        assert kg.validate(files).conforms() == (code == 0)
    assert kg.validate(str(bib)).conforms() == kg.validate(bib).conforms()


def test_stores_show_themselves_and_go_to_rdflib() -> None:
    store = kg.Store.open(GRAPH)
    assert len(store.to_rdflib()) == len(store)
    assert f"{len(store)} statements" in store._repr_html_()
