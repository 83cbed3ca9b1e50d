"""Read back what a store holds, and compare it with what was sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.endpoint.addresses import GraphStore, public
from kg.endpoint.answers import read_graph, read_table
from kg.endpoint.connection import Connection
from kg.endpoint.shipment import Shipment, by_value, has_blank, pack
from kg.errors import ServiceError
from kg.text import whole_number

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
GRAPH_TYPES = {"Accept": "application/n-triples, text/turtle;q=0.9"}
_ROWS = {"Accept": "application/sparql-results+json"}


@dataclass(frozen=True, slots=True)
class Held:
    """What a graph of a store holds: triples, subjects of each class, and some subjects whole."""

    count: int
    classes: Counter[str]
    found: set[ox.Triple]


def read_back(
    connection: Connection, store: GraphStore, shipment: Shipment, *, is_whole: bool
) -> int:
    """Compare a graph with what was sent to it, and return how many triples it holds.

    With `is_whole` the graph should hold that alone, else at least that.

    Raises: ServiceError: where it does not, with the differences.
    """
    held = (_ask if store.query_url else _fetch)(connection, store, shipment)
    faults = _differences(shipment, held, is_whole=is_whole)
    if faults:
        raise ServiceError(
            f"the store does not hold what was sent: {'; '.join(faults)}",
            where=public(store.graphs_url),
            todo="check --store, --graph and the server's log, then load again",
        )  # fmt: skip
    return held.count


def _differences(shipment: Shipment, held: Held, *, is_whole: bool) -> list[str]:
    faults = []
    is_too_much = is_whole and held.count > shipment.count
    if held.count < shipment.least or is_too_much:
        faults.append(f"{shipment.count} triples sent, {held.count} in the graph")
    names = sorted(shipment.classes | held.classes) if is_whole else sorted(shipment.classes)
    for name in names:
        sent, there = shipment.classes[name], held.classes[name]
        if there < sent or (is_whole and there > sent):
            faults.append(f"{sent} of class <{name}> sent, {there} in the graph")
    subjects = {subject for _, subject, _ in shipment.sample}
    wanted = {each for *_, of_one in shipment.sample for each in of_one if not has_blank(each)}
    found = {each for each in held.found if each.subject in subjects and not has_blank(each)}
    if missing := wanted - found:
        faults.append(f"missing for example {min(map(str, missing))}")
    if is_whole and (more := found - wanted):
        faults.append(f"there, but not sent, for example {min(map(str, more))}")
    return faults[:4]


def _ask(connection: Connection, store: GraphStore, shipment: Shipment) -> Held:
    assert store.query_url
    held = count_triples(connection, store)
    of_classes = store.within("?s a ?class")
    rows = ask_rows(
        connection, store.query_url,
        f"SELECT ?class (COUNT(*) AS ?n) {of_classes} GROUP BY ?class",
    )  # fmt: skip
    classes = Counter(
        {
            each["class"].value: _number(each["n"])
            for each in rows
            if isinstance(each["class"], ox.NamedNode)
        }
    )
    names = " ".join(str(subject) for _, subject, _ in shipment.sample)
    found: set[ox.Triple] = set()
    if names:
        text = f"CONSTRUCT {{ ?s ?p ?o }} {{ VALUES ?s {{ {names} }} {store.within('?s ?p ?o')} }}"
        found = by_value(ask_graph(connection, store.query_url, text))
    return Held(held, classes, found)


def _fetch(connection: Connection, store: GraphStore, shipment: Shipment) -> Held:
    # What a graph holds may be as much as what was sent, and another writing may be longer.
    connection.allowance.add(4 * sum(shipment.parts))
    answer = connection.send("GET", store.graph_url, headers=GRAPH_TYPES)
    with pack(read_graph(answer, store.graphs_url)) as there:
        count, classes = there.count, there.classes
    subjects = {subject for _, subject, _ in shipment.sample}
    everything = read_graph(answer, store.graphs_url)
    found = by_value(each for each in everything if each.subject in subjects)
    return Held(count, classes, found)


def count_triples(connection: Connection, store: GraphStore) -> int:
    """Count the triples of a graph. Raises: ServiceError."""
    assert store.query_url
    text = f"SELECT (COUNT(*) AS ?n) {store.within('?s ?p ?o')}"
    rows = ask_rows(connection, store.query_url, text)
    return _number(rows[0]["n"]) if rows else 0


def ask_rows(connection: Connection, url: str, text: str) -> list[ox.QuerySolution]:
    """Answer a SELECT query. Raises: ServiceError: for an answer that is no table."""
    answer = connection.send(
        "POST", url, content=urlencode({"query": text}).encode(), headers=_FORM | _ROWS
    )
    results, _ = read_table(answer, url)
    assert isinstance(results, ox.QuerySolutions)
    return list(results)


def ask_graph(connection: Connection, url: str, text: str) -> list[ox.Triple]:
    """Answer a CONSTRUCT query. Raises: ServiceError: for an answer that is no graph."""
    answer = connection.send(
        "POST", url, content=urlencode({"query": text}).encode(), headers=_FORM | GRAPH_TYPES
    )
    return list(read_graph(answer, url))


def _number(term: object) -> int:
    number = whole_number(term.value) if isinstance(term, ox.Literal) else None
    if number is None:
        raise ServiceError("the endpoint does not count in numbers", value=str(term)[:80])
    return number
