"""The command `kg stats`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, output_option, terminal_width
from kg.cli.data import DataCommand, data_option, files_argument, files_or_default
from kg.cli.limits import limit_options, run_limited
from kg.cli.output import as_lines

if TYPE_CHECKING:
    from kg.system.worker import Limits, Send


@click.command("stats", cls=DataCommand)
@files_argument
@data_option
@limit_options
@output_option
@common_options
def command(files: tuple[str, ...], data: tuple[str, ...], limits: Limits, output: str) -> None:
    """Count what a graph holds.

    Things of each class, what is known of how many papers, and the concepts most named.

    Example: kg stats out/kg.ttl
    """
    run_limited(limits, output, _stats, files_or_default(data, files))


def _stats(send: Send, files: list[str]) -> None:
    from kg.queries import stats
    from kg.store.kept import open_kept

    send(as_lines(stats(open_kept(files)).text(terminal_width())))
