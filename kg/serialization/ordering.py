"""Put statements into canonical order, in bounded memory."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable, Iterator
from typing import IO

from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat, Triple, parse

from kg.serialization.canonical import name_blank_nodes
from kg.system.temporary import Scratch
from kg.vocab import RDF_TYPE

CHUNK = 100_000
"""Statements that are sorted in memory at a time; more are sorted through temporary files."""
_BATCH = 1_000
_IN_MEMORY = 1 << 20
_GAP = "\0"
"""Parts the terms of a line. N-Quads escapes it in literals, and it sorts before all else."""


def sort_key(quad: Quad) -> str:
    """Spell a statement so that the lines sort by graph, subject, predicate (`rdf:type` first), object.

    The terms are in N-Quads spelling: a line holds all of the statement.
    """
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
    rank = int(quad.predicate != RDF_TYPE)
    return f"{graph}{_GAP}{quad.subject}{_GAP}{rank}{_GAP}{quad.predicate}{_GAP}{quad.object}"


def as_quads(statements: Iterable[Triple | Quad]) -> Iterator[Quad]:
    """Turn triples into quads of the default graph."""
    for each in statements:
        yield Quad(*each) if isinstance(each, Triple) else each


def canonical_order(statements: Iterable[Triple | Quad], *, chunk: int = CHUNK) -> Iterator[Quad]:
    """Sort statements and drop repetitions.

    Blank nodes are named by content first, so that equal graphs give equal bytes; that takes
    the graph into memory. Raises: ServiceError: as `name_blank_nodes` does.
    """
    quads = as_quads(statements)
    runs: list[Iterator[str]] = []
    while part := list(itertools.islice(quads, chunk)):
        if any(_has_blank(quad) for quad in part):
            whole = itertools.chain(_statements(heapq.merge(*runs)), part, quads)
            return iter(sorted(name_blank_nodes(whole), key=sort_key))
        lines = sorted(map(sort_key, part))
        runs.append(iter(lines) if len(part) < chunk and not runs else spilled(lines))
    return _statements(line for line, _ in itertools.groupby(heapq.merge(*runs)))


def _has_blank(quad: Quad) -> bool:
    return any(isinstance(term, BlankNode) for term in quad)


def _statements(lines: Iterator[str]) -> Iterator[Quad]:
    """Read lines of `sort_key` back."""
    while batch := list(itertools.islice(lines, _BATCH)):
        terms = (line.split(_GAP, 4) for line in batch)
        text = "".join(
            f"{subject} {predicate} {object_} {graph} .\n"
            for graph, subject, _, predicate, object_ in terms
        )
        yield from parse(text.encode(), format=RdfFormat.N_QUADS, lenient=True)


def spilled(lines: list[str]) -> Iterator[str]:
    """Put sorted lines away in a temporary file, and yield them when they are asked for."""
    file = Scratch(_IN_MEMORY)  # closed by `_reread`, when it is read out
    file.writelines(f"{line}\n".encode() for line in lines)
    file.seek(0)
    return _reread(file)


def _reread(file: IO[bytes]) -> Iterator[str]:
    with file:
        for line in file:
            yield line[:-1].decode()
