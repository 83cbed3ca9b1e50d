"""Ways to name the query and the data of the commands that ask."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from asking import GRAPH
from running import Run

pytestmark = pytest.mark.usefixtures("collected_later")

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
MORE = "<https://owls.example.net/a> <https://owls.example.net/b> 1 ."


@pytest.fixture
def more(tmp_path: Path) -> str:
    (tmp_path / "more.ttl").write_text(MORE)
    return str(tmp_path / "more.ttl")


def test_query_reads_a_file_that_ends_in_rq(run: Run, tmp_path: Path, more: str) -> None:
    file = tmp_path / "how many.rq"
    file.write_text(COUNT.replace("?p", "<b>"))
    (tmp_path / "b").touch()
    for args in (
        (str(file), "--data", more), (str(file), more), ("--data", more, str(file)),
        ("--query-file", str(file), more),
    ):  # fmt: skip
        code, out, err = run("query", *args, "--base", "https://owls.example.net/")
        assert (code, out, err) == (0, "n\n1\n", "")
    file.write_text("SELECT {")
    assert run("query", str(file), more)[2].startswith(f"kg: {file}:1:8: ")
    code, _, err = run("query", "nowhere.rq", more)
    assert (code, err.startswith("kg: nowhere.rq: cannot read the query")) == (2, True)


def test_query_reads_standard_input(run: Run, more: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(COUNT.encode())))
    assert run("query", "-", more)[:2] == (0, "n\n1\n")


@pytest.mark.parametrize("command", [("query", COUNT), ("stats",), ("describe", "TidePool-8")])
def test_data_is_named_by_option_or_argument(command: tuple[str, ...], run: Run, more: str) -> None:
    answers = [
        run(*command, *args)[:2]
        for args in (
            (GRAPH, more), ("--data", GRAPH, more), ("--data", GRAPH, "--data", more),
            (GRAPH, "--data", more),
        )
    ]  # fmt: skip
    assert answers[0][0] == 0
    assert answers == answers[:1] * 4
    assert answers[0] != run(*command, more)[:2]


@pytest.mark.parametrize("command", [("describe", "Inès", "Øe"), ("query", "papers", "on", "x")])
def test_words_without_quotes_are_no_files(command: tuple[str, ...], run: Run) -> None:
    code, _, err = run(*command)
    assert (code, "no such file; quote what has blanks" in err) == (2, True)
