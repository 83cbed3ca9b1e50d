"""Triples as sorted lines of N-Triples, in bounded memory: the fast way to canonical order.

A line is a triple without its full stop. Lines sort as `ordering` sorts statements, but for the
place of `rdf:type`: no IRI holds a blank or a `>`, so terms end where they would with gaps.
"""

from __future__ import annotations

import heapq
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, parse, serialize

from kg.serialization.ordering import CHUNK, canonical_order, spilled
from kg.serialization.turtle import namespaces

_BLANK = re.compile(r"^(?:\S+ \S+ )?_:", re.MULTILINE)
_BATCH = 1_000
_END = " .\n"


def as_lines(triples: Sequence[Triple] | Sequence[Triple | Quad]) -> list[str]:
    """Write triples as lines, in their order.

    >>> from pyoxigraph import Literal, NamedNode
    >>> as_lines([Triple(NamedNode("x:a"), NamedNode("x:p"), Literal("b"))])
    ['<x:a> <x:p> "b"']
    """
    return lines_of(as_text(triples))


def as_text(triples: Sequence[Triple] | Sequence[Triple | Quad]) -> str:
    """Write triples as a text in N-Triples, in their order."""
    written = serialize(cast("Sequence[Triple]", triples), format=RdfFormat.N_TRIPLES)
    return (written or b"").decode()


def lines_of(text: str) -> list[str]:
    """Part a text that `as_text` made into lines."""
    return text.split(_END)[:-1]


def in_order(text: str) -> list[str]:
    """Sort the lines of a text that `as_text` made, without repetitions.

    Sorted first: what comes nearly in order is sorted in no time, and a set has no order.
    """
    return list(dict.fromkeys(sorted(lines_of(text))))


def sorted_lines(
    statements: Iterable[Triple | Quad], *, chunk: int = CHUNK
) -> tuple[Iterator[str], set[str]] | Iterator[Quad]:
    """Sort triples as lines without repetitions, and collect the namespaces of their IRIs.

    Statements with a blank node or in a named graph cannot be lines: then all are given as
    `canonical_order` has them, with its errors.
    """
    statements = iter(statements)
    runs: list[Iterator[str]] = []
    met: set[str] = set()
    while part := list(itertools.islice(statements, chunk)):
        text = "" if any(map(_has_graph, part)) else as_text(part)
        if not text or ("_:" in text and _BLANK.search(text)):
            return canonical_order(
                itertools.chain(_statements(heapq.merge(*runs)), part, statements)
            )
        lines = in_order(text)
        met |= namespaces(lines)
        runs.append(iter(lines) if len(part) < chunk and not runs else spilled(lines))
    if len(runs) == 1:
        return runs[0], met
    return (line for line, _ in itertools.groupby(heapq.merge(*runs))), met


def _has_graph(statement: Triple | Quad) -> bool:
    return isinstance(statement, Quad) and not isinstance(statement.graph_name, DefaultGraph)


def _statements(lines: Iterator[str]) -> Iterator[Quad]:
    while batch := list(itertools.islice(lines, _BATCH)):
        text = "".join(f"{line}{_END}" for line in batch)
        yield from parse(text, format=RdfFormat.N_TRIPLES, lenient=True)
