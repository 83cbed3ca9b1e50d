"""The command `kg validate`."""

from __future__ import annotations

import click

from kg.cli.common import common_options, output_option

_RESULTS = ["text", "table", "json", "turtle"]


@click.command("validate")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--shapes", metavar="PATH", help="Other shapes than the project's own.")
@click.option("--format", metavar="NAME", help="The format, where the name does not tell it.")
@click.option(
    "--engine", default="auto", type=click.Choice(["auto", "pyshacl", "fast"]),
    help="The SHACL engine [auto: fast where installed].",
)  # fmt: skip
@click.option(
    "--context", multiple=True, metavar="FILE",
    help="RDF that the data refers to; nothing is reported of it.",
)  # fmt: skip
@click.option("--results", default="text", type=click.Choice(_RESULTS), help="How to report.")
@click.option(
    "--severity", default="violation", type=click.Choice(["violation", "warning", "info"]),
    help="The least severity that is shown and makes the exit code 1.",
)  # fmt: skip
@click.option("--max-results", type=click.IntRange(min=0), metavar="N", help="Show N at most.")
@output_option
@common_options
def command(
    files: tuple[str, ...],
    shapes: str | None,
    format: str | None,
    engine: str,
    context: tuple[str, ...],
    results: str,
    severity: str,
    max_results: int | None,
    output: str,
) -> int:
    """Check RDF files or new records against the shapes.

    FILE: RDF, or records in any source format; without one, the build in out/. RDF files are
    checked together, as one graph; records one by one. With the project's own shapes the
    vocabulary is known; with other shapes nothing is added. The turtle report is a standard
    one: it holds results of every severity.

    Exit code: 0 conforms, 1 it does not, 2 something could not be read or nothing was there
    to look at.

    Example: kg validate out/kg.ttl --severity warning
    """
    from kg.cli.checks import check
    from kg.cli.data import files_or_default
    from kg.cli.verdict import show

    for name in context:
        if name == "-" and "-" in files:
            raise click.UsageError("standard input cannot be both data and --context")
    checked = check(
        files_or_default(files), shapes=shapes, format=format, engine=engine, context=context
    )
    for error in checked.errors:
        click.echo(f"kg: {' '.join(str(error).split())}", err=True)
    if checked.looked_at:
        show(checked, results, severity, max_results, output)
    if checked.errors:
        return 2
    return 1 if checked.at_least(severity) else 0
