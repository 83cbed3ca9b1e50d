"""The command `kg why`."""

from __future__ import annotations

import click

from kg.cli.common import common_options, output_option, terminal_width
from kg.cli.output import print_text
from kg.cli.values import FILE_NAME


@click.command("why")
@click.argument("thing")
@click.option(
    "--data",
    type=FILE_NAME,
    default="out",
    metavar="FOLDER",
    help="The build that is asked [out/].",
)
@output_option
@common_options
def command(thing: str, data: str, output: str) -> None:
    """Show what joined these records or author lines, and what nearly did.

    THING is a paper or a person, by IRI, prefixed name, title or name. Author lines are shown
    with how surely each belongs to the others, the doubtful first; evidence is in natural
    logarithms of odds. Pairs that little speaks for are listed, too: a file for
    `kg build --decisions` may name any of them by its key.

    Example: kg why "Ana Lopez" --data out/
    """
    from kg.pipeline.why import why

    print_text(why(thing, data).text(terminal_width()), output)
