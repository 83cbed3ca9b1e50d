"""What has to change in a graph of a store to make it equal to other triples."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.endpoint.addresses import GraphStore, public
from kg.endpoint.answers import read_graph
from kg.endpoint.checking import GRAPH_TYPES, ask_graph, count_triples
from kg.endpoint.connection import Connection, Refusal
from kg.endpoint.shipment import Shipment, by_value, has_blank
from kg.errors import InputError, ServiceError
from kg.serialization.diff import compare
from kg.serialization.ordering import canonical_order


def find_changes(
    connection: Connection, store: GraphStore, shipment: Shipment
) -> tuple[list[ox.Triple], list[ox.Triple]]:
    """Compare a graph of a store with a shipment: the triples that it lacks, and has too much.

    The store itself is asked, not a record of the last load: what others changed is seen. Two
    spellings of one value are no change.

    Raises: InputError: for blank nodes, which have no names to tell them apart by.
    """
    shipment.file.seek(0)
    wanted = ox.parse(shipment.file, ox.RdfFormat.N_TRIPLES, lenient=True)
    there = canonical_order(_refuse_blanks(_read_graph(connection, store), "the graph"))
    steps = compare(there, (ox.Quad(*each) for each in _refuse_blanks(
        (quad.triple for quad in wanted), "the files")))  # fmt: skip
    added, removed = [], []
    for is_there, is_wanted, quad in steps:
        if not is_there:
            added.append(quad.triple)
        elif not is_wanted:
            removed.append(quad.triple)
    kept = by_value(added) & by_value(removed)
    return _without(added, kept), _without(removed, kept)


def _without(triples: list[ox.Triple], values: set[ox.Triple]) -> list[ox.Triple]:
    if not values:
        return triples
    return [each for each in triples if not by_value([each]) <= values]


def _refuse_blanks(triples: Iterator[ox.Triple], where: str) -> Iterator[ox.Triple]:
    for triple in triples:
        if has_blank(triple):
            raise InputError(
                "a blank node cannot be told from others", where=where, value=str(triple),
                todo="load with --replace, or give the node an IRI",
            )  # fmt: skip
        yield triple


def _read_graph(connection: Connection, store: GraphStore) -> Iterator[ox.Triple]:
    if store.product.page is not None:
        return iter(_read_pages(connection, store, store.product.page))
    try:
        answer = connection.send("GET", store.graph_url, headers=GRAPH_TYPES)
    except Refusal as error:
        if error.status == 404:  # There is no such graph yet.
            return iter(())
        raise
    return read_graph(answer, store.graphs_url)


def _read_pages(connection: Connection, store: GraphStore, page: int) -> set[ox.Triple]:
    """Read a graph of a store that caps its answers, page by page, and count what has come."""
    assert store.query_url
    held = count_triples(connection, store)
    triples: set[ox.Triple] = set()
    offset = 0
    while len(triples) < held:
        text = f"CONSTRUCT {{ ?s ?p ?o }} {store.within('?s ?p ?o')} LIMIT {page} OFFSET {offset}"
        found = ask_graph(connection, store.query_url, text)
        if not found:
            break
        triples.update(found)
        offset += len(found)
    if len(triples) != held:
        raise ServiceError(
            "the graph could not be read whole", where=public(store.graphs_url),
            value=f"{len(triples)} of {held} triples", todo="load with --replace",
        )  # fmt: skip
    return triples
