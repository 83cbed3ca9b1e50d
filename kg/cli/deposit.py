"""The command `kg deposit`."""

from __future__ import annotations

import click

from kg.cli.common import common_options, say
from kg.cli.output import print_text
from kg.cli.values import FILE_NAME


@click.command("deposit")
@click.argument("out", default="out", type=FILE_NAME)
@click.option(
    "--output", required=True, type=FILE_NAME, metavar="FOLDER", help="Where to write the deposit."
)
@click.option(
    "--date", metavar="YYYY-MM-DD",
    help="The day it is published [the day on which the build was written].",
)  # fmt: skip
@common_options
def command(out: str, output: str, date: str | None) -> None:
    """Write a build as a folder that a repository takes: an RO-Crate with a DataCite record.

    OUT is the folder of a build [out/]. Licence, creators and publisher are those given to
    `kg build`; what it was not given is left out, and said.

    Example: kg deposit out/ --output deposit/
    """
    from kg.site import deposit

    written, *left_out = deposit(out, output, date=date).lines()
    print_text(written)
    for line in left_out:
        say(f"kg: {line}")
