"""The command line: parse arguments, call one function, print. Commands load when they are used."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from os.path import lexists
from typing import Any

import click

from kg.cli.ending import readers_may_leave, run
from kg.errors import InputError

COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("kg.cli.build", "Build checked linked data from publication lists."),
    "add": ("kg.cli.add", "Add publication lists to a build that is there."),
    "remove": ("kg.cli.remove", "Remove publication lists from a build."),
    "review": (
        "kg.cli.review",
        "Decide on what a build is in doubt of, one question after the other.",
    ),
    "sources": (
        "kg.cli.sources",
        "List the input formats, how each is recognised, and a small example of each.",
    ),
    "extract": ("kg.cli.extract", "Find methods and benchmarks in text or records."),
    "validate": ("kg.cli.validate", "Check RDF files or new records against the shapes."),
    "shapes": ("kg.cli.shapes", "Say what records must and may have."),
    "query": ("kg.cli.query", "Answer a SPARQL query over files or an endpoint."),
    "queries": ("kg.cli.queries", "List the packaged queries, or show one."),
    "find": ("kg.cli.find", "Find things by words in their names, titles and abstracts."),
    "describe": ("kg.cli.describe", "Show everything known about one thing."),
    "why": ("kg.cli.why", "Show what joined these records or author lines, and what nearly did."),
    "publish": (
        "kg.cli.publish",
        "Write the site of a build: pages for people, and Turtle beside each.",
    ),
    "deposit": (
        "kg.cli.deposit",
        "Write a build as a folder that a repository takes: an RO-Crate with a DataCite record.",
    ),
    "serve": ("kg.cli.serve", "Serve a build over HTTP, with its SPARQL endpoint."),
    "mcp": ("kg.cli.mcp", "Answer an assistant's questions about a build, with their evidence."),
    "load": ("kg.cli.load", "Load files into a triple store and read them back."),
    "convert": (
        "kg.cli.convert",
        "Write an RDF file in another format, canonically: equal graphs give equal bytes.",
    ),
    "diff": ("kg.cli.diff", "Show the triples added and removed between two files."),
    "stats": ("kg.cli.stats", "Count what a graph holds."),
    "train": (
        "kg.cli.train",
        "Train a learned part: the extractor, what tells papers or people apart, what parses references.",
    ),
    "concepts": ("kg.cli.concepts", "Check the vocabulary of methods and benchmarks for clashes."),
    "gold": (
        "kg.cli.gold",
        "Read gold again where the judge disagrees with it, or annotate texts of your own.",
    ),
    "evaluate": ("kg.cli.evaluate", "Measure extraction against a gold file."),
}
"""Name: module that defines a click command `command`, and its line in `kg --help`."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command runs."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with readers_may_leave():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with readers_may_leave():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[name][0]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS:
            from kg.suggest import closest, did_you_mean

            hint = did_you_mean(closest(args[0], COMMANDS)) or "`kg --help` lists them"
            ctx.fail(f"no such command: {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _show_version(context: click.Context, option: click.Parameter, asked: bool) -> None:
    """Print the version, and the commit where it is known, and end."""
    if not asked or context.resilient_parsing:
        return
    from importlib.metadata import version

    from kg.commit import commit

    of = commit()
    click.echo(f"kg, version {version('kg')}" + (f" (commit {of})" if of else ""))
    context.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
    help="Show the version and exit.",
)  # fmt: skip
def cli() -> None:
    """Turn publication lists into checked, queryable linked data.

    Example: kg build seeds/ --output out/
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit; a user's mistake is one line on stderr, never a traceback."""
    given = sys.argv[1:] if args is None else list(args)

    def start() -> Any:
        _refuse_no_text(given)
        return cli.main(args=given, prog_name="kg", standalone_mode=False)

    sys.exit(run(start, debug="--debug" in given))


def _refuse_no_text(args: Sequence[str]) -> None:
    """Refuse arguments that are no Unicode: only names of files may be so, and only these are.

    Raises: InputError.
    """
    for arg in args:
        name = arg.partition("=")[2] if arg.startswith("--") else arg
        if any("\ud800" <= character <= "\udfff" for character in name) and not lexists(name):
            raise InputError(
                "this argument is not UTF-8 text, and no file has this name", value=arg,
                todo="write it in UTF-8",
            )  # fmt: skip
