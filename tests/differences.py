"""What two builds differ in: their statements, and what hangs together in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.serialization import parse_file

Subject = NamedNode | BlankNode | Triple
GRAPHS = ("kg.ttl", "mentions.ttl")


def statements(folder: Path, names: Iterable[str]) -> set[Triple]:
    """Read the statements of files."""
    return {quad.triple for name in names for quad in parse_file(folder / name)}


def connected(triples: set[Triple], start: Subject) -> set[Subject]:
    """Find the nodes that statements describe and that hang together with a node."""
    described = {each.subject for each in triples}
    beside: dict[Subject, set[Subject]] = {node: set() for node in described}
    for each in triples:
        if not isinstance(each.object, Literal) and each.object in described:
            beside[each.subject].add(each.object)
            beside[each.object].add(each.subject)
    found, queue = {start}, [start]
    while queue:
        new = beside[queue.pop()] - found
        found |= new
        queue += new
    return found
