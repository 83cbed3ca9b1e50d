"""The command `kg remove`."""

from __future__ import annotations

import click

from kg.cli.accounting import show_accounting
from kg.cli.common import common_options, jobs_option
from kg.cli.output import print_text
from kg.cli.values import FILE_NAME


@click.command("remove")
@click.argument("source", nargs=-1, required=True)
@click.option(
    "--output",
    type=FILE_NAME,
    default="out",
    metavar="FOLDER",
    help="The build to remove from [out/].",
)
@jobs_option
@common_options
def command(source: tuple[str, ...], output: str, jobs: int | None) -> None:
    """Remove publication lists from a build.

    What only they said goes. SOURCE: names of files as in summary.json, or the first digits of
    their SHA-256, eight at least. The files of the build are replaced, all or none, by those
    that a build without these sources would give.

    Example: kg remove old.bib --output out/
    """
    from kg.pipeline import remove

    summary = remove(source, output, jobs=jobs)
    show_accounting(summary, output.rstrip("/") or "/")
    print_text(summary.total.line())
