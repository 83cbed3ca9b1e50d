"""Compare two RDF files statement by statement, and write the difference.

Source: RDF Patch, https://afs.github.io/rdf-delta/rdf-patch.html; SPARQL 1.1 Update, 3.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from pyoxigraph import BlankNode, DefaultGraph, Quad

from kg.errors import RdfError, translated
from kg.serialization.ordering import canonical_order, sort_key
from kg.serialization.parsing import parse_file
from kg.system.paths import AnyPath, as_name

BLOCK = 1_000
"""Statements in one operation of an update: some stores have no memory for more."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one file has and the other has not, each in canonical order.

    `shared` are the blank nodes of the statements that both have. No difference counts as false.
    """

    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]
    shared: frozenset[BlankNode] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)

    def lines(self, results: Literal["text", "patch", "update"] = "text") -> Iterator[str]:
        """Write it as N-Quads with + and -, as RDF Patch, or as SPARQL Update, line by line.

        Raises: RdfError: where a patch or an update would have to name a blank node of the old.
        """
        return {"text": as_text, "patch": as_patch, "update": as_update}[results](self)


def diff(old: AnyPath, new: AnyPath) -> Difference:
    """Compare two RDF files, in memory bounded by the difference.

    Blank nodes are equal where all that is connected to them is; so a change beside one may
    show others under new labels.

    Raises: RdfError: as `parse_file` does.

    >>> from kg.resources import ONTOLOGY_FILE
    >>> bool(diff(ONTOLOGY_FILE, ONTOLOGY_FILE))
    False
    """
    old, new = as_name(old), as_name(new)
    removed: list[Quad] = []
    added: list[Quad] = []
    shared: set[BlankNode] = set()
    with translated(old):
        ours = canonical_order(parse_file(old))
    with translated(new):
        theirs = canonical_order(parse_file(new))
    steps = compare(ours, theirs)
    for in_old, in_new, quad in steps:
        if in_old and in_new:
            shared.update(_blanks_of(quad))
        else:
            (removed if in_old else added).append(quad)
    return Difference(tuple(removed), tuple(added), frozenset(shared))


def compare(old: Iterable[Quad], new: Iterable[Quad]) -> Iterator[tuple[bool, bool, Quad]]:
    """Walk along two data sets in canonical order: is it in the old, in the new, the statement."""
    ours, theirs = iter(old), iter(new)
    one, other = next(ours, None), next(theirs, None)
    while one is not None or other is not None:
        if one is not None and one == other:
            yield True, True, one
            one, other = next(ours, None), next(theirs, None)
        elif other is None or (one is not None and sort_key(one) < sort_key(other)):
            assert one is not None
            yield True, False, one
            one = next(ours, None)
        else:
            yield False, True, other
            other = next(theirs, None)


def as_text(difference: Difference) -> Iterator[str]:
    """Write removed statements with `-`, added ones with `+`, in N-Quads."""
    for quad in difference.removed:
        yield f"- {quad} ."
    for quad in difference.added:
        yield f"+ {quad} ."


def as_patch(difference: Difference) -> Iterator[str]:
    """Write an RDF Patch of one transaction.

    Raises: RdfError: as `as_update` does.
    """
    _check_blanks(difference, "an RDF Patch")
    yield "TX ."
    for quad in difference.removed:
        yield f"D {quad} ."
    for quad in difference.added:
        yield f"A {quad} ."
    yield "TC ."


def as_update(difference: Difference) -> Iterator[str]:
    """Write a SPARQL Update, in operations that stores have the memory for.

    Raises: RdfError: where it would have to name a blank node of the old file, which nobody can
    by its label; new blank nodes are added as such.
    """
    _check_blanks(difference, "a SPARQL Update")
    yield from delete_data(difference.removed)
    plain = [quad for quad in difference.added if not _blanks_of(quad)]
    for block in _blocks(plain):
        yield from _operation("INSERT DATA", block)
    # A label means the same blank node within one operation only.
    if tied := [quad for quad in difference.added if _blanks_of(quad)]:
        yield from _operation("INSERT DATA", tied)


def delete_data(quads: Sequence[Quad]) -> Iterator[str]:
    """Write the operations of a SPARQL Update that remove statements without blank nodes."""
    for block in _blocks(quads):
        yield from _operation("DELETE DATA", block)


def _check_blanks(difference: Difference, what: str) -> None:
    for quad in (*difference.removed, *difference.added):
        blanks = _blanks_of(quad)
        if blanks & difference.shared or (blanks and quad in difference.removed):
            raise RdfError(
                f"{what} cannot name a blank node of the old file", value=str(quad),
                todo="use --results text, or give the node an IRI",
            )  # fmt: skip


def _blanks_of(quad: Quad) -> set[BlankNode]:
    return {each for each in quad if isinstance(each, BlankNode)}


def _blocks(quads: Sequence[Quad]) -> Iterator[Sequence[Quad]]:
    return (quads[start : start + BLOCK] for start in range(0, len(quads), BLOCK))


def _operation(keyword: str, quads: Iterable[Quad]) -> Iterator[str]:
    yield f"{keyword} {{"
    for graph, of_graph in groupby(quads, key=lambda each: each.graph_name):
        is_named = not isinstance(graph, DefaultGraph)
        if is_named:
            yield f"  GRAPH {graph} {{"
        for quad in of_graph:
            yield f"  {quad.subject} {quad.predicate} {quad.object} ."
        if is_named:
            yield "  }"
    yield "} ;"
