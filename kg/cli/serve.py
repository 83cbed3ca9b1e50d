"""The command `kg serve`."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType
from typing import Any

import click

from kg.cli.common import common_options, say
from kg.cli.pairs import split_pair
from kg.cli.values import FILE_NAME, SECONDS, Number, Size
from kg.system.worker import Limits, default_memory

_PORT = Number(int, 0, 65535)
_PROCESSES = 5
"""How many stand by, of both sorts: they share the memory."""


@click.command("serve")
@click.argument("out", type=FILE_NAME, default="out", metavar="[OUT]")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=_PORT, default=8000, show_default=True, metavar="N",
              help="The port to listen at; 0 is any that is free.")  # fmt: skip
@click.option("--named-graph", "named_graphs", multiple=True, metavar="IRI=FILE",
              help="Serve a file as a named graph; any number of times.")  # fmt: skip
@click.option("--timeout", type=SECONDS, default=30, show_default=True, metavar="S",
              help="End a question after this many seconds.")  # fmt: skip
@click.option("--max-memory", type=Size(), metavar="SIZE",
              help="End a question at this much memory, such as 500M or 2G; the processes share"
              " half of the machine's unless given.")  # fmt: skip
@common_options
@click.pass_context
def command(
    ctx: click.Context, out: str, host: str, port: int, named_graphs: tuple[str, ...],
    timeout: float, max_memory: int | None,
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
    limits = Limits(timeout, max_memory or share_of_memory())
    settings = Settings(Path(out), limits, graphs)
    log = None if ctx.meta.get("kg.quiet") else AccessLog(_print)
    serve(settings, host, port, say, log)
    if log is not None:
        log.close()


def share_of_memory() -> int | None:
    """Return how much memory each process has where nothing is said of it."""
    memory = default_memory()
    return None if memory is None else memory // _PROCESSES


def _print(line: str) -> None:
    click.echo(line, err=True)


def _end(number: int, frame: FrameType | None) -> Any:
    raise SystemExit(0)
