"""The README and the pages in `docs/` say what the program says; `--update` writes them anew."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click
import pytest
from folders import ROOT
from running import Run

import kg
from kg.cli import COMMANDS, cli
from kg.queries import list_queries
from kg.sources import FORMATS
from kg.sources.fields.kinds import kind_rows
from kg.sources.record import KEYS

README = ROOT / "README.md"
DOCS = ROOT / "docs"
PAGES = [README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
SEEDS_GOLD = "tests/extraction/data/seeds.jsonl"
DEV_GOLD = "../shared/gold/dev.jsonl"


def help_of(name: str) -> str:
    """Return what `kg NAME --help` prints, 88 columns wide."""
    parent = click.Context(cli, info_name="kg", terminal_width=88, **cli.context_settings)
    command = cli.get_command(parent, name)
    assert command is not None
    return command.get_help(click.Context(command, info_name=name, parent=parent)).rstrip()


def commands() -> str:
    """Write the command reference from the help texts, each beside its function."""
    parts = []
    for name in COMMANDS:
        function = (
            f"In Python: [`kg.{name}`](python.md#kg{name}).\n\n" if name in kg.__all__ else ""
        )
        parts.append(f"## kg {name}\n\n{function}```\n{help_of(name)}\n```\n")
    return "\n".join(parts)


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table in Markdown."""
    lines = [[*headings], ["---"] * len([*headings]), *([*row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def kinds() -> str:
    """Write what becomes of each type of publication."""
    return table(("becomes", "type in the source"), kind_rows())


def formats() -> str:
    """Write the formats as `kg sources` lists them, each with its example."""
    return "\n".join(
        f"### {each.name}\n\n{each.summary}\n\n```\n{each.example.rstrip()}\n```\n"
        for each in FORMATS.values()
    )


def keys() -> str:
    """Write the keys of a record."""
    return ", ".join(f"`{key}`" for key in KEYS) + ".\n"


def queries() -> str:
    """Write each packaged query: its question, its parameters, its text."""
    parts = []
    for query in list_queries():
        rows = [
            (f"`{each.name}`", each.description, ", ".join(f"`{c}`" for c in each.classes),
             f"default {each.default}" if each.default else "optional" * each.is_optional)
            for each in query.parameters
        ]  # fmt: skip
        parameters = table(("parameter", "what it is", "classes", ""), rows) + "\n" if rows else ""
        text = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
        parts.append(
            f"## {query.name}\n\n{query.question}\n\n{parameters}```sparql\n{text.strip()}\n```\n"
        )
    return "\n".join(parts)


def evaluation(gold: str, run: Run) -> str:
    """Write what `kg evaluate` prints of a gold file."""
    if not Path(gold).exists():
        pytest.skip(f"{gold} is absent: its figures are not checked")
    printed = run("evaluate", gold).stdout.rstrip()
    return f"```\n$ kg evaluate {gold}\n{printed}\n```\n"


def figures(run: Run) -> str:
    """Write the figures of the README, each beside the command that prints it."""
    summary = json.loads((ROOT / "out" / "summary.json").read_text(encoding="utf-8"))
    total = summary["total"]
    counts = ", ".join(f"{total[what]} {what}" for what in ("read", "published", "merged"))
    loaded = summary["triples"]["kg.ttl"] + summary["triples"]["mentions.ttl"]
    printed = run("evaluate", SEEDS_GOLD).stdout
    f1 = dict(re.findall(r"^(\w+), all(?: +[\d.]+){2} +([\d.]+)", printed, re.MULTILINE))
    rows = [
        ("records of `seeds/`", counts, "`make build`"),
        ("triples to load", f"{loaded:,}", "`kg stats`"),
        ("mentions with their evidence", f"{summary['mentions']:,}", "`kg stats`"),
        ("packaged questions", str(len(list_queries())), "`kg queries`"),
        ("formats that are read", str(len(FORMATS)), "`kg sources`"),
        ("mentions found as annotated, F1", f1["mentions"], f"`kg evaluate {SEEDS_GOLD}`"),
        ("entities found as annotated, F1", f1["entities"], "the same"),
    ]
    return table(("what", "figure", "printed by"), rows)


GENERATED: dict[str, tuple[Path, Callable[[Run], str]]] = {
    "commands": (DOCS / "commands.md", lambda run: commands()),
    "formats": (DOCS / "formats.md", lambda run: formats()),
    "kinds": (DOCS / "formats.md", lambda run: kinds()),
    "keys": (DOCS / "formats.md", lambda run: keys()),
    "queries": (DOCS / "queries.md", lambda run: queries()),
    "figures": (README, figures),
    "figures of seeds": (DOCS / "quality.md", lambda run: evaluation(SEEDS_GOLD, run)),
    "figures of dev": (DOCS / "quality.md", lambda run: evaluation(DEV_GOLD, run)),
}
"""Name of a block: the page that it stands in, and what writes it."""


@pytest.mark.parametrize("name", GENERATED)
def test_generated_block_equals_what_the_program_says(
    name: str, run: Run, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    page, write = GENERATED[name]
    block = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
    written = f"\n{write(run).rstrip()}\n\n"
    text = page.read_text(encoding="utf-8")
    expected, found = block.subn(lambda match: match[1] + written + match[2], text)
    assert found == 1, f"{page.name} has no block {name}"
    if request.config.getoption("--update"):
        page.write_text(expected, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == expected, "run `make golden`"


def prose_of(page: Path) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.DOTALL)


def links_of(page: Path) -> Iterator[str]:
    """Yield the relative links of a page."""
    for address in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", prose_of(page)):
        link = address[0] or address[1]
        if not re.match(r"[a-z]+:", link):
            yield link


def anchors_of(page: Path) -> set[str]:
    """Return the anchors of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", prose_of(page), re.MULTILINE)
    plain = (re.sub(r"[^\w\s-]", "", heading).strip().lower() for heading in headings)
    return {re.sub(r"[\s-]+", "-", heading) for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_resolve(page: Path) -> None:
    for link in links_of(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors_of(target), link
        if page.is_relative_to(DOCS):
            assert target.is_relative_to(DOCS), f"{link} is not on the site"


def test_every_page_is_in_the_navigation() -> None:
    listed = re.findall(r"[\w/-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(
        str(page.relative_to(DOCS)) for page in PAGES if page.is_relative_to(DOCS)
    )


def test_python_reference_has_every_exported_name() -> None:
    anchors = anchors_of(DOCS / "python.md")
    assert not [name for name in kg.__all__ if f"kg{name}".lower() not in anchors]


def test_readme_is_short() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 200


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
def test_shell_completion_is_as_the_tutorial_says(typed: str, offered: str) -> None:
    assert "_KG_COMPLETE=bash_source kg" in (DOCS / "tutorial.md").read_text(encoding="utf-8")
    asked = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    answer = subprocess.run(
        [sys.executable, "-m", "kg"], capture_output=True, text=True, check=False,
        env=os.environ | asked | {"_KG_COMPLETE": "bash_complete"},
    )  # fmt: skip
    assert answer.stdout.split() == [f"plain,{offered}"]
