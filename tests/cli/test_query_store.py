"""`kg query` over what is kept on disk, within its limits, and with services only if allowed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from asking import GRAPH, StandIn
from running import Run

from kg.store import Cache, Store
from kg.store.kept import open_kept

pytestmark = pytest.mark.usefixtures("collected_later")

QUESTION = "SELECT * { ?s ?p ?o } ORDER BY STR(?s) STR(?p) STR(?o)"


@pytest.fixture
def stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Cache.of_user().folder


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "xml", "count"])
def test_query_answers_alike_with_and_without_cache(format: str, run: Run, stores: Path) -> None:
    args = ["query", QUESTION, "--data", GRAPH, "--results", format]
    fresh = run(*args, "--no-cache")
    assert fresh[0] == 0
    assert not stores.exists()
    written = run(*args, "--cache")
    assert len(list(stores.iterdir())) == 1
    kept = run(*args)
    assert fresh == written == kept


def test_query_answers_from_what_is_kept(run: Run, stores: Path, tmp_path: Path) -> None:
    data = tmp_path / "a.ttl"
    data.write_text("<https://e.org/a> <https://e.org/b> 1 .")
    count = ["query", "SELECT * { ?s ?p ?o }", "--data", str(data), "--results", "count"]
    assert run(*count, "--cache")[1] == "1\n"
    (entry,) = stores.iterdir()
    os.utime(entry, (1, 1))
    assert run(*count)[1] == "1\n"
    assert entry.stat().st_mtime > 1  # It has been used.
    data.write_text("<https://e.org/a> <https://e.org/b> 1, 2 .")
    assert run(*count)[1] == "2\n"


def test_query_rebuilds_a_damaged_cache(run: Run, stores: Path) -> None:
    args = ["query", QUESTION, "--data", GRAPH, "--results", "csv"]
    whole = run(*args, "--cache")
    for file in stores.rglob("*.sst"):
        before = file.stat()
        file.write_bytes(os.urandom(before.st_size))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(*args) == whole
    assert list(stores.iterdir()) == []
    assert run(*args, "--cache") == whole
    assert len(list(stores.iterdir())) == 1


def test_query_says_when_the_cache_cannot_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    code, out, err = run("query", "ASK {}", "--data", GRAPH, "--cache")
    assert (code, out) == (0, "true\n")
    assert "cannot be kept" in err


def test_query_keeps_large_files_after_the_answer(
    run: Run, stores: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pipeline.answer.WORTHWHILE", 10)
    args = ["query", QUESTION, "--data", GRAPH, "--results", "csv"]
    first = run(*args)
    for _ in range(600):
        if [each for each in stores.glob("*") if each.suffix != ".part"]:
            break
        time.sleep(0.1)
    assert run(*args) == first
    assert len(list(stores.iterdir())) == 1


def test_query_is_answered_by_many_processes_at_once(stores: Path) -> None:
    command = [sys.executable, "-m", "kg", "query", QUESTION, "--data", GRAPH, "--cache"]
    command += ["--results", "csv"]
    pipe = subprocess.PIPE
    running = [subprocess.Popen(command, stdout=pipe, stderr=pipe) for _ in range(6)]
    answers = [(*process.communicate(timeout=120), process.returncode) for process in running]
    assert set(answers) == {(answers[0][0], b"", 0)}
    assert len(list(stores.iterdir())) == 1


@pytest.fixture
def service(stand_in: StandIn) -> StandIn:
    """Answer one row, as a service does."""
    content = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "far"}}]}}  # fmt: skip
    headers = {"Content-Type": "application/sparql-results+json"}
    stand_in.answers = [(200, headers, json.dumps(content).encode())]
    return stand_in


@pytest.mark.parametrize("form", ["SELECT ?x", "ASK", "CONSTRUCT { ?s a ?x } WHERE"])
def test_query_follows_service_only_where_allowed(form: str, run: Run, service: StandIn) -> None:
    text = f"{form} {{ SERVICE <{service.url}/sparql> {{ ?s ?p ?x }} }}"
    for more in ([], ["--explain"], ["--results", "docx"]):
        assert run("query", text, "--data", GRAPH, *more)[0] in (0, 2)
    assert run("query", text, "--data", GRAPH)[0] == 2
    assert service.requests == []
    assert run("query", text, "--data", GRAPH, "--allow-service")[0] == 0
    assert len(service.requests) == 1


def test_query_says_when_a_service_fails(run: Run, service: StandIn) -> None:
    service.answers = [(500, {}, b"")]
    text = f"SELECT ?x {{ SERVICE <{service.url}/sparql> {{ ?s ?p ?x }} }}"
    code, out, err = run("query", text, "--data", GRAPH, "--allow-service")
    assert (code, out) == (3, "")
    assert err.startswith("kg: a service that the query calls failed: ")
    silent = text.replace("SERVICE", "SERVICE SILENT")
    assert run("query", silent, "--data", GRAPH, "--allow-service")[0] == 0


CROSS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o } ORDER BY ?c ?f ?i ?l"


def test_query_stops_at_the_limit_of_memory(run: Run) -> None:
    code, out, err = run("query", CROSS, "--data", GRAPH, "--max-memory", "900M")
    assert (code, out) == (3, "")
    assert err.startswith("kg: --max-memory: stopped at the limit of memory: '900M'")
    assert run("query", "ASK {}", "--data", GRAPH, "--max-memory", "0")[0] == 2
    assert run("query", "ASK {}", "--data", GRAPH, "--max-memory", "lots")[0] == 2


def test_query_stopped_at_a_limit_leaves_the_output_alone(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "rows.csv"
    kept.write_text("before")
    code, _, _ = run("query", CROSS, "--data", GRAPH, "--timeout", "0.5", "--output", str(kept))
    assert code == 3
    assert kept.read_text() == "before"


def test_query_takes_an_empty_file_as_an_empty_graph(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.nt"
    empty.write_text("")
    code, out, err = run("query", "ASK { ?s ?p ?o }", "--data", str(empty))
    assert (code, out, err) == (0, "false\n", f"{empty}: the file is empty\n")
    text = "SELECT * { GRAPH ?g {} }"
    assert run("query", text, "--named-graph", f"<https://e.org/g>={empty}", "--results", "csv")[
        1
    ] == ("g\r\nhttps://e.org/g\r\n")


def test_query_resolves_against_the_address_of_the_query_file(run: Run, tmp_path: Path) -> None:
    data, query = tmp_path / "a.ttl", tmp_path / "q.rq"
    data.write_text("<a> <https://e.org/p> <> .")
    query.write_text("ASK { <a> ?p <a.ttl> }")
    assert run("query", "--query-file", str(query), "--data", str(data))[1] == "true\n"


HOSTILE = [
    'x" } UNION { ?s ?p ?o } #',
    "x'''} ; DROP ALL #",
    "a\nb\r\t\\",
    "<https://e.org/> } { ?s ?p ?o",
    "> } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #",
    "\\u0022 } #",
    "{{{",
    "?s",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_query_binds_a_parameter_as_a_value(value: str, run: Run) -> None:
    code, out, _ = run(
        "query", "SELECT ?x { FILTER (BOUND(?x)) }", "--param", f"x={value}", "--data", GRAPH,
        "--results", "json",
    )  # fmt: skip
    rows = json.loads(out)["results"]["bindings"]
    assert (code, rows) == (0, [{"x": {"type": "literal", "value": value}}])


@pytest.mark.parametrize(
    "value", ["<https://e.org/a b>", "<a>", "<https://e.org/{x}>", '<https://e.org/"x">', "<>"]
)
def test_query_checks_the_iri_of_a_parameter(value: str, run: Run) -> None:
    code, out, err = run("query", "SELECT ?x {}", "--param", f"x={value}", "--data", GRAPH)
    assert (code, out) == (2, "")
    assert "not an absolute IRI" in err


@pytest.mark.parametrize("command", [["find", "owl"], ["describe", "DriftNet"], ["stats"]])
def test_other_commands_answer_from_what_is_kept(
    command: list[str], run: Run, stores: Path
) -> None:
    args = [*command, "--data", GRAPH]
    fresh = run(*args)
    assert fresh[0] == 0
    assert not stores.exists()
    run("query", QUESTION, "--data", GRAPH, "--results", "count", "--cache")
    (entry,) = stores.iterdir()
    os.utime(entry, (1, 1))
    assert run(*args) == fresh
    assert entry.stat().st_mtime > 1  # It has been used.


def test_large_files_are_kept_when_they_are_opened(
    stores: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[bool] = []
    monkeypatch.setattr("kg.store.kept.keep", lambda *args, wait: kept.append(wait))
    open_kept([GRAPH])
    monkeypatch.setattr("kg.store.kept.WORTHWHILE", 10)
    assert len(list(open_kept([GRAPH]).quads)) == len(list(Store.open(GRAPH).quads))
    assert kept == [False]
