"""The command `kg find`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, output_option, table
from kg.cli.data import DataCommand, data_option, files_or_default
from kg.cli.limits import limit_options, run_limited
from kg.cli.values import POSITIVE

if TYPE_CHECKING:
    from kg.store import Store
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
    run_limited(limits, output, _find, asked, files_or_default(data), limit, results, output)


def _find(
    send: Send, asked: str, files: list[str], limit: int, results: str | None, output: str
) -> None:
    from kg.store import Store

    find_in(send, Store.open(*files), asked, limit, results, output)


def find_in(
    send: Send, store: Store, asked: str, limit: int, results: str | None, output: str
) -> None:
    """Find words in a data set that is open; send what is found, and what there is to say of it."""
    from kg.queries import FullText, as_solutions, choose_format, suggest, write_results
    from kg.suggest import did_you_mean

    index = FullText(store)
    hits = index.search(asked, limit + 1)
    solutions = as_solutions(hits)
    format = choose_format(solutions, results, output)
    answer, is_cut = write_results(
        solutions, format, prefixes=store.prefixes, layout=table, limit=limit
    )
    if is_cut:
        send(f"the first {limit} are shown; there are more")
    if not hits:
        close = suggest(store.query, asked) or [each for each in [index.correct(asked)] if each]
        hint = did_you_mean(close)
        send(f"nothing has all of these words: {asked!r}{'; ' * bool(hint)}{hint}")
    send(answer)
