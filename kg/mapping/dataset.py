"""Describe the published data set itself: VoID and DCAT, counts, files and their digests.

Source: W3C VoID, sections 2, 4.4, 4.5 and 4.6; W3C DCAT 3, 6.6 to 6.8; SPDX 2.3, 8.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.identity import Namespace
from kg.mapping.description import Description, description_triples, licence_triples
from kg.vocab import ONTOLOGY_IRI, PREFIXES, RDF_TYPE, term

_TURTLE = "https://www.iana.org/assignments/media-types/text/turtle"


@dataclass(frozen=True, slots=True)
class File:
    """A file of a build: its name, what it holds, its triples, bytes and SHA-256."""

    name: str
    title: str
    triples: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What the files hold together: described entities, entities by class, triples by property."""

    entities: int
    classes: Mapping[NamedNode, int]
    properties: Mapping[NamedNode, int]


def dataset_triples(
    counts: Counts,
    files: Iterable[File],
    issued: str | None,
    said: Description,
    namespace: Namespace,
) -> Iterator[Triple]:
    """Describe the files of a build; `issued` is an ISO date or None."""
    dataset = NamedNode(f"{namespace.base}dataset")
    files = list(files)
    yield from _about(dataset, namespace)
    yield from description_triples(dataset, said, namespace)
    if issued:
        yield Triple(dataset, term("dcterms:issued"), Literal(issued, datatype=term("xsd:date")))
    yield Triple(dataset, term("void:triples"), Literal(sum(each.triples for each in files)))
    for file in files:
        yield from _part(dataset, file, said, namespace)
    yield from _partitions(dataset, counts, namespace)


def _about(dataset: NamedNode, namespace: Namespace) -> Iterator[Triple]:
    yield Triple(dataset, RDF_TYPE, term("void:Dataset"))
    yield Triple(dataset, RDF_TYPE, term("dcat:Dataset"))
    yield Triple(dataset, term("dcterms:conformsTo"), NamedNode(ONTOLOGY_IRI))
    yield Triple(dataset, term("dcterms:conformsTo"), NamedNode(PREFIXES["kgsh"].rstrip("#")))
    yield Triple(dataset, term("void:uriSpace"), Literal(namespace.base))
    feature = NamedNode("http://www.w3.org/ns/formats/Turtle")
    yield Triple(dataset, term("void:feature"), feature)


def _part(
    dataset: NamedNode, file: File, said: Description, namespace: Namespace
) -> Iterator[Triple]:
    part = namespace.iri("dataset", file.name.removesuffix(".ttl"))
    yield Triple(dataset, term("void:subset"), part)
    yield Triple(part, RDF_TYPE, term("void:Dataset"))
    yield Triple(part, RDF_TYPE, term("dcat:Dataset"))
    yield Triple(part, term("dcterms:title"), Literal(file.title, language="en"))
    yield from licence_triples(part, said)
    yield Triple(part, term("void:triples"), Literal(file.triples))
    distribution = namespace.iri("dataset", file.name)
    yield Triple(part, term("dcat:distribution"), distribution)
    address = said.address_of(file.name, namespace.base)
    if address:
        yield Triple(part, term("void:dataDump"), address)
        yield Triple(distribution, term("dcat:downloadURL"), address)
    yield from licence_triples(distribution, said)
    yield from _distribution(distribution, file)


def _distribution(distribution: NamedNode, file: File) -> Iterator[Triple]:
    """Map the bytes of a file; the checksum is a node of its own, as SPDX has it."""
    checksum = NamedNode(f"{distribution.value}.sha256")
    size = Literal(str(file.size), datatype=term("xsd:nonNegativeInteger"))
    value = Literal(file.sha256, datatype=term("xsd:hexBinary"))
    yield Triple(distribution, RDF_TYPE, term("dcat:Distribution"))
    yield Triple(distribution, term("dcat:mediaType"), NamedNode(_TURTLE))
    yield Triple(distribution, term("dcat:byteSize"), size)
    yield Triple(distribution, term("spdx:checksum"), checksum)
    yield Triple(checksum, RDF_TYPE, term("spdx:Checksum"))
    yield Triple(checksum, term("spdx:algorithm"), term("spdx:checksumAlgorithm_sha256"))
    yield Triple(checksum, term("spdx:checksumValue"), value)


def _partitions(dataset: NamedNode, counts: Counts, namespace: Namespace) -> Iterator[Triple]:
    yield Triple(dataset, term("void:entities"), Literal(counts.entities))
    yield Triple(dataset, term("void:classes"), Literal(len(counts.classes)))
    yield Triple(dataset, term("void:properties"), Literal(len(counts.properties)))
    for kind, unit, numbers in (
        ("class", "void:entities", counts.classes),
        ("property", "void:triples", counts.properties),
    ):
        for node, n in numbers.items():
            prefix, local = _in_words(node)
            partition = namespace.iri("dataset", f"{kind}-{prefix}-{local}")
            yield Triple(dataset, term(f"void:{kind}Partition"), partition)
            yield Triple(partition, RDF_TYPE, term("void:Dataset"))
            yield Triple(partition, term(f"void:{kind}"), node)
            yield Triple(partition, term(unit), Literal(n))
            yield Triple(dataset, term("void:vocabulary"), NamedNode(PREFIXES[prefix]))


def _in_words(node: NamedNode) -> tuple[str, str]:
    """Part a class or property into its prefix and the rest; all of them have a known prefix."""
    return next(
        (prefix, node.value.removeprefix(namespace))
        for prefix, namespace in PREFIXES.items()
        if node.value.startswith(namespace)
    )
