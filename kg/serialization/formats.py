"""The RDF formats: their names, extensions and media types."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat

from kg.errors import RdfError


@dataclass(frozen=True, slots=True)
class Format:
    """One RDF format: `name` is what options take, `graphs` tells whether it names graphs."""

    name: str
    rdf_format: RdfFormat
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    graphs: bool = False


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("turtle", RdfFormat.TURTLE, (".ttl", ".turtle"), ("text/turtle",)),
        Format("nt", RdfFormat.N_TRIPLES, (".nt",), ("application/n-triples",)),
        Format("nq", RdfFormat.N_QUADS, (".nq",), ("application/n-quads",), graphs=True),
        Format("trig", RdfFormat.TRIG, (".trig",), ("application/trig",), graphs=True),
        Format("jsonld", RdfFormat.JSON_LD, (".jsonld",), ("application/ld+json",), graphs=True),
        Format("rdfxml", RdfFormat.RDF_XML, (".rdf", ".owl"), ("application/rdf+xml",)),
    )
}
_ALIASES = {
    "ttl": "turtle", "ntriples": "nt", "n-triples": "nt", "nquads": "nq", "n-quads": "nq",
    "json-ld": "jsonld", "rdf/xml": "rdfxml", "xml": "rdfxml", "rdf": "rdfxml",
}  # fmt: skip


def format_of(path: str | Path, name: str | None = None) -> Format:
    """Choose the format by `name` (a name, extension or media type), else by the path.

    Raises: RdfError: where neither says which format it is.

    >>> format_of("out/kg.ttl.gz").name, format_of("x", "application/ld+json").name
    ('turtle', 'jsonld')
    """
    if name is not None:
        return _named(name)
    suffix = Path(str(path).removesuffix(".gz")).suffix.lower()
    for each in FORMATS.values():
        if suffix in each.extensions:
            return each
    if Path(path).is_dir():
        todo = f"name the files in it, such as {Path(path) / 'kg.ttl'}"
        raise RdfError("this is a folder, not a file of RDF", where=str(path), todo=todo)
    known = ", ".join(extension for each in FORMATS.values() for extension in each.extensions)
    raise RdfError(
        "no RDF format has this extension", where=str(path), value=suffix,
        todo=f"name the format, or use one of {known}",
    )  # fmt: skip


def _named(name: str) -> Format:
    key = name.strip().lower().partition(";")[0]
    key = _ALIASES.get(key.lstrip("."), key.lstrip("."))
    for each in FORMATS.values():
        if key == each.name or f".{key}" in each.extensions or key in each.media_types:
            return each
    raise RdfError("unknown RDF format", value=name, todo=f"use one of {', '.join(FORMATS)}")
