"""The command `kg describe`."""

from __future__ import annotations

import click

from kg.cli.common import common_options, output_option, say, table
from kg.cli.data import DataCommand, data_option, files_or_default
from kg.cli.output import print_text


@click.command("describe", cls=DataCommand)
@click.argument("thing")
@data_option
@output_option
@common_options
def command(thing: str, data: tuple[str, ...], output: str) -> None:
    """Show everything known about one thing.

    THING is a paper, person, method or benchmark, by IRI, prefixed name, label, title, name or
    identifier, or by words that are in one name alone.

    Example: kg describe D4RL
    """
    from kg.queries import describe
    from kg.store import Store

    store = Store.open(*files_or_default(data))
    text, note = describe(store, thing, layout=table)
    if note:
        say(note)
    print_text(text, output)
