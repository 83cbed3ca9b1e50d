"""The command `kg extract`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from kg.cli.common import columns_option, common_options, existing, output_option, say, table
from kg.cli.output import open_output, print_text
from kg.cli.values import PROBABILITY
from kg.errors import InputError
from kg.system.progress import track

if TYPE_CHECKING:
    from kg.model import Mention, Paper
    from kg.pipeline.extracting import Extracted


@click.command("extract")
@click.argument("file", required=False, metavar="[FILE or -]")
@click.option("--text", metavar="STRING", help="Find them in this text instead of in a file.")
@click.option("--format", metavar="NAME", help="The input format, where it is not recognised.")
@columns_option
@click.option(
    "--results", type=click.Choice(["jsonl", "table", "html"]), default="jsonl",
    show_default=True, help="How results are written; html is a page that shows them in place.",
)  # fmt: skip
@click.option(
    "--min-confidence", type=PROBABILITY, metavar="P",
    help="Leave out mentions of which the extractor is less sure.",
)  # fmt: skip
@output_option
@common_options
def command(
    file: str | None,
    text: str | None,
    format: str | None,
    columns: dict[str, str],
    results: str,
    min_confidence: float | None,
    output: str,
) -> None:
    """Find methods and benchmarks in text or records.

    FILE holds records of any format of `kg sources`, or JSON Lines with id, title and
    abstract, whose ids and order are kept.

    Example: kg extract --text "We introduce RECODE and test it on Atari." --results table
    """
    if (file is None) == (text is None):
        raise InputError("give FILE or --text, one of them", todo="see `kg extract --help`")
    from kg.pipeline import extract

    found = extract(
        None if file is None else file if file == "-" else existing(file), text=text, format=format,
        columns=columns, min_confidence=min_confidence, tell=say,
    ).records  # fmt: skip
    is_shown = output == "-" and results == "jsonl" and sys.stdout.isatty()
    found = found if is_shown else iter(track(found, "looking for mentions"))
    if results == "jsonl":
        _print_lines(found, output)
    elif results == "table":
        print_text(_as_table(found), output)
    else:
        print_text(_as_page(found), output)


def _print_lines(found: Iterator[Extracted], output: str) -> None:
    import json

    with open_output(output) as out:
        for each in found:
            out.write(f"{json.dumps(each.to_dict(), ensure_ascii=False)}\n".encode())


def _as_table(found: Iterator[Extracted]) -> str:
    rows: list[tuple[object, ...]] = [
        (each.id or "", mention.field, f"{mention.start}-{mention.end}", mention.text,
         mention.concept.type, mention.concept.label, mention.relation, mention.cue or "")
        for each in found
        for mention in each.paper.mentions
    ]  # fmt: skip
    header = ("id", "field", "place", "text", "type", "concept", "relation", "cue")
    return table(rows, header)


def _as_page(found: Iterator[Extracted]) -> str:
    """Draw each paper with displaCy, which escapes texts but not titles, and loads nothing."""
    from html import escape

    from spacy import displacy

    docs = [
        {
            "text": getattr(each.paper, field),
            "title": escape(f"{each.id or ''} {field}".strip()),
            "ents": _entities(each.paper, field),
        }
        for each in found
        for field in ("title", "abstract")
        if getattr(each.paper, field)
    ]
    colors = {"method": "#bfdbf7", "benchmark": "#fbe3a6", "task": "#cdebc5"}
    page: str = displacy.render(
        docs, style="ent", manual=True, page=True, jupyter=False, options={"colors": colors}
    )
    return page


def _entities(paper: Paper, field: str) -> list[dict[str, object]]:
    """Return what displaCy marks, which nests nothing: of mentions that overlap the first."""
    shown: list[Mention] = []
    for each in paper.mentions:
        if each.field == field and not (shown and each.start < shown[-1].end):
            shown.append(each)
    return [{"start": m.start, "end": m.end, "label": m.concept.type} for m in shown]
