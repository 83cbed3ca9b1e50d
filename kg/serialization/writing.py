"""Write RDF canonically: sorted, grouped, prefixed; equal graphs give equal bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import IO, Generic, TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple
from pyoxigraph import serialize as _serialize

from kg.errors import RdfError
from kg.prefixes import namespace_of, prefixes_shown
from kg.serialization.formats import format_of
from kg.serialization.jsonld import compact
from kg.serialization.lines import as_lines, sorted_lines
from kg.serialization.ordering import as_quads, canonical_order
from kg.serialization.turtle import namespaces, write_turtle
from kg.vocab import RDF_TYPE, term

_T = TypeVar("_T")
_XML_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NCNAME_TAIL = re.compile(r"(?<![\w.\-])[\d.\-]*+[^\W\d][\w.\-]*+$")
_UNWRITTEN = {RDF_TYPE, term("xsd:string"), term("rdf:langString")}
"""Terms that the formats write without spelling them out."""


def serialize(
    statements: Iterable[Triple | Quad], format: str, prefixes: Mapping[str, str] | None = None
) -> bytes:
    """Serialise statements canonically, as UTF-8, as `write` does.

    Raises: RdfError: for an unknown format, or a statement that the format cannot hold.

    >>> name = NamedNode("https://schema.org/name")
    >>> triple = Triple(NamedNode("https://example.org/a"), name, Literal("A"))
    >>> print(serialize([triple], "turtle").decode(), end="")
    @prefix schema: <https://schema.org/> .
    <BLANKLINE>
    <https://example.org/a> schema:name "A" .
    """
    out = io.BytesIO()
    write(statements, out, format, prefixes)
    return out.getvalue()


def as_ntriples(statements: Iterable[Triple | Quad]) -> bytes:
    """Serialise as N-Triples in the order given, named graphs merged: for handing to a library."""
    triples = (quad.triple for quad in as_quads(statements))
    return _serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def write(
    statements: Iterable[Triple | Quad],
    out: IO[bytes],
    format: str,
    prefixes: Mapping[str, str] | None = None,
) -> int:
    """Write statements canonically to a binary stream, and return how many there were.

    Only prefixes that are used are declared: of those given, else of the known ones and those of
    the data namespace that the statements show. Raises: RdfError: as `serialize` does.
    """
    chosen = format_of("", format)
    if chosen.rdf_format == RdfFormat.TURTLE:
        return _write_turtle(statements, out, prefixes)
    seen = _Seen()
    quads = canonical_order(seen.watch(statements))
    used = _used(seen.namespaces, prefixes)
    counted = _Counted(quads)
    if not chosen.graphs:
        counted = _Counted(_without_graphs(quads, chosen.name))
    if chosen.rdf_format == RdfFormat.JSON_LD:
        expanded = _serialize(counted, format=RdfFormat.JSON_LD) or b"[]"
        out.write(compact(expanded, used))
    elif chosen.graphs:
        _serialize(counted, out, chosen.rdf_format, prefixes=used)
    else:
        if chosen.rdf_format == RdfFormat.RDF_XML:
            counted = _Counted(_fit_for_xml(counted))
        _serialize((quad.triple for quad in counted), out, chosen.rdf_format, prefixes=used)
    return counted.n


def _write_turtle(
    statements: Iterable[Triple | Quad], out: IO[bytes], prefixes: Mapping[str, str] | None
) -> int:
    found = sorted_lines(statements)
    if isinstance(found, tuple):
        lines, met = found
    else:
        whole = as_lines(list(_without_graphs(found, "turtle")))
        lines, met = iter(whole), namespaces(whole)
    counted = _Counted(lines)
    write_turtle(counted, out, _used(met, prefixes))
    return counted.n


def _used(met: AbstractSet[str], prefixes: Mapping[str, str] | None) -> dict[str, str]:
    """Choose the prefixes, of those given or known, whose namespaces were met."""
    known = prefixes_shown(met) if prefixes is None else prefixes
    return {name: iri for name, iri in sorted(known.items()) if iri in met}


class _Counted(Generic[_T]):
    """Count what passes."""

    def __init__(self, passing: Iterable[_T]) -> None:
        self._passing, self.n = passing, 0

    def __iter__(self) -> Iterator[_T]:
        for each in self._passing:
            self.n += 1
            yield each


class _Seen:
    """Collect the namespaces of the IRIs that pass."""

    def __init__(self) -> None:
        self.namespaces: set[str] = set()

    def watch(self, statements: Iterable[Triple | Quad]) -> Iterator[Quad]:
        for quad in as_quads(statements):
            for each in quad:
                if isinstance(each, Literal):
                    self._add(each.datatype)
                elif isinstance(each, NamedNode):
                    self._add(each)
            yield quad

    def _add(self, node: NamedNode) -> None:
        if node not in _UNWRITTEN:
            self.namespaces.add(namespace_of(node.value))


def _without_graphs(quads: Iterable[Quad], name: str) -> Iterator[Quad]:
    for quad in quads:
        if not isinstance(quad.graph_name, DefaultGraph):
            raise RdfError(
                f"{name} cannot hold named graphs", value=quad.graph_name.value,
                todo="convert to trig, nq or jsonld",
            )  # fmt: skip
        yield quad


def _fit_for_xml(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if isinstance(quad.object, Literal) and _XML_FORBIDDEN.search(quad.object.value):
            raise RdfError(
                "RDF/XML cannot hold this control character", where=str(quad.subject),
                value=quad.object.value, todo="convert to turtle or nt",
            )  # fmt: skip
        if not _NCNAME_TAIL.search(quad.predicate.value):
            raise RdfError(
                "RDF/XML cannot hold this predicate", value=quad.predicate.value,
                todo="convert to turtle or nt",
            )  # fmt: skip
        yield quad
