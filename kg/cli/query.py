"""The command `kg query`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options, open_output, output_option, say, table
from kg.cli.data import DataCommand, data_option, files_or_default
from kg.errors import InputError, QueryError

if TYPE_CHECKING:
    from kg.queries import PackagedQuery
    from kg.queries.lookup import Ask
    from kg.sparql import Params, Results


@dataclass(frozen=True)
class _Request:
    """What was asked on the command line; it travels to a process of its own under --timeout."""

    query: PackagedQuery
    files: list[str]
    endpoint: str | None
    given: dict[str, str]
    results: str | None
    limit: int | None
    explain: bool
    named_graphs: dict[str, str]
    base: str | None
    output: str
    timeout: float | None


@click.command("query", cls=DataCommand)
@click.argument("query", required=False, metavar="[SPARQL or NAME]")
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
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="S",
              help="Stop after this many seconds.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Show N rows at most.")
@click.option("--explain", is_flag=True, help="Show the query as it would run, and do not run it.")
@click.option(
    "--named-graph", "named_graphs", multiple=True, metavar="IRI=FILE",
    help="Read a file into a named graph.",
)  # fmt: skip
@click.option("--base", metavar="IRI", help="Resolve relative IRIs against this one.")
@output_option
@common_options
def command(
    query: str | None, query_file: str | None, data: tuple[str, ...], endpoint: str | None,
    results: str | None, params: tuple[str, ...], timeout: float | None, limit: int | None,
    explain: bool, named_graphs: tuple[str, ...], base: str | None, output: str,
) -> None:  # fmt: skip
    """Answer a SPARQL query over files or an endpoint.

    NAME is a packaged query (`kg queries` lists them). Known prefixes such as schema: and
    kg: need no declaration. SERVICE is never followed.

    Example: kg query papers-on-benchmark --param benchmark=D4RL --results csv
    """
    if endpoint and (data or named_graphs):
        raise InputError("data files and an endpoint", where="--endpoint", todo="choose one")
    graphs = dict(_split(each, "--named-graph", "IRI=FILE") for each in named_graphs)
    request = _Request(
        _read_query(query, query_file),
        [] if endpoint or (graphs and not data) else files_or_default(data),
        endpoint, _read_params(params), results, limit, explain, graphs, base, output, timeout,
    )  # fmt: skip
    if timeout is None:
        answer, notes = _answer(request)
    else:
        from kg.queries import run_within

        answer, notes = run_within(timeout, _answer, request)
    for note in notes:
        say(note)
    with open_output(output) as out:
        out.write(answer)


def _read_query(query: str | None, query_file: str | None) -> PackagedQuery:
    from kg.queries import load_query, parse_query
    from kg.sparql import query_form

    if (query is None) == (query_file is None):
        raise InputError("one query is needed", todo="give SPARQL, a NAME or --query-file F")
    if query_file is not None:
        return parse_query(query_file, _read_text(query_file))
    assert query is not None
    if query_form(query) is None and re.fullmatch(r"[\w\s.-]*", query):
        return load_query(re.sub(r"\s+", "-", query.strip()))
    return parse_query("query", query)


def _read_text(path: str) -> str:
    try:
        with click.open_file(path, "rb") as stream:
            content: bytes = stream.read()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise InputError("cannot read the query", where=path, value=error.strerror) from error
    except UnicodeDecodeError as error:
        raise QueryError("not UTF-8 text", where=path, todo="is this a query?") from error


def _read_params(params: tuple[str, ...]) -> dict[str, str]:
    pairs = [_split(each, "--param", "name=value") for each in params]
    given = {name.lstrip("?$"): value for name, value in pairs}
    if len(given) < len(pairs):
        raise InputError("one parameter is given twice", where="--param", todo="give it once")
    return given


def _split(text: str, option: str, form: str) -> tuple[str, str]:
    # An IRI may hold "=", so a name in angle brackets ends at the bracket.
    match = re.fullmatch(r"<([^>]*)>=(.*)|([^=]*)=(.*)", text, re.DOTALL)
    if match is None:
        raise InputError("no value", where=option, value=text, todo=f"write {form}")
    return (match[1], match[2]) if match[1] is not None else (match[3], match[4])


def _answer(request: _Request) -> tuple[bytes, list[str]]:
    """Run the query; its results as bytes, and what there is to say about them."""
    from kg.identity import Namespace
    from kg.queries import choose_format, write_results
    from kg.sparql import bind, declare

    prefixes = Namespace().prefixes()
    text = request.query.text
    ask = _at_endpoint(request) if request.endpoint else _in_files(request)
    values, notes = _fill(request, ask)
    if request.explain:
        return f"{declare(bind(text, values), prefixes).rstrip()}\n".encode(), notes
    results = ask(text, values)
    format = choose_format(results, request.results, request.output)
    answer, is_cut = write_results(
        results, format, prefixes=prefixes, layout=table, limit=request.limit
    )
    if is_cut:
        notes.append(f"the first {request.limit} are shown; there are more")
    return answer, notes


def _fill(request: _Request, ask: Ask) -> tuple[Params, list[str]]:
    from kg.queries import fill_parameters, parse_value
    from kg.queries.parameters import check_names
    from kg.sparql import read_variables

    if request.query.parameters:
        return fill_parameters(request.query.parameters, request.given, ask)
    check_names(read_variables(request.query.text), request.given)
    return {name: parse_value(value) for name, value in request.given.items()}, []


def _in_files(request: _Request) -> Ask:
    from kg.store import Store

    store = Store.open(*request.files, named_graphs=request.named_graphs, base=request.base)
    where = request.query.name

    def ask(text: str, params: Params) -> Results:
        return store.query(text, params=params, base=request.base, where=where)

    return ask


def _at_endpoint(request: _Request) -> Ask:
    from kg import endpoint
    from kg.identity import Namespace
    from kg.sparql import bind, declare, refuse_update

    assert request.endpoint is not None
    url, timeout = request.endpoint, request.timeout or 60.0
    base = f"BASE <{request.base}> " if request.base else ""

    def ask(text: str, params: Params) -> Results:
        refuse_update(text, request.query.name)
        return endpoint.query(
            url, base + declare(bind(text, params), Namespace().prefixes()), timeout=timeout
        )

    return ask
