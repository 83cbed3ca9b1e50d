"""The command `kg diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from kg.cli.common import common_options, output_option
from kg.cli.limits import limit_options, run_limited

if TYPE_CHECKING:
    from kg.system.worker import Limits, Send


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option(
    "--results", type=click.Choice(["text", "patch", "update"]), default="text",
    help="How to print: N-Quads with + and - [text], RDF Patch, or SPARQL Update.",
)  # fmt: skip
@limit_options
@output_option
@common_options
def command(old: str, new: str, results: str, limits: Limits, output: str) -> None:
    """Show the triples added and removed between two files.

    Blank nodes are compared by all that is connected to them, and text shows them under the
    labels of that comparison. A patch or an update cannot name those of OLD, and is refused
    where it would have to; new ones are added as such.

    Example: kg diff old/kg.ttl out/kg.ttl --results update
    """
    run_limited(limits, output, _diff, old, new, results)


def _diff(send: Send, old: str, new: str, results: Literal["text", "patch", "update"]) -> None:
    from kg.serialization.diff import diff

    difference = diff(old, new)
    send("".join(f"{line}\n" for line in difference.lines(results)).encode())
    send(f"kg: {len(difference.removed)} removed, {len(difference.added)} added")
