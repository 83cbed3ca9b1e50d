"""RDF files in and out: parsing with a place for every error, canonical serialisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.serialization.formats import FORMATS, format_of
from kg.serialization.parsing import (
    base_of,
    open_rdf,
    parse_bytes,
    parse_file,
    read_prefixes,
)
from kg.serialization.writing import as_ntriples, serialize, write

if TYPE_CHECKING:
    import rdflib

__all__ = [
    "FORMATS",
    "base_of",
    "format_of",
    "open_rdf",
    "parse_bytes",
    "parse_file",
    "read_prefixes",
    "serialize",
    "to_rdflib",
    "write",
]


def to_rdflib(path: str) -> rdflib.Graph:
    """Read an RDF file into an rdflib graph, for tools of that family.

    Named graphs of a data set are merged.

    Raises: RdfError: as `parse_file` does.

    >>> from kg.resources import ONTOLOGY_FILE
    >>> (None, None, None) in to_rdflib(str(ONTOLOGY_FILE))
    True
    """
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=as_ntriples(parse_file(path)), format="ntriples")
    return graph
