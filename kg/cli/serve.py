"""The command `kg serve`."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType
from typing import Any

import click

from kg.cli.common import common_options, say
from kg.cli.limits import question_options
from kg.cli.pairs import split_pair
from kg.cli.values import FILE_NAME, Number
from kg.system.worker import Limits

_PORT = Number(int, 0, 65535)


@click.command("serve")
@click.argument("out", type=FILE_NAME, default="out", metavar="[OUT]")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=_PORT, default=8000, show_default=True, metavar="N",
              help="The port to listen at; 0 is any that is free.")  # fmt: skip
@click.option("--named-graph", "named_graphs", multiple=True, metavar="IRI=FILE",
              help="Serve a file as a named graph; any number of times.")  # fmt: skip
@question_options
@common_options
@click.pass_context
def command(
    ctx: click.Context, out: str, host: str, port: int, named_graphs: tuple[str, ...],
    limits: Limits,
) -> None:  # fmt: skip
    """Serve a build over HTTP, with its SPARQL endpoint.

    The site stands at /; queries are answered at /sparql and asked from /query, /queries and
    /find; graphs are read at /store; /openapi.json describes all this, and /health and /metrics
    tell how it is. It listens on this machine alone unless --host says otherwise, and changes nothing. A new
    build in the folder takes the place of the old one. Requests are logged as lines of JSON on
    stderr, unless --quiet. SIGTERM ends it.

    Example: kg serve out/ --port 8000
    """
    signal.signal(signal.SIGTERM, _end)  # Until the server takes it.
    from kg.server import AccessLog, Settings, serve

    graphs = dict(split_pair(each, "--named-graph", "IRI=FILE") for each in named_graphs)
    settings = Settings(Path(out), limits, graphs)
    log = None if ctx.meta.get("kg.quiet") else AccessLog(_print)
    serve(settings, host, port, say, log)
    if log is not None:
        log.close()


def _print(line: str) -> None:
    click.echo(line, err=True)


def _end(number: int, frame: FrameType | None) -> Any:
    raise SystemExit(0)
