"""Put statements into canonical order, in bounded memory."""

from __future__ import annotations

import heapq
import itertools
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, Quad, Triple

from kg.vocab import RDF_TYPE

CHUNK = 500_000
"""Statements that are sorted in memory at a time; more are sorted through temporary files."""

_Key = tuple[str, str, bool, str, str]


def sort_key(quad: Quad) -> _Key:
    """Order by graph, subject, predicate (`rdf:type` first) and object, in N-Quads spelling."""
    return (
        "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name),
        str(quad.subject),
        quad.predicate != RDF_TYPE,
        str(quad.predicate),
        str(quad.object),
    )


def as_quads(statements: Iterable[Triple | Quad]) -> Iterator[Quad]:
    """Turn triples into quads of the default graph."""
    for each in statements:
        yield Quad(*each) if isinstance(each, Triple) else each


def canonical_order(statements: Iterable[Triple | Quad], *, chunk: int = CHUNK) -> Iterator[Quad]:
    """Sort statements and drop repetitions.

    Blank nodes are named by content first, so that equal graphs give equal bytes; that takes
    the graph into memory.
    Source: W3C RDF Dataset Canonicalization (RDFC-1.0).
    """
    quads = as_quads(statements)
    runs: list[Iterator[Quad]] = []
    while part := list(itertools.islice(quads, chunk)):
        if any(_has_blank(quad) for quad in part):
            rest = itertools.chain(*runs, part, quads)
            return _unique(iter(sorted(_named_by_content(rest), key=sort_key)))
        part.sort(key=sort_key)
        runs.append(iter(part) if len(part) < chunk and not runs else _spilled(part))
    return _unique(heapq.merge(*runs, key=sort_key))


def _has_blank(quad: Quad) -> bool:
    return any(isinstance(term, BlankNode) for term in quad)


def _named_by_content(quads: Iterable[Quad]) -> Iterable[Quad]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _unique(quads: Iterator[Quad]) -> Iterator[Quad]:
    return (quad for quad, _ in itertools.groupby(quads))


def _spilled(part: list[Quad]) -> Iterator[Quad]:
    file = tempfile.TemporaryFile()  # noqa: SIM115  (closed by `_reread`, when it is read out)
    for start in range(0, len(part), 1000):
        pickle.dump(part[start : start + 1000], file)
    file.seek(0)
    return _reread(file)


def _reread(file: IO[bytes]) -> Iterator[Quad]:
    # Only what this process has just written is unpickled.
    with file:
        while True:
            try:
                yield from pickle.load(file)
            except EOFError:
                return
