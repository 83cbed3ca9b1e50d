"""Statements as an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.answers.table import Table
from kg.serialization import serialize, statements_to_rdflib

if TYPE_CHECKING:
    import rdflib


class Graph(Table):
    """Triples: a table of subject, predicate and object, for rdflib and for files as well.

    >>> name = ox.NamedNode("https://schema.org/name")
    >>> graph = Graph([ox.Triple(ox.NamedNode("https://example.org/a"), name, ox.Literal("A"))])
    >>> graph[0]["object"], len(graph.to_rdflib())
    ('A', 1)
    """

    def __init__(
        self,
        triples: Iterable[ox.Triple],
        prefixes: Mapping[str, str] | None = None,
        notes: Sequence[str] = (),
    ) -> None:
        self.triples = tuple(triples)
        cells = ((each.subject, each.predicate, each.object) for each in self.triples)
        super().__init__(("subject", "predicate", "object"), cells, prefixes, notes)

    def to_rdflib(self) -> rdflib.Graph:
        """Return the triples as a graph of rdflib."""
        return statements_to_rdflib(self.triples)

    def serialize(self, format: str = "turtle") -> bytes:
        """Write the triples canonically, as `kg.convert` does.

        Raises: RdfError: for an unknown format.
        """
        return serialize(self.triples, format, self.prefixes)
