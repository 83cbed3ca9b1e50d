"""The commands that ask: query, queries, describe, stats."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from asking import GRAPH
from hypothesis import given
from hypothesis import strategies as st
from running import Run

from kg.cli.common import table
from kg.text import visible

pytestmark = pytest.mark.usefixtures("collected_later")

COUNT = "SELECT (COUNT(*) AS ?n) { ?s a kg:Method }"


def test_query_answers_a_packaged_query_by_label(run: Run) -> None:
    code, out, err = run(
        "query", "papers-on-benchmark", "--param", "benchmark=tide pool suite", "--data", GRAPH
    )
    assert (code, err) == (0, "")
    assert out.splitlines()[0].split() == ["paper", "title", "year", "on"]
    assert 'Lanternfish: "seeing" in the dark {again}' in out


@pytest.mark.parametrize(
    "value", ["benchmark:tidepool-8", "<https://example.org/kg/benchmark/tidepool-8>", "TIDEPOOL-8"]
)
def test_query_takes_a_parameter_as_iri_name_or_label(value: str, run: Run) -> None:
    code, out, _ = run(
        "query", "papers-on-benchmark", "--param", f"benchmark={value}", "--data", GRAPH,
        "--results", "csv",
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [row["paper"] for row in rows] == ["https://example.org/kg/paper/arxiv-2101.00001"]


def test_query_says_that_a_label_is_unknown(run: Run) -> None:
    code, out, err = run(
        "query", "papers-on-benchmark", "--param", "benchmark=Maze3D", "--data", GRAPH
    )
    assert (code, out.split()) == (0, ["paper", "title", "year", "on"])
    assert err == "no benchmark is called 'Maze3D'; did you mean Maze2D?\n"


def test_query_knows_prefixes_and_binds_parameters_of_any_query(run: Run) -> None:
    code, out, _ = run(
        "query", "SELECT ?s { ?s schema:name ?name }", "--param", "name=Tom Wu", "--data", GRAPH,
        "--results", "count",
    )  # fmt: skip
    assert (code, out) == (0, "2\n")


def test_query_reads_several_files_with_one_flag(run: Run, tmp_path: Path) -> None:
    more = tmp_path / "more.nt"
    more.write_text(
        "<https://e.org/m> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://example.org/kg/ns#Method> .\n"
    )
    for files in (["--data", GRAPH, str(more)], ["--data", GRAPH, "--data", str(more)]):
        assert run("query", *files, COUNT, "--results", "csv")[1] == "n\r\n6\r\n"
        assert run("query", COUNT, *files, "--results", "csv")[1] == "n\r\n6\r\n"


def test_query_reads_a_file_with_its_own_parameters(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "# Who is older?\n#+ param paper (schema:ScholarlyArticle): a paper\n"
        "#+ param least: how many (default 2)\n"
        "SELECT ?author { ?paper schema:author ?author }\n"
    )
    code, out, _ = run(
        "query", "--query-file", str(file), "--param", "paper=reefs without numbers",
        "--data", GRAPH, "--results", "count",
    )  # fmt: skip
    assert (code, out) == (0, "3\n")


def test_query_asks_named_graphs(run: Run) -> None:
    text = "SELECT DISTINCT ?g { GRAPH ?g { ?s a kg:Method } }"
    code, out, _ = run("query", text, "--named-graph", f"https://e.org/g?a=1={GRAPH}")
    assert code == 2
    code, out, _ = run(
        "query", text, "--named-graph", f"<https://e.org/g?a=1>={GRAPH}", "--results", "tsv"
    )
    assert (code, out) == (0, "?g\n<https://e.org/g?a=1>\n")


def test_query_resolves_relative_iris(run: Run) -> None:
    code, out, _ = run(
        "query", "ASK { <method/plain-q> a kg:Method }", "--base", "https://example.org/kg/",
        "--data", GRAPH,
    )  # fmt: skip
    assert (code, out) == (0, "true\n")


def test_query_limit_says_that_there_is_more(run: Run) -> None:
    text = "SELECT ?s { ?s a kg:Method } ORDER BY ?s"
    code, out, err = run("query", text, "--data", GRAPH, "--limit", "2", "--results", "csv")
    assert code == 0
    assert len(out.splitlines()) == 3
    assert "the first 2 are shown; there are more" in err
    assert run("query", text, "--data", GRAPH, "--limit", "5")[2] == ""


def test_query_writes_the_format_of_the_output_file(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    assert run("query", COUNT, "--data", GRAPH, "--output", str(rows))[:2] == (0, "")
    assert json.loads(rows.read_text())["results"]["bindings"][0]["n"]["value"] == "5"
    graph = tmp_path / "graph.nt"
    text = "CONSTRUCT WHERE { ?s skos:broader ?o }"
    assert run("query", text, "--data", GRAPH, "--output", str(graph))[0] == 0
    assert len(graph.read_text().splitlines()) == 2


def test_query_failure_leaves_the_output_file_alone(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "rows.csv"
    kept.write_text("before")
    assert run("query", "SELECT ?s {", "--data", GRAPH, "--output", str(kept))[0] == 2
    assert kept.read_text() == "before"


def test_query_explain_shows_prefixes_and_bindings(run: Run) -> None:
    code, out, _ = run(
        "query", "ASK { ?s schema:name ?name }", "--param", 'name=a "b" }', "--data", GRAPH,
        "--explain",
    )  # fmt: skip
    assert code == 0
    assert out == (
        'PREFIX schema: <https://schema.org/> ASK { VALUES ?name { "a \\"b\\" }" } '
        "?s schema:name ?name }\n"
    )


def test_query_timeout_answers_in_time_or_stops(run: Run) -> None:
    quick = run("query", COUNT, "--data", GRAPH, "--timeout", "120", "--results", "csv")
    assert quick == (0, "n\r\n5\r\n", "")
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?c > ?l) }"
    code, out, err = run("query", slow, "--data", GRAPH, "--timeout", "0.5")
    assert (code, out) == (3, "")
    assert err == "kg: --timeout: stopped at the limit of time: 0.5; allow more, or ask for less\n"


def test_query_error_in_the_other_process_is_one_line_too(run: Run) -> None:
    code, _, err = run("query", "SELECT ?s {", "--data", GRAPH, "--timeout", "60")
    assert code == 2
    assert err.startswith("kg: query:1:")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["papers-on-benchmrk"], "did you mean papers-on-benchmark"),
        (["papers on benchmark"], "a parameter is missing: 'benchmark'"),
        (
            ["papers-on-benchmark", "--param", "bench=x"],
            "no such parameter: 'bench'; it has benchmark",
        ),
        (["ASK { ?s ?p ?o }", "--param", "x=1"], "no such parameter: 'x'; it has s, p, o"),
        (["ASK { ?s ?p ?o }", "--param", "s"], "--param: this gives no value"),
        (["ASK { ?s ?p ?o }", "--param", "s=<no iri>"], "not an absolute IRI"),
        (["ASK { ?s ?p ?o }", "--param", "s=a", "--param", "?s=b"], "given twice"),
        (["INSERT DATA { <a:b> <a:c> 1 }"], "this is an update"),
        (["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], "SERVICE is not followed"),
        (["ASK {}", "--results", "docx"], "these fit: table"),
        (["CONSTRUCT WHERE { ?s ?p ?o }", "--results", "csv"], "these fit: turtle"),
        ([], "one query is needed"),
        (["ASK {}", "--query-file", "x.rq"], "one query is needed"),
        (["--query-file", "nowhere.rq"], "nowhere.rq: cannot read the query"),
        (["ASK {}", "--named-graph", "x"], "write IRI=FILE"),
        (["ASK {}", "--endpoint", "http://127.0.0.1:1/"], "choose one"),
    ],
)
def test_query_mistake_is_exit_2_and_one_line(args: list[str], message: str, run: Run) -> None:
    code, out, err = run("query", *args, "--data", GRAPH)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
    assert err.startswith("kg: ")


@pytest.mark.parametrize("content", ["<a> <b>", "%PDF-1.5"])
def test_query_names_the_file_that_cannot_be_read(content: str, run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(content)
    code, out, err = run("query", "ASK {}", "--data", str(broken))
    assert (code, out) == (2, "")
    assert "broken.ttl" in err
    assert "Traceback" not in err


def test_commands_ask_the_build_in_out_or_say_that_there_is_none(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for args in (["query", "ASK {}"], ["describe", "x"], ["stats"]):
        code, _, err = run(*args)
        assert code == 2
        assert "run `kg build` first" in err
    (tmp_path / "out").mkdir()
    shutil.copy(GRAPH, tmp_path / "out" / "kg.ttl")
    assert run("query", COUNT, "--results", "csv")[1] == "n\r\n5\r\n"
    assert run("stats")[0] == 0


def test_queries_lists_all_and_shows_one(run: Run) -> None:
    code, out, _ = run("queries")
    assert code == 0
    assert any(line.startswith("papers-on-benchmark ") for line in out.splitlines())
    code, out, _ = run("queries", "papers-on-benchmark")
    assert (code, out.splitlines()[1][:17]) == (0, "#+ param benchmar")
    assert run("queries", "paprs")[0] == 2


def test_describe_shows_evidence_with_offsets(run: Run) -> None:
    code, out, _ = run("describe", "Plain Q-learning", "--data", GRAPH)
    assert code == 0
    line = next(line for line in out.splitlines() if line.startswith("kg:comparesWith"))
    assert line.split()[:6] == ["kg:comparesWith", "Plain-Q", "abstract", "35", "42", "beats"]


def test_describe_suggests_names(run: Run) -> None:
    code, out, err = run("describe", "Lantern fish", "--data", GRAPH)
    assert (code, out) == (2, "")
    assert err == "kg: nothing has this name or IRI: 'Lantern fish'; did you mean Lanternfish?\n"


def test_stats_counts_triples_classes_and_coverage(run: Run) -> None:
    code, out, _ = run("stats", GRAPH)
    lines = [line.split() for line in out.splitlines()]
    assert code == 0
    assert lines[0][1] == "triples"
    assert ["schema:ScholarlyArticle", "5"] in lines
    assert ["all", "papers", "5"] in lines
    assert ["benchmark:tidepool", "TidePool", "2"] in lines


def test_query_path_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom kg.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'rdflib', 'httpx', 'pyshacl', 'SPARQLWrapper', 'ftfy', 'numpy'}\n"
        "sys.exit(f'{heavy & set(sys.modules)}' if heavy & set(sys.modules) else 0)"
    )
    args = ["query", "papers-on-benchmark", "--param", "benchmark=Maze2D", "--data", GRAPH]
    done = subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Lanternfish" in done.stdout


@given(st.lists(st.tuples(st.text(), st.text(), st.integers()), max_size=5), st.integers(40, 100))
def test_table_fits_the_terminal_and_loses_nothing(
    rows: list[tuple[str, str, int]], columns: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        patch.setenv("COLUMNS", str(columns))
        ascii_rows = [
            (a.encode("ascii", "ignore").decode().replace("word", ""), "word " * 30, n)
            for a, _, n in rows
        ]
        text = table([*ascii_rows], ("first", "second", "third"))
    assert all(len(line) <= columns for line in text.split("\n"))
    assert text.count("word") == 30 * len(rows)


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_table_has_one_line_a_row_when_piped(rows: list[tuple[str, str]]) -> None:
    clean = [(" ".join(a.split()), " ".join(b.split())) for a, b in rows]
    lines = table([*clean], ("a", "b")).split("\n")
    assert len(lines) == len(rows) + 1
    for line, (first, second) in zip(lines[1:], clean, strict=True):
        assert line.startswith(visible(first))
        assert line.endswith(visible(second))
