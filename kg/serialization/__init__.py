"""RDF files in and out: parsing with a place for every error, canonical serialisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Triple

from kg.errors import translated
from kg.serialization.formats import FORMATS, format_of
from kg.serialization.parsing import (
    base_of,
    open_rdf,
    parse_bytes,
    parse_file,
    read_prefixes,
)
from kg.serialization.writing import as_ntriples, serialize, write
from kg.system.paths import AnyPath, as_name

if TYPE_CHECKING:
    import rdflib

__all__ = [
    "FORMATS",
    "base_of",
    "convert",
    "format_of",
    "open_rdf",
    "parse_bytes",
    "parse_file",
    "read_prefixes",
    "serialize",
    "statements_to_rdflib",
    "to_rdflib",
    "write",
]


def convert(file: AnyPath, to: str, *, format: str | None = None, base: str | None = None) -> bytes:
    r"""Write an RDF file in another format, canonically: equal graphs give equal bytes, in UTF-8.

    `to` is turtle, nt, nq, trig, jsonld or rdfxml; `format` names that of the file, where its name
    does not tell; `base` resolves relative IRIs.

    Raises: RdfError: a file that cannot be parsed, or a format that cannot hold it.

    >>> from kg.resources import ONTOLOGY_FILE
    >>> convert(ONTOLOGY_FILE, "nt").count(b"\n") > 100
    True
    """
    name = as_name(file)
    with translated(name):
        return serialize(parse_file(name, format=format, base=base), to)


def to_rdflib(path: AnyPath) -> rdflib.Graph:
    """Read an RDF file into an rdflib graph, for tools of that family.

    Named graphs of a data set are merged.

    Raises: RdfError: as `parse_file` does.

    >>> from kg.resources import ONTOLOGY_FILE
    >>> (None, None, None) in to_rdflib(ONTOLOGY_FILE)
    True
    """
    return statements_to_rdflib(parse_file(as_name(path)))


def statements_to_rdflib(statements: Iterable[Triple | Quad]) -> rdflib.Graph:
    """Return statements as an rdflib graph, named graphs merged."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=as_ntriples(statements), format="ntriples")
    return graph
