"""The command `kg queries`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, output_option, table
from kg.cli.output import print_text

if TYPE_CHECKING:
    from kg.queries import Parameter


@click.command("queries")
@click.argument("name", required=False)
@output_option
@common_options
def command(name: str | None, output: str) -> None:
    """List the packaged queries, or show one.

    Example: kg queries papers-on-benchmark
    """
    from kg.queries import list_queries, load_query

    if name is not None:
        print_text(load_query(name).text, output)
        return
    rows: list[tuple[object, ...]] = [
        (each.name, each.question, ", ".join(map(_shown, each.parameters)))
        for each in list_queries()
    ]
    print_text(table(rows, ("name", "question", "parameters")), output)


def _shown(parameter: Parameter) -> str:
    may_lack = parameter.is_optional or parameter.default is not None
    return f"[{parameter.name}]" if may_lack else parameter.name
