"""The command `kg convert`."""

from __future__ import annotations

import click

from kg.cli.common import common_options, output_option
from kg.cli.output import open_output


@click.command("convert")
@click.argument("file")
@click.option(
    "--to", "to", required=True, metavar="FORMAT", help="turtle, nt, nq, trig, jsonld or rdfxml."
)
@click.option("--format", metavar="NAME", help="The format of FILE, where its name does not tell.")
@click.option("--base", metavar="IRI", help="Resolve relative IRIs in FILE against this one.")
@output_option
@common_options
def command(file: str, to: str, format: str | None, base: str | None, output: str) -> None:
    """Write an RDF file in another format, canonically: equal graphs give equal bytes.

    Example: kg convert out/kg.ttl --to jsonld --output kg.jsonld
    """
    from kg.serialization import parse_file, serialize

    result = serialize(parse_file(file, format=format, base=base), to)
    with open_output(output) as out:
        out.write(result)
