"""Describe the published data set itself: VoID and DCAT, licence, counts.

Source: W3C VoID, section 2 and 4.5; W3C DCAT 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from kg.identity import Namespace
from kg.vocab import ONTOLOGY_IRI, PREFIXES, RDF_TYPE, term

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
_TURTLE = "https://www.iana.org/assignments/media-types/text/turtle"
_DESCRIPTION = (
    "Papers, authors, and the methods and benchmarks that their titles and abstracts name, with"
    " the quoted evidence. The licence covers the description; titles and abstracts are their"
    " authors'. People of one name whose records tell no difference are one person here."
)
_FILES = {"kg.ttl": "Papers, agents, venues, concepts, relations", "mentions.ttl": "Evidence"}
_VOCABULARIES = ("schema", "fabio", "skos", "oa", "prov", "kg")


def dataset_triples(
    entities: Mapping[NamedNode, int],
    sizes: Mapping[str, int],
    issued: str | None,
    namespace: Namespace,
) -> Iterator[Triple]:
    """Describe the files of a build.

    `entities` counts the nodes of each class, `sizes` the triples of each file; `issued` is an
    ISO date or None.
    """
    dataset = NamedNode(f"{namespace.base}dataset")
    yield from _about(dataset, namespace, issued)
    yield Triple(dataset, term("void:triples"), Literal(sizes["kg.ttl"] + sizes["mentions.ttl"]))
    for name, title in _FILES.items():
        yield from _part(dataset, name, title, sizes[name], namespace)
    for class_, n in sorted(entities.items(), key=str):
        partition = namespace.iri("dataset", f"class-{_local(class_)}")
        yield Triple(dataset, term("void:classPartition"), partition)
        yield Triple(partition, RDF_TYPE, term("void:Dataset"))
        yield Triple(partition, term("void:class"), class_)
        yield Triple(partition, term("void:entities"), Literal(n))


def _about(dataset: NamedNode, namespace: Namespace, issued: str | None) -> Iterator[Triple]:
    yield Triple(dataset, RDF_TYPE, term("void:Dataset"))
    yield Triple(dataset, RDF_TYPE, term("dcat:Dataset"))
    yield Triple(dataset, term("dcterms:title"), Literal("Paper knowledge graph", language="en"))
    yield Triple(dataset, term("dcterms:description"), Literal(_DESCRIPTION, language="en"))
    yield Triple(dataset, term("dcterms:license"), NamedNode(LICENCE))
    if issued:
        yield Triple(dataset, term("dcterms:issued"), Literal(issued, datatype=term("xsd:date")))
    yield Triple(dataset, term("dcterms:conformsTo"), NamedNode(ONTOLOGY_IRI))
    yield Triple(dataset, term("dcterms:conformsTo"), NamedNode(PREFIXES["kgsh"].rstrip("#")))
    yield Triple(dataset, term("void:uriSpace"), Literal(namespace.base))
    feature = NamedNode("http://www.w3.org/ns/formats/Turtle")
    yield Triple(dataset, term("void:feature"), feature)
    for prefix in _VOCABULARIES:
        yield Triple(dataset, term("void:vocabulary"), NamedNode(PREFIXES[prefix]))


def _part(
    dataset: NamedNode, name: str, title: str, triples: int, namespace: Namespace
) -> Iterator[Triple]:
    part = namespace.iri("dataset", name.removesuffix(".ttl"))
    file = namespace.iri("dataset", name)
    yield Triple(dataset, term("void:subset"), part)
    yield Triple(part, RDF_TYPE, term("void:Dataset"))
    yield Triple(part, RDF_TYPE, term("dcat:Dataset"))
    yield Triple(part, term("dcterms:title"), Literal(title, language="en"))
    yield Triple(part, term("dcterms:license"), NamedNode(LICENCE))
    yield Triple(part, term("void:triples"), Literal(triples))
    yield Triple(part, term("void:dataDump"), file)
    yield Triple(part, term("dcat:distribution"), file)
    yield Triple(file, RDF_TYPE, term("dcat:Distribution"))
    yield Triple(file, term("dcat:mediaType"), NamedNode(_TURTLE))


def _local(iri: NamedNode) -> str:
    """Name a class in one word with its prefix: `schema-Person`."""
    for prefix, namespace in PREFIXES.items():
        if iri.value.startswith(namespace):
            return f"{prefix}-{iri.value[len(namespace) :]}"
    return iri.value
