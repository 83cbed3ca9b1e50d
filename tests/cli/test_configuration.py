"""Options come from `kg.toml` in the current folder where the command line has none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from lists_of_owls import OWLS, contents, write_lines
from running import Outcome

from kg.cli import cli
from kg.cli.configuration import TABLES, ConfiguredCommand
from kg.cli.values import Number

RunKg = Callable[..., Outcome]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with one list, and a configuration beside it."""
    monkeypatch.chdir(tmp_path)
    write_lines(tmp_path / "owls.jsonl", OWLS)
    configure(tmp_path, f'output = "graph"\nlicence = "{LICENCE}"\nno-mentions = true')
    return tmp_path


def configure(folder: Path, text: str, table: str = "build") -> None:
    (folder / "kg.toml").write_text(f"[{table}]\n{text}\n", encoding="utf-8")


def origins(printed: str) -> dict[str, tuple[str, str]]:
    """Read the table of --explain-config: value and origin by option."""
    rows = [
        [cell.strip() for cell in line.split("  ") if cell.strip()] for line in printed.splitlines()
    ]
    return {option: (value, origin) for option, value, origin in rows}


def test_build_takes_options_from_the_file(folder: Path, run_kg: RunKg) -> None:
    assert run_kg("build", "owls.jsonl").exit_code == 0
    (folder / "kg.toml").unlink()
    run_kg("build", "owls.jsonl", "--output", "other", "--licence", LICENCE, "--no-mentions")
    assert contents(folder / "graph") == contents(folder / "other")
    assert LICENCE in (folder / "graph" / "void.ttl").read_text()


def test_the_command_line_wins_and_is_explained(folder: Path, run_kg: RunKg) -> None:
    outcome = run_kg(
        "build", "owls.jsonl", "--output", "mine", "--creator", "Ana", "--explain-config"
    )
    assert outcome.exit_code == 0
    found = origins(outcome.stdout)
    assert found["--output"] == ("mine", "command line")
    assert found["--creator"] == ("Ana", "command line")
    assert found["--licence"] == (LICENCE, "kg.toml")
    assert found["--no-mentions"] == ("true", "kg.toml")
    assert found["--title"] == ("not set", "default")
    assert found["--strict"] == ("false", "default")
    assert not (folder / "mine").exists()
    run_kg("build", "owls.jsonl", "--output", "mine")
    assert not (folder / "graph").exists()


def test_the_file_is_no_publication_list(folder: Path, run_kg: RunKg) -> None:
    outcome = run_kg("build", ".")
    assert (outcome.exit_code, outcome.stdout[:6]) == (0, "1 read")
    assert "kg.toml" not in outcome.stderr


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("build", 'lisence = "x"', "kg.toml: [build]: no such option: 'lisence'; did you mean licence?"),
        ("build", "explain-config = true", "no such option: 'explain-config'"),
        ("build", "quiet = true", "no such option: 'quiet'"),
        ("bild", "", "kg.toml: no such table: 'bild'; did you mean build?"),
        ("build", "title = 5", "kg.toml: [build] title: the option does not take this value: 5; write a text"),
        ("build", 'strict = "yes"', "[build] strict: the option does not take this value: 'yes'; write true or"),
        ("build", "jobs = true", "[build] jobs: the option does not take this value: True; write a whole number"),
        ("build", "jobs = 0", "kg.toml: [build] jobs: 0 is not a whole number from 1 to"),
        ("build", "jobs = 1.5", "[build] jobs: the option does not take this value: 1.5; write a whole number"),
        ("build", 'creator = ["Ana", 5]', "[build] creator: the option does not take this value: 5"),
        ("build", 'output = ["a", "b"]', "[build] output: the option does not take this value"),
        ("build", "title =", "kg.toml: cannot be read as TOML"),
        ("build", 'licence = "CC0"', "--licence: not a web address: 'CC0'"),
    ],
)  # fmt: skip
def test_what_the_file_may_not_say_is_named(
    folder: Path, run_kg: RunKg, table: str, text: str, said: str
) -> None:
    configure(folder, text, table)
    outcome = run_kg("build", "owls.jsonl")
    assert outcome.exit_code == 2
    assert said in outcome.stderr
    assert outcome.stderr.count("\n") == 1


@pytest.mark.parametrize("content", [b"\xff", b"build = 5", b"[[build]]", b"a=" + b"[" * 9_000])
def test_a_file_that_is_none_is_an_error(folder: Path, run_kg: RunKg, content: bytes) -> None:
    (folder / "kg.toml").write_bytes(content)
    outcome = run_kg("build", "owls.jsonl")
    assert (outcome.exit_code, outcome.stderr.count("\n")) == (2, 1)
    assert outcome.stderr.startswith("kg: kg.toml: ")


def test_a_pipe_of_that_name_is_not_waited_for(folder: Path, run_kg: RunKg) -> None:
    (folder / "kg.toml").unlink()
    os.mkfifo(folder / "kg.toml")
    assert "kg.toml: not a file of text" in run_kg("build", "owls.jsonl").stderr


def test_help_is_given_whatever_the_file_holds(folder: Path, run_kg: RunKg) -> None:
    configure(folder, "lisence = 1")
    assert run_kg("build", "--help").exit_code == 0


@pytest.mark.parametrize("name", TABLES)
def test_every_option_can_be_set(folder: Path, run_kg: RunKg, name: str) -> None:
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert isinstance(command, ConfiguredCommand)
    examples = {
        "columns": '"title=#1"', "min-confidence": "0.5", "store": '"fuseki"',
        "max-memory": '"2G"', "engine": '"spark"',
    }  # fmt: skip
    for key, option in command.settable().items():
        value = "true" if option.is_flag else '"https://example.com/"'
        if isinstance(option.type, Number):
            value = "3"
        configure(folder, f"{key} = {examples.get(key, value)}", name)
        outcome = run_kg(name, "http://localhost:1", "--explain-config")
        assert outcome.exit_code == 0, outcome.stderr
        assert origins(outcome.stdout)[f"--{key}"][1] == "kg.toml"
