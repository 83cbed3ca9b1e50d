"""The command `kg convert`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, output_option
from kg.cli.limits import limit_options, run_limited

if TYPE_CHECKING:
    from kg.system.worker import Limits, Send


@click.command("convert")
@click.argument("file")
@click.option(
    "--to",
    "to",
    required=True,
    metavar="FORMAT",
    help="turtle, nt, nq, trig, jsonld or rdfxml; bibtex, ris or csljson.",
)
@click.option("--format", metavar="NAME", help="The format of FILE, where its name does not tell.")
@click.option("--base", metavar="IRI", help="Resolve relative IRIs in FILE against this one.")
@limit_options
@output_option
@common_options
def command(
    file: str, to: str, format: str | None, base: str | None, limits: Limits, output: str
) -> None:
    """Write an RDF file in another format, canonically: equal graphs give equal bytes.

    As bibtex, ris or csljson, the papers of a build, or of any list that is read, are written for
    reference managers.

    Example: kg convert out/kg.ttl --to bibtex --output papers.bib
    """
    run_limited(limits, output, _convert, file, to, format, base)


def _convert(send: Send, file: str, to: str, format: str | None, base: str | None) -> None:
    from kg.pipeline import convert

    send(convert(file, to, format=format, base=base, tell=send))
