"""The command `kg find`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, output_option, table
from kg.cli.data import DataCommand, data_option, files_or_default
from kg.cli.limits import limit_options, run_limited
from kg.cli.values import POSITIVE

if TYPE_CHECKING:
    from kg.store import Data
    from kg.system.worker import Limits, Send


@click.command("find", cls=DataCommand)
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@data_option
@click.option("--limit", type=POSITIVE, default=10, show_default=True, metavar="N",
              help="Show N things at most.")  # fmt: skip
@click.option("--results", metavar="FORMAT", help="table, csv, tsv, json, xml or count.")
@limit_options
@output_option
@common_options
def command(
    words: tuple[str, ...], data: tuple[str, ...], limit: int, results: str | None,
    limits: Limits, output: str,
) -> None:  # fmt: skip
    """Find things by words in their names, titles and abstracts.

    All the words must occur, whatever their case and accents; the last may be the beginning of
    a word. Best first; names and titles count for more than abstracts.

    Example: kg find offline reinforcement learn --limit 5
    """
    asked = " ".join(words)
    run_limited(limits, output, tell, asked, files_or_default(data), limit, results, output)


def tell(send: Send, words: str, data: Data, limit: int, results: str | None, output: str) -> None:
    """Find words; send what is found, and what there is to say of it."""
    from kg.queries import choose_format, find, make_solutions, write_results
    from kg.store.kept import open_kept

    found = find(words, open_kept(data), limit=limit)
    solutions = make_solutions(found.columns, found.cells)
    format = choose_format(solutions, results, output)
    for note in found.notes:
        send(note)
    answer, _ = write_results(solutions, format, prefixes=found.prefixes, layout=table)
    send(answer)
