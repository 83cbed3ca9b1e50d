"""Compare two RDF files statement by statement, and write the difference.

Source: RDF Patch, https://afs.github.io/rdf-delta/rdf-patch.html; SPARQL 1.1 Update, 3.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Quad

from kg.errors import RdfError
from kg.serialization.ordering import canonical_order
from kg.serialization.parsing import parse_file


@dataclass(frozen=True, slots=True)
class Difference:
    """What one file has and the other has not, each in canonical order."""

    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]


def compare_files(old: str | Path, new: str | Path) -> Difference:
    """Compare two RDF files. Blank nodes are equal where their content is.

    Raises: RdfError: as `parse_file` does.
    """
    before, after = list(canonical_order(parse_file(old))), list(canonical_order(parse_file(new)))
    kept = set(before) & set(after)
    return Difference(
        tuple(quad for quad in before if quad not in kept),
        tuple(quad for quad in after if quad not in kept),
    )


def as_text(difference: Difference) -> Iterator[str]:
    """Write removed statements with `-`, added ones with `+`, in N-Quads."""
    for quad in difference.removed:
        yield f"- {quad} ."
    for quad in difference.added:
        yield f"+ {quad} ."


def as_patch(difference: Difference) -> Iterator[str]:
    """Write an RDF Patch of one transaction."""
    yield "TX ."
    for quad in difference.removed:
        yield f"D {quad} ."
    for quad in difference.added:
        yield f"A {quad} ."
    yield "TC ."


def as_update(difference: Difference) -> Iterator[str]:
    """Write a SPARQL Update.

    Raises: RdfError: where a removed statement has a blank node, which DELETE DATA cannot name.
    """
    for quad in difference.removed:
        if any(isinstance(each, BlankNode) for each in quad):
            raise RdfError(
                "SPARQL Update cannot remove a blank node by its data", value=str(quad),
                todo="use --results patch",
            )  # fmt: skip
    if difference.removed:
        yield from _block("DELETE DATA", difference.removed)
    if difference.added:
        yield from _block("INSERT DATA", difference.added)


def _block(keyword: str, quads: Iterable[Quad]) -> Iterator[str]:
    yield f"{keyword} {{"
    for quad in quads:
        statement = f"{quad.subject} {quad.predicate} {quad.object} ."
        if isinstance(quad.graph_name, DefaultGraph):
            yield f"  {statement}"
        else:
            yield f"  GRAPH {quad.graph_name} {{ {statement} }}"
    yield "} ;"
