"""The pages of the ontology and of the shapes: each term of them is a fragment."""

from __future__ import annotations

from functools import cache
from typing import Any

from pyoxigraph import NamedNode

from kg.prefixes import spell
from kg.resources import ONTOLOGY_FILE, SHAPES_FILE
from kg.site.context import Context
from kg.site.graph import Graph
from kg.site.pages import make_page
from kg.site.statements import Stored
from kg.store import Store
from kg.validation import Shapes
from kg.validation.guide import guides
from kg.vocab import ONTOLOGY_IRI, PREFIXES

NS, SHAPES = "ns", "shapes"
IRIS = {NS: ONTOLOGY_IRI, SHAPES: PREFIXES["kgsh"].rstrip("#")}
_CLASSES, _PROPERTIES = ("owl:Class",), ("owl:ObjectProperty", "owl:DatatypeProperty")
_SAID = {
    "Part of": "rdfs:subClassOf",
    "Sort of": "rdfs:subPropertyOf",
    "Of": "schema:domainIncludes",
    "Values": "schema:rangeIncludes",
    "Inverse": "owl:inverseOf",
    "Apart from": "owl:disjointWith",
}


@cache
def _ontology() -> Graph:
    return Graph(Stored(Store.open(ONTOLOGY_FILE).quads))


def ontology_turtle() -> bytes:
    """Return the ontology as it is written by hand."""
    return ONTOLOGY_FILE.read_bytes()


def shapes_turtle() -> bytes:
    """Return the shapes as they are written by hand."""
    return SHAPES_FILE.read_bytes()


def ontology_page(context: Context) -> bytes:
    """Make the page of the ontology."""
    graph, iri = _ontology(), NamedNode(ONTOLOGY_IRI)
    return make_page(
        "ns.html", NS, site=context, iri=ONTOLOGY_IRI,
        title=graph.text(iri, "dcterms:title") or ONTOLOGY_IRI,
        description=graph.text(iri, "dcterms:description"),
        version=graph.text(iri, "owl:versionInfo"),
        sections=[("Classes", _terms(_CLASSES)), ("Properties", _terms(_PROPERTIES))],
    )  # fmt: skip


def _terms(classes: tuple[str, ...]) -> list[dict[str, Any]]:
    graph, own = _ontology(), f"{ONTOLOGY_IRI}#"
    found = {
        thing
        for kind in classes
        for thing in graph.subjects("rdf:type", NamedNode(_expand(kind)))
        if thing.value.startswith(own)
    }
    return [
        {
            "name": each.value.removeprefix(own),
            "label": graph.label(each),
            "comment": graph.text(each, "rdfs:comment"),
            "said": {
                name: [_spelt(value) for value in graph.nodes(each, p)]
                for name, p in _SAID.items()
                if graph.nodes(each, p)
            },
        }
        for each in sorted(found, key=lambda node: node.value)
    ]


def _expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _spelt(node: NamedNode) -> tuple[str, str | None]:
    """Spell an IRI, with its fragment where it is a term of this ontology."""
    own = f"{ONTOLOGY_IRI}#"
    is_own = node.value.startswith(own)
    return spell(node.value, PREFIXES), node.value.removeprefix(own) if is_own else None


def shapes_page(context: Context) -> bytes:
    """Make the page of the shapes: what a record must and may have."""
    return make_page(
        "shapes.html", SHAPES, site=context, title="Shapes", iri=IRIS[SHAPES], guides=_guides()
    )


@cache
def _guides() -> list[Any]:
    return list(guides(Shapes.from_file(SHAPES_FILE)))
