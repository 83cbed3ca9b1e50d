"""The command `kg describe`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, output_option, terminal_width
from kg.cli.data import DataCommand, data_option, files_argument, files_or_default
from kg.cli.limits import limit_options, run_limited
from kg.cli.output import as_lines

if TYPE_CHECKING:
    from kg.store import Data
    from kg.system.worker import Limits, Send


@click.command("describe", cls=DataCommand)
@click.argument("thing")
@files_argument
@data_option
@limit_options
@output_option
@common_options
def command(
    thing: str, files: tuple[str, ...], data: tuple[str, ...], limits: Limits, output: str
) -> None:
    """Show everything known about one thing.

    THING is a paper, person, method or benchmark, by IRI, prefixed name, label, title, name or
    identifier, or by words that are in one name alone.

    Example: kg describe D4RL
    """
    run_limited(limits, output, tell, thing, files_or_default(data, files))


def tell(send: Send, thing: str, data: Data) -> None:
    """Describe a thing; send the text, and what there is to say of it."""
    from kg.queries import describe
    from kg.store.kept import open_kept

    sheet = describe(thing, open_kept(data))
    for note in sheet.notes:
        send(note)
    send(as_lines(sheet.text(terminal_width())))
