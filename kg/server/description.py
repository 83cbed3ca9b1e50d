"""What the endpoint says of itself. Source: SPARQL 1.1 Service Description, 3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.serialization import FORMATS, serialize
from kg.vocab import PREFIXES, RDF_TYPE

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "N-Quads", "TriG", "JSON-LD", "RDF_XML")


def describe_service(endpoint: str, dataset: str, graphs: Iterable[str], format: str) -> bytes:
    """Describe the service at an address, as RDF of this format; `dataset` is the IRI of its data."""
    triples = list(_triples(NamedNode(endpoint), NamedNode(dataset), graphs))
    return serialize(triples, FORMATS[format].name, {**PREFIXES, "sd": _SD})


def _triples(service: NamedNode, dataset: NamedNode, graphs: Iterable[str]) -> Iterator[Triple]:
    yield Triple(service, RDF_TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for name in (*_RESULTS, *_GRAPHS):
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, RDF_TYPE, _sd("Dataset"))
    default = BlankNode("default")
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, RDF_TYPE, _sd("Graph"))
    for index, name in enumerate(graphs):
        node, graph = BlankNode(f"named{index}"), BlankNode(f"graph{index}")
        yield Triple(dataset, _sd("namedGraph"), node)
        yield Triple(node, RDF_TYPE, _sd("NamedGraph"))
        yield Triple(node, _sd("name"), NamedNode(name))
        yield Triple(node, _sd("graph"), graph)
        yield Triple(graph, RDF_TYPE, _sd("Graph"))
    title = Literal("SPARQL endpoint of a knowledge graph of publications", language="en")
    yield Triple(service, NamedNode(PREFIXES["rdfs"] + "label"), title)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
