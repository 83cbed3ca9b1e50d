"""The command `kg stats`."""

from __future__ import annotations

import click

from kg.cli.common import common_options, output_option, table
from kg.cli.data import files_or_default
from kg.cli.output import print_text

_TOP = 10


@click.command("stats")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@output_option
@common_options
def command(files: tuple[str, ...], output: str) -> None:
    """Count what a graph holds.

    Things of each class, what is known of how many papers, and the concepts most named.

    Example: kg stats out/kg.ttl
    """
    from kg.queries import count_things
    from kg.store import Store

    store = Store.open(*files_or_default(files))
    print_text(count_things(store, table, top=_TOP), output)
