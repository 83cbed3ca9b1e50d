"""Limits of every command that reads RDF, the numbers that options take, and what is shown of controls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from running import Outcome

from kg.cli.values import COUNT, PROBABILITY, SECONDS, Size

Kg = Callable[..., Outcome]
LINE = "<https://example.org/{0}> <https://example.org/p> <https://example.org/o{0}> .\n"
ASKING = {
    "convert": ["big.nt", "--to", "nt"],
    "diff": ["big.nt", "big.nt"],
    "validate": ["big.nt"],
    "describe": ["thing", "--data", "big.nt"],
    "find": ["thing", "--data", "big.nt"],
    "stats": ["big.nt"],
    "query": ["ASK {}", "--data", "big.nt", "--no-cache"],
    "load": ["http://127.0.0.1:9/", "big.nt"],
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one file of more than can be read in a moment."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "big.nt").write_text("".join(LINE.format(n) for n in range(200_000)))
    return folder


@pytest.fixture
def big(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to the folder with the large file."""
    monkeypatch.chdir(large)


@pytest.mark.usefixtures("big")
@pytest.mark.parametrize("command", ASKING)
@pytest.mark.parametrize(
    ("limit", "what"),
    [(["--timeout", "0.02"], "limit of time"), (["--max-memory", "1M"], "limit of memory")],
    ids=["time", "memory"],
)
def test_commands_stop_at_the_limit(run_kg: Kg, command: str, limit: list[str], what: str) -> None:
    stopped = run_kg(command, *ASKING[command], *limit)
    assert stopped.exit_code == 3
    assert stopped.stdout == ""
    assert what in stopped.stderr
    assert stopped.stderr.count("\n") == 1


@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "1e400", "-1", "", "9" * 5000, "x", "½"])
@pytest.mark.parametrize(
    "option",
    ["--timeout", "--max-memory", "--limit"],
)
def test_a_number_that_is_none_is_a_usage_error(run_kg: Kg, option: str, value: str) -> None:
    refused = run_kg("query", "ASK {}", f"{option}={value}")
    assert refused.exit_code == 2
    assert "Invalid value" in refused.stderr


def test_numbers_are_read() -> None:
    assert SECONDS.convert("0.5", None, None) == 0.5
    assert COUNT.convert("0", None, None) == 0
    assert PROBABILITY.convert("1", None, None) == 1
    assert Size().convert("1.5K", None, None) == 1536


@pytest.mark.parametrize(
    "args",
    [
        ["validate", "\x1b[31m\x9b\u202e.ttl"],
        ["build", "\x1b[31m\x9b\u202e.bib"],
        ["query", "--\x1b[31m\x9b\u202e"],
        ["query", "ASK { \x1b[31m\x9b\u202e"],
        ["\x1b[31m\x9b\u202e"],
        ["convert", "--to", "\x1b[31m\x9b\u202e", "a.ttl"],
        ["describe", "\udcff"],
        ["find", "\udcff"],
        ["query", "--param", "a=\udcff"],
        ["build", "\udcff.bib"],
    ],
)
def test_control_characters_of_arguments_are_shown(run_kg: Kg, args: list[str]) -> None:
    refused = run_kg(*args)
    assert refused.exit_code == 2
    assert not set("\x1b\x9b\u202e\udcff") & set(refused.stdout + refused.stderr)


@pytest.mark.parametrize("results", ["text", "table", "github", "json", "junit", "turtle"])
def test_control_characters_of_data_are_shown(run_kg: Kg, tmp_path: Path, results: str) -> None:
    turtle = tmp_path / "a.ttl"
    turtle.write_text(
        "@prefix s: <https://schema.org/> .\n"
        '<https://e.org/p> a s:ScholarlyArticle ; s:name "\\u001B[2J\\u009B" ; s:datePublished "\x1bx" .'
    )
    shown = run_kg("validate", str(turtle), "--results", results)
    assert shown.exit_code == 1
    assert not set("\x1b\x9b\x07") & set(shown.stdout + shown.stderr)


def test_control_characters_of_file_names_are_shown(run_kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\x9b.bib").write_text(
        "@article{a, title = {Owls}, author = {Lopez, Ana}}"
    )
    (tmp_path / "b\x1b[31m\x9b.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "c\x1b[31m\x9b.csv").write_text(
        "title,\x1b[31m\x9bx,authors\nOwls at night,1,Lopez\n"
    )
    done = run_kg(
        "build", str(tmp_path), "--output", str(tmp_path / "out\x1b[31m"), "--no-mentions"
    )
    assert done.exit_code == 0
    assert not set("\x1b\x9b\x07") & set(done.stdout + done.stderr)
