"""`kg sources`: the input formats."""

from __future__ import annotations

import click

from kg.cli.common import common_options, output_option, print_text


@click.command(name="sources")
@output_option
@common_options
def command(output: str) -> None:
    """List the input formats, how each is recognised, and a small example of each.

    Example: kg sources
    """
    from kg.sources import FORMATS

    parts = []
    for format in FORMATS.values():
        example = "".join(f"    {line}\n" for line in format.example.splitlines())
        parts.append(f"{format.name}: {format.summary}\n\n{example}")
    print_text("\n".join(parts), output)
