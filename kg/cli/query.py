"""The command `kg query`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, output_option, say
from kg.cli.data import DataCommand, data_option, files_argument, files_or_default
from kg.cli.limits import deliver, limit_options, run_limited
from kg.cli.values import COUNT
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.store import Sources
    from kg.system.worker import Limits


@click.command("query", cls=DataCommand)
@click.argument("query", required=False, metavar="[SPARQL or NAME or FILE.rq or -]")
@files_argument
@click.option("--query-file", metavar="F", help="Read the query from a file; - is stdin.")
@data_option
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead of files.")
@click.option(
    "--results", metavar="FORMAT",
    help="table, csv, tsv, json or xml; for graphs turtle, nt, jsonld, …; count.",
)  # fmt: skip
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE",
    help="Give a variable its value: <IRI>, prefix:local, or a plain string.",
)  # fmt: skip
@limit_options
@click.option("--limit", type=COUNT, metavar="N", help="Show N rows at most.")
@click.option("--explain", is_flag=True, help="Show the query as it would run, and do not run it.")
@click.option(
    "--graph", metavar="IRI", help="Ask this named graph alone, as if it were all there is."
)
@click.option(
    "--named-graph", "named_graphs", multiple=True, metavar="IRI=FILE",
    help="Read a file into a named graph, as the document of that address.",
)  # fmt: skip
@click.option(
    "--base", metavar="IRI",
    help="Resolve relative IRIs against this one, not against the address of their file.",
)  # fmt: skip
@click.option(
    "--cache/--no-cache", default=None,
    help="Keep the data on disk before the command ends, or neither keep it nor use what is kept.",
)  # fmt: skip
@click.option("--allow-service", is_flag=True, help="Follow SERVICE in the query to other hosts.")
@output_option
@common_options
def command(
    query: str | None, files: tuple[str, ...], query_file: str | None, data: tuple[str, ...], endpoint: str | None,
    results: str | None, params: tuple[str, ...], limits: Limits, limit: int | None, explain: bool, graph: str | None, named_graphs: tuple[str, ...],
    base: str | None, cache: bool | None, allow_service: bool, output: str,
) -> None:  # fmt: skip
    """Answer a SPARQL query over files or an endpoint.

    The query is SPARQL, the NAME of a packaged query, a file whose name ends in .rq, or - for
    standard input; files to ask may follow it.

    NAME is a packaged query (`kg queries` lists them). Known prefixes such as schema: and
    kg: need no declaration. CSV and TSV show the answer of ASK as the bare word.

    On a terminal, without a query, a prompt opens that takes one question after another, with
    history and completion.

    Files of more than 8 MB are kept, after the answer, in the user's cache folder, so that
    the next question starts at once: up to 4 GB, and what was used least recently goes first.
    Without ORDER BY, rows may then come in another order.

    Example: kg query papers-on-benchmark --param benchmark=D4RL --results csv
    """
    from kg.cli.answering import Request, answer
    from kg.cli.pairs import read_params
    from kg.pipeline.question import Question, is_query_file, query_base, read_query
    from kg.queries import parse_query

    if query and query_file and Path(query).is_file():
        files, query = (query, *files), None
    if query and not query_file and (query == "-" or is_query_file(query)):
        query, query_file = None, query
    if endpoint and (data or files or named_graphs):
        raise InputError("data files and an endpoint", where="--endpoint", todo="choose one")
    is_prompt = query is None and query_file is None and _is_terminal()
    asked = parse_query("query", "") if is_prompt else read_query(query, query_file)
    own_base = base if endpoint else query_base(base, query_file)
    question = Question(asked, read_params(params), own_base, graph, limits.seconds, allow_service)
    source = endpoint or _read_sources(data, files, named_graphs, base)
    request = Request(question, source, results, limit, explain, output, cache)
    if is_prompt:
        from kg.cli.conversation import converse

        converse(request, base, limits, lambda messages: deliver(messages, output))
    else:
        run_limited(limits, output, answer, request)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _read_sources(
    data: tuple[str, ...], files: tuple[str, ...], named_graphs: tuple[str, ...], base: str | None
) -> Sources:
    from kg.cli.pairs import split_pair
    from kg.journal import current
    from kg.store import Sources

    graphs = dict(split_pair(each, "--named-graph", "IRI=FILE") for each in named_graphs)
    is_default = not (data or files or graphs)
    chosen = files_or_default(data, files) if data or files or is_default else []
    sources = Sources(tuple(chosen), graphs, base, allow_empty=True)
    for file, _ in sources:
        path = current(Path(file))
        if path.is_file() and not path.stat().st_size:
            say(f"{file}: the file is empty")
    return sources
