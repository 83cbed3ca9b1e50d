"""`kg sources`: the input formats, and how a list in free text was understood."""

from __future__ import annotations

import sys

import click

from kg.cli.common import common_options, output_option, table
from kg.cli.output import open_output, print_text
from kg.cli.values import FILE_NAME
from kg.errors import InputError


@click.command(name="sources")
@click.option(
    "--kinds", is_flag=True,
    help="List instead what becomes of each type of publication: with which class it is"
    " published, or that it is skipped.",
)  # fmt: skip
@click.option(
    "--explain", type=FILE_NAME, metavar="FILE",
    help="Show instead how a page, a CV or a list in free text was understood: its entries, what"
    " each is taken for, and where its fields stand.",
)  # fmt: skip
@click.option("--format", metavar="NAME", help="The format of FILE, where it is not recognised.")
@click.option(
    "--results", type=click.Choice(["text", "html"]), default="text", show_default=True,
    help="How --explain is written: text has colours on a terminal, html is a page.",
)  # fmt: skip
@output_option
@common_options
def command(
    kinds: bool, explain: str | None, format: str | None, results: str, output: str
) -> None:
    """List the input formats, how each is recognised, and a small example of each.

    Example: kg sources --kinds
    """
    from kg.sources import FORMATS
    from kg.sources.fields.kinds import kind_rows

    if explain is not None:
        _explain(explain, format, results, output)
    elif kinds:
        print_text(table([*kind_rows()], ("becomes", "types")), output)
    else:
        parts = []
        for each in FORMATS.values():
            example = "".join(f"    {line}\n" for line in each.example.splitlines())
            parts.append(f"{each.name}: {each.summary}\n\n{example}")
        print_text("\n".join(parts), output)


def _explain(path: str, format: str | None, results: str, output: str) -> None:
    from kg.cli.explaining import as_lines, as_page
    from kg.sources import format_of
    from kg.sources.free.explained import CONTAINERS, explain
    from kg.sources.input.document import open_document

    with open_document(path) as document:
        name = format_of(document, format).name
        if name not in CONTAINERS:
            raise InputError(
                "its format marks each field by a name, so there is nothing to explain",
                where=document.where, value=name, todo="give a page, a CV or a list in free text",
            )  # fmt: skip
        entries = explain(document.text(), name)
        where = document.where
    if results == "html":
        print_text(as_page(entries, where), output)
        return
    colour = output == "-" and sys.stdout.isatty()
    with open_output(output) as out:
        out.write(as_lines(entries, where, colour=colour).encode())
