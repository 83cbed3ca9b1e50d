"""The command `kg validate`."""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING, Any

import click

from kg.cli.common import columns_option, common_options, output_option
from kg.cli.limits import limit_options, run_limited
from kg.cli.values import COUNT

if TYPE_CHECKING:
    from kg.system.worker import Limits, Send

_PATIENCE = 600.0
"""Seconds that shapes of others may take: a pattern or a query of theirs can be endless."""
_RESULTS = ["text", "table", "json", "turtle", "junit", "github"]


@click.command("validate")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--shapes", metavar="PATH", help="Other shapes than the project's own.")
@click.option("--format", metavar="NAME", help="The format, where the name does not tell it.")
@columns_option
@click.option(
    "--engine", default="auto", type=click.Choice(["auto", "pyshacl", "fast"]),
    help="The SHACL engine [auto: fast where installed].",
)  # fmt: skip
@click.option(
    "--context", multiple=True, metavar="FILE or URL",
    help="RDF that the data refers to, or a SPARQL endpoint that knows it.",
)  # fmt: skip
@click.option("--results", default="text", type=click.Choice(_RESULTS), help="How to report.")
@click.option(
    "--severity", default="violation", type=click.Choice(["violation", "warning", "info"]),
    help="The least severity that is shown and makes the exit code 1.",
)  # fmt: skip
@click.option("--max-results", type=COUNT, metavar="N", help="Show N at most.")
@limit_options
@output_option
@common_options
def command(
    files: tuple[str, ...],
    shapes: str | None,
    format: str | None,
    columns: dict[str, str],
    engine: str,
    context: tuple[str, ...],
    results: str,
    severity: str,
    max_results: int | None,
    limits: Limits,
    output: str,
) -> int:
    """Check RDF files or new records against the shapes.

    FILE: RDF, or records in any source format; without one, the build in out/. RDF files are
    checked together, as one graph; records one by one. With the project's own shapes the
    vocabulary is known; with other shapes nothing is added, and ten minutes are enough unless
    --timeout says otherwise.

    --context may be given several times. Nothing is reported of what it holds. An endpoint is
    asked for the types of the things that the data points to and does not describe.

    The turtle report is a standard one: it holds results of every severity. junit is for build
    servers, github for the annotations of a workflow.

    Exit code: 0 conforms, 1 it does not, 2 something could not be read or nothing was there
    to look at, 3 an endpoint failed or a limit was reached.

    Example: kg validate new.bib --severity warning
    """
    from kg.cli.data import files_or_default

    for name in context:
        if name == "-" and "-" in files:
            raise click.UsageError("standard input cannot be both data and --context")
    names = files_or_default(files)
    how = {"shapes": shapes, "format": format, "columns": columns, "engine": engine,
           "context": context}  # fmt: skip
    if shapes is not None and limits.seconds is None:
        limits = dataclasses.replace(limits, seconds=_PATIENCE)
    return run_limited(
        limits, output, _validate, names, how, (results, severity, max_results),
        may_fork="shacl" not in sys.modules,  # It has threads, once it has run.
    )  # fmt: skip


def _validate(
    send: Send, files: list[str], how: dict[str, Any], shown: tuple[str, str, int | None]
) -> None:
    from kg.cli.verdict import show
    from kg.pipeline.check import check

    checked = check(files, **how, tell=send)
    for error in checked.errors:
        send(error)
    show(send, checked, *shown)
    _, severity, _ = shown
    send(2 if checked.errors else 1 if checked.at_least(severity) else 0)
