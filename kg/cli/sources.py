"""`kg sources`: the input formats."""

from __future__ import annotations

import click

from kg.cli.common import common_options, output_option, table
from kg.cli.output import print_text


@click.command(name="sources")
@click.option(
    "--kinds", is_flag=True,
    help="List instead what becomes of each type of publication: with which class it is"
    " published, or that it is skipped.",
)  # fmt: skip
@output_option
@common_options
def command(kinds: bool, output: str) -> None:
    """List the input formats, how each is recognised, and a small example of each.

    Example: kg sources --kinds
    """
    from kg.sources import FORMATS
    from kg.sources.fields.kinds import kind_rows

    if kinds:
        print_text(table([*kind_rows()], ("becomes", "types")), output)
        return

    parts = []
    for format in FORMATS.values():
        example = "".join(f"    {line}\n" for line in format.example.splitlines())
        parts.append(f"{format.name}: {format.summary}\n\n{example}")
    print_text("\n".join(parts), output)
