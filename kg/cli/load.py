"""The command `kg load`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.common import common_options
from kg.cli.configuration import ConfiguredCommand
from kg.cli.data import files_or_default
from kg.cli.limits import limit_options, run_limited
from kg.cli.values import COUNT
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.endpoint.files import Product, Way
    from kg.system.worker import Limits, Send

_STORES = ("oxigraph", "fuseki", "virtuoso", "graphdb", "qlever", "generic")


@click.command("load", cls=ConfiguredCommand)
@click.argument("url")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--graph", metavar="IRI", help="Load into this named graph.")
@click.option("--default-graph", is_flag=True, help="Load into the default graph (the default).")
@click.option(
    "--replace", is_flag=True,
    help="Put these triples in place of the graph, once they are all there.",
)  # fmt: skip
@click.option("--append", is_flag=True, help="Add these triples to the graph (the default).")
@click.option(
    "--diff", is_flag=True,
    help="Make the graph equal to these triples, sending only what it lacks or has too much.",
)  # fmt: skip
@click.option(
    "--store", type=click.Choice(_STORES), default="oxigraph", show_default=True,
    help="The kind of store; with generic, URL is the graph-store address itself.",
)  # fmt: skip
@click.option("--user", metavar="U", help="User; the password comes from KG_PASSWORD or netrc.")
@click.option(
    "--retry", type=COUNT, default=2, show_default=True, metavar="N",
    help="Try again N times where the server is busy or the connection breaks.",
)  # fmt: skip
@limit_options
@common_options
def command(
    url: str, files: tuple[str, ...], graph: str | None, default_graph: bool, replace: bool,
    append: bool, diff: bool, store: str, user: str | None, retry: int, limits: Limits,
) -> None:  # fmt: skip
    """Load files into a triple store and read them back.

    URL is the server's base address. Counts of the graph and of each class, and a sample of
    subjects, are compared; a difference is exit 3. Without FILE, out/kg.ttl and
    out/mentions.ttl are loaded.

    User and password also come from KG_USER and KG_PASSWORD, a bearer token from KG_TOKEN.

    Example: kg load http://localhost:7878 out/kg.ttl out/mentions.ttl --store oxigraph
    """
    if graph is not None and default_graph:
        raise InputError("two graphs", where="--default-graph", todo="choose it or --graph")
    if replace + append + diff > 1:
        raise InputError("more than one way to load", where="--replace, --append, --diff",
                         todo="choose one")  # fmt: skip
    way: Way = "replace" if replace else "diff" if diff else "append"
    names = files_or_default(files)
    run_limited(limits, "-", _load, url, names, graph, way, store, user, retry)


def _load(
    send: Send, url: str, files: list[str], graph: str | None, way: Way, store: Product,
    user: str | None, retry: int,
) -> None:  # fmt: skip
    from kg.endpoint import load

    loaded = load(url, files, graph=graph, way=way, store=store, user=user, retry=retry, tell=send)
    where = graph or "the default graph"
    removed = f", {loaded.removed} removed" if way == "diff" else ""
    send(f"{loaded.sent} triples sent{removed} and read back; {where} holds {loaded.held}")
