"""Put triples into a graph of a store, and read them back."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.endpoint.addresses import GraphStore, public
from kg.endpoint.changing import find_changes
from kg.endpoint.checking import read_back
from kg.endpoint.connection import Connection, Refusal
from kg.endpoint.shipment import Shipment, pack
from kg.errors import InputError, ServiceError
from kg.serialization.diff import BLOCK, delete_data
from kg.system.progress import track

_TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}
_UPDATE = {"Content-Type": "application/sparql-update; charset=utf-8"}
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: triples sent, removed, and held by the graph afterwards."""

    sent: int
    removed: int
    held: int


def triples_only(quads: Iterable[ox.Quad], where: str) -> Iterator[ox.Triple]:
    """Yield the triples of a file.

    Raises: InputError: where the file names graphs of its own, which a load would lose.
    """
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            raise InputError(
                "this file names graphs of its own", where=where, value=str(quad.graph_name),
                todo="load each graph as a file of triples, with --graph",
            )  # fmt: skip
        yield quad.triple


def append(connection: Connection, store: GraphStore, triples: Iterable[ox.Triple]) -> Loaded:
    """Add triples to a graph. Doing it twice changes nothing, but for blank nodes.

    Raises: InputError: for no triples. ServiceError: where the server fails, or holds less than
    was sent.
    Source: SPARQL 1.1 Graph Store HTTP Protocol, 5.5 POST.
    """
    with _pack_some(triples) as shipment:
        _upload(connection, store, shipment, first="POST")
        held = read_back(connection, store, shipment, is_whole=False)
    return Loaded(shipment.count, 0, held)


def replace(
    connection: Connection, store: GraphStore, triples: Iterable[ox.Triple], *, say: Say
) -> Loaded:
    """Put triples in the place of a graph, at once and only when they are all there.

    They go into a graph beside it, which is read back, and then copied over the other by one
    update. (Not moved: to move twice, when the first answer was lost, would leave nothing.) A
    store that cannot copy gets them in one request, and is on its own.

    Raises: InputError: for no triples. ServiceError: where the server fails, or holds something
    else; until the copy, the former graph is as it was.
    Source: SPARQL 1.1 Update, 3.2.3 COPY.
    """
    with _pack_some(triples) as shipment:
        if store.product.has_copy:
            _swap(connection, store, shipment, say)
        else:
            say("this kind of store has no COPY: replaced in one request, not by a finished graph")
            size = {"Content-Length": str(sum(shipment.parts))}
            connection.send("PUT", store.graph_url, content=shipment, headers=_TURTLE | size)
        held = read_back(connection, store, shipment, is_whole=True)
    return Loaded(shipment.count, 0, held)


def change(connection: Connection, store: GraphStore, triples: Iterable[ox.Triple]) -> Loaded:
    """Make a graph equal to the triples, sending only what the store has not or has too much.

    What is new goes first, so that nothing is missing in between; a change that broke off is
    completed by the next one.

    Raises: InputError: for no triples, blank nodes, or a store without update. ServiceError:
    where the server fails, or holds something else.
    """
    if store.update_url is None:
        raise InputError("this store has no update address", where="--diff", todo="name --store")
    with _pack_some(triples) as shipment:
        added, removed = find_changes(connection, store, shipment)
        if added:
            with pack(added) as more:
                _upload(connection, store, more, first="POST")
        graph = ox.DefaultGraph() if store.graph is None else ox.NamedNode(store.graph)
        quads = [ox.Quad(each.subject, each.predicate, each.object, graph) for each in removed]
        for start in range(0, len(quads), BLOCK):
            _update(connection, store, "\n".join(delete_data(quads[start : start + BLOCK])))
        held = read_back(connection, store, shipment, is_whole=True)
    return Loaded(len(added), len(removed), held)


def _swap(connection: Connection, store: GraphStore, shipment: Shipment, say: Say) -> None:
    staging = store.staging
    target = "DEFAULT" if store.graph is None else f"GRAPH <{store.graph}>"
    try:
        _upload(connection, staging, shipment, first="PUT")
        read_back(connection, staging, shipment, is_whole=True)
        _update(connection, store, f"COPY GRAPH <{staging.graph}> TO {target}")
    finally:
        _discard(connection, staging, say)


def _update(connection: Connection, store: GraphStore, text: str) -> None:
    """Run an update that does no more when it runs twice.

    Source: SPARQL 1.1 Protocol, 2.2.2.
    """
    assert store.update_url is not None
    connection.send("POST", store.update_url, content=text.encode(), headers=_UPDATE)


def _pack_some(triples: Iterable[ox.Triple]) -> Shipment:
    shipment = pack(triples)
    if not shipment.parts:
        shipment.file.close()
        raise InputError("there are no triples to load", todo="check the files")
    return shipment


def _upload(connection: Connection, store: GraphStore, shipment: Shipment, *, first: str) -> None:
    """Send the parts: the first by `first`, the others added to it."""
    if store.product.is_digest:
        # The challenge comes now, and not amid a body, which the server would not read to its end.
        connection.send("GET", f"{store.query_url}?{urlencode({'query': 'ASK {}'})}")
    takes_gzip = store.product.takes_gzip
    for index, body in enumerate(track(shipment.bodies, "sending parts", len(shipment.parts))):
        method = first if index == 0 else "POST"
        is_last = index == len(shipment.parts) - 1
        # Blank nodes that are added twice are twice as many.
        once = shipment.has_tied_part and is_last and method == "POST"
        if takes_gzip:
            try:
                packed = gzip.compress(body, 5, mtime=0)
                connection.send(
                    method, store.graph_url, content=packed,
                    headers=_TURTLE | {"Content-Encoding": "gzip"}, once=once,
                )  # fmt: skip
                continue
            except Refusal as error:
                if error.status not in (400, 415):
                    raise
                takes_gzip = False
        connection.send(method, store.graph_url, content=body, headers=_TURTLE, once=once)


def _discard(connection: Connection, staging: GraphStore, say: Say) -> None:
    """Remove a graph that has served; where that fails, the next load overwrites it."""
    try:
        connection.send("DELETE", staging.graph_url, once=True)
    except ServiceError as error:
        if not isinstance(error, Refusal) or error.status != 404:
            say(f"<{staging.graph}> is left at {public(staging.graphs_url)}; "
                "the next --replace clears it")  # fmt: skip
