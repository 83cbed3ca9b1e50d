"""The command `kg find`."""

from __future__ import annotations

import click

from kg.cli.common import common_options, output_option, say, table
from kg.cli.data import DataCommand, data_option, files_or_default
from kg.cli.output import open_output


@click.command("find", cls=DataCommand)
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@data_option
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, metavar="N",
              help="Show N things at most.")  # fmt: skip
@click.option("--results", metavar="FORMAT", help="table, csv, tsv, json, xml or count.")
@output_option
@common_options
def command(
    words: tuple[str, ...], data: tuple[str, ...], limit: int, results: str | None, output: str
) -> None:
    """Find things by words in their names, titles and abstracts.

    All the words must occur, whatever their case and accents; the last may be the beginning of
    a word. Best first; names and titles count for more than abstracts.

    Example: kg find offline reinforcement learn --limit 5
    """
    from kg.queries import FullText, as_solutions, choose_format, suggest, write_results
    from kg.store import Store
    from kg.suggest import did_you_mean

    asked = " ".join(words)
    store = Store.open(*files_or_default(data))
    index = FullText(store)
    hits = index.search(asked, limit + 1)
    solutions = as_solutions(hits)
    format = choose_format(solutions, results, output)
    answer, is_cut = write_results(
        solutions, format, prefixes=store.prefixes, layout=table, limit=limit
    )
    if is_cut:
        say(f"the first {limit} are shown; there are more")
    if not hits:
        close = suggest(store.query, asked) or [each for each in [index.correct(asked)] if each]
        hint = did_you_mean(close)
        say(f"nothing has all of these words: {asked!r}{'; ' * bool(hint)}{hint}")
    with open_output(output) as out:
        out.write(answer)
