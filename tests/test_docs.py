"""The README says what `--help` says, and every command has help with an example."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import COMMANDS, cli
from kg.sources.kinds import kind_rows

README = Path(__file__).parent.parent / "README.md"
COMMAND_SECTION = re.compile(r"(<!-- commands[^\n]*-->\n)(.*?)(<!-- /commands -->)", re.DOTALL)


KIND_SECTION = re.compile(r"(<!-- kinds[^\n]*-->\n)(.*?)(<!-- /kinds -->)", re.DOTALL)
FIGURES = r"(<!-- figures of {name}[^\n]*-->\n)(.*?)(<!-- /figures -->)"


def help_of(name: str) -> str:
    """Return what `kg NAME --help` prints, 88 columns wide."""
    result = CliRunner().invoke(cli, [name, "--help"], prog_name="kg", terminal_width=88)
    assert result.exit_code == 0, result.output
    return result.output.rstrip()


def command_section() -> str:
    """Write the command reference from the help texts."""
    parts = [f"### kg {name}\n\n```\n{help_of(name)}\n```\n" for name in COMMANDS]
    return "\n" + "\n".join(parts) + "\n"


def test_readme_commands_equal_the_help(request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    expected = COMMAND_SECTION.sub(lambda m: m[1] + command_section() + m[3], text)
    if request.config.getoption("--update"):
        README.write_text(expected, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == expected, "run `make golden`"


def test_readme_kinds_equal_the_table_of_kinds(request: pytest.FixtureRequest) -> None:
    rows = "".join(f"| {becomes} | {words} |\n" for becomes, words in kind_rows())
    table = f"\n| becomes | type in the source |\n|---|---|\n{rows}\n"
    text = README.read_text(encoding="utf-8")
    expected = KIND_SECTION.sub(lambda m: m[1] + table + m[3], text)
    if request.config.getoption("--update"):
        README.write_text(expected, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == expected, "run `make golden`"


@pytest.mark.parametrize(
    ("name", "gold"),
    [("seeds", "tests/data/gold/seeds.jsonl"), ("dev", "../shared/gold/dev.jsonl")],
)
def test_readme_figures_equal_what_the_command_prints(
    name: str, gold: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(README.parent)
    if not Path(gold).exists():
        pytest.skip(f"{gold} is absent: the figures of {name} are not checked")
    printed = CliRunner().invoke(cli, ["evaluate", gold]).output.rstrip()
    block = f"```\n$ kg evaluate {gold}\n{printed}\n```\n"
    text = README.read_text(encoding="utf-8")
    pattern = re.compile(FIGURES.format(name=name), re.DOTALL)
    expected = pattern.sub(lambda m: m[1] + block + m[3], text)
    if request.config.getoption("--update"):
        README.write_text(expected, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == expected, "run `make golden`"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example_and_the_common_options(name: str) -> None:
    text = help_of(name)
    assert re.search(rf"Example:\s+kg {name}\b", text), text
    assert "--quiet" in text
    assert "--debug" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_first_help_sentence_equals_the_overview(name: str) -> None:
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert command
    assert command.help
    assert " ".join(command.help.split("\n\n")[0].split()) == COMMANDS[name][1]


@pytest.mark.parametrize(
    ("typed", "offered"), [("kg des", "describe"), ("kg query --bas", "--base")]
)
def test_shell_completion_is_as_the_readme_says(typed: str, offered: str) -> None:
    assert "_KG_COMPLETE=bash_source kg" in README.read_text(encoding="utf-8")
    asked = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    answer = subprocess.run(
        [sys.executable, "-m", "kg"], capture_output=True, text=True, check=False,
        env=os.environ | asked | {"_KG_COMPLETE": "bash_complete"},
    )  # fmt: skip
    assert answer.stdout.split() == [f"plain,{offered}"]
