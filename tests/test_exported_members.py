"""The library that people import: its names, their signatures, and what type checkers see of them."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from folders import ROOT, TESTS
from mypy import api

import kg
from kg.cli import COMMANDS

PINNED = TESTS / "exported_members.txt"
FUNCTIONS = [name for name in kg.__all__ if inspect.isfunction(getattr(kg, name))]
ALONE = {"queries", "shapes", "sources", "concepts", "train", "serve", "mcp", "review", "gold"}
"""Commands that only list what is packaged, are for those who make `kg`, go on till they are ended, or ask."""
MAY_END = {"store/keeping.py", "system/worker.py", "system/processes.py", "system/standby.py",
            "__main__.py"}  # fmt: skip
"""Programs of their own, and processes that end themselves."""


def surface() -> str:
    """Write every exported function with its signature, every class with its public members."""
    lines = []
    for name in kg.__all__:
        member = getattr(kg, name)
        if name in FUNCTIONS:
            signature = re.sub(r"<function <lambda> at 0x\w+>", "…", str(inspect.signature(member)))
            lines.append(f"{name}{signature}")
        else:
            public = sorted(each for each in vars(member) if not each.startswith("_"))
            lines.append(f"class {name}: {', '.join(public)}")
    return "\n".join(lines) + "\n"


def test_exported_members_are_as_pinned(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        PINNED.write_text(surface(), encoding="utf-8")
    assert surface() == PINNED.read_text(encoding="utf-8"), "run it with --update, and say it"


def test_dir_shows_what_is_exported() -> None:
    assert dir(kg) == sorted(kg.__all__)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_a_function(name: str) -> None:
    assert (name in FUNCTIONS) != (name in ALONE)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_an_example_and_takes_options_by_name(name: str) -> None:
    function = getattr(kg, name)
    assert ">>>" in (inspect.getdoc(function) or "")
    parameters = inspect.signature(function).parameters.values()
    assert sum(each.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD for each in parameters) <= 2


@pytest.mark.parametrize("name", kg.__all__)
def test_no_submodule_takes_the_name_of_a_member(name: str) -> None:
    assert not (ROOT / "kg" / name).exists()
    assert not (ROOT / "kg" / f"{name}.py").exists()


def test_importing_the_package_loads_no_library() -> None:
    program = "import kg, sys; print([m for m in ('click', 'numpy', 'pyoxigraph', 'rdflib', 'spacy', 'httpx') if m in sys.modules])"
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_asking_files_loads_no_http() -> None:
    program = "import kg, sys; kg.query; print([m for m in ('httpx', 'lxml', 'spacy') if m in sys.modules])"
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_type_checkers_see_signatures_and_refuse_unknown_names(tmp_path: Path) -> None:
    file = tmp_path / "use.py"
    file.write_text(
        "import kg\nfrom pathlib import Path\n"
        "reveal_type(kg.build('refs.bib', Path('out')))\n"
        "reveal_type(kg.query('q', data=['a.ttl', Path('b.ttl')], limit=3, benchmark='D4RL'))\n"
        "reveal_type(kg.query('q')[0])\n"
        "reveal_type(kg.validate('refs.bib').conforms())\n"
        "reveal_type(kg.extract('refs.bib').mentions())\n"
        "reveal_type(kg.convert('a.ttl', 'nt'))\n"
        "reveal_type(kg.describe('D4RL')['Papers'])\n"
        "kg.qeury\n"
        "kg.load('http://localhost', way='push')\n"
    )
    out, errors, _ = api.run(["--strict", "--config-file", str(ROOT / "pyproject.toml"), str(file)])
    assert not errors
    # mypy shortens a path at times: to one from the working folder.
    told = [line.partition(": ")[2] for line in out.splitlines() if f"{file.name}:" in line]
    revealed = [line.split('"')[1].replace("builtins.", "") for line in told if "Revealed" in line]
    assert revealed == [
        "kg.pipeline.accounting.Summary",
        "kg.answers.table.Table",
        "dict[str, str | int | float | bool | datetime.date | datetime.datetime | None]",
        "bool",
        "kg.answers.table.Table",
        "bytes",
        "kg.answers.table.Table",
    ]
    refused = [line for line in told if line.startswith("error")]
    assert len(refused) == 2
    assert "qeury" in refused[0]
    assert '"way"' in refused[1]


@pytest.mark.parametrize(
    "path",
    [
        each
        for each in sorted((ROOT / "kg").rglob("*.py"))
        if each.relative_to(ROOT / "kg").parts[0] != "cli"
        and str(each.relative_to(ROOT / "kg")) not in MAY_END
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_the_library_neither_prints_nor_exits(path: Path) -> None:
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    assert not {"print", "exit", "quit", "sys.exit", "os._exit", "sys.stdout.write"} & set(calls)
