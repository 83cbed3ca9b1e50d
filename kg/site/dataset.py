"""The page of the data set itself: its description, sizes, checksums and files.

Source: W3C VoID, 7.2 (`/.well-known/void`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup
from pyoxigraph import NamedNode

from kg.prefixes import spell
from kg.site.context import Context
from kg.site.folder import DATA
from kg.site.graph import Graph
from kg.site.machines import in_order, spelled
from kg.site.pages import make_page
from kg.site.statements import Stored
from kg.vocab import term

PATH = "dataset"
WELL_KNOWN = ".well-known/void"
_DUMP = term("void:dataDump")
_SAID = {
    "Title": "dcterms:title",
    "Licence": "dcterms:license",
    "Issued": "dcterms:issued",
    "Home page": "foaf:homepage",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to download: its size in bytes, its triples, its SHA-256, each where it is told."""

    name: str
    title: str
    size: str | None
    triples: str | None
    sha256: str | None


def dataset_turtle(context: Context) -> bytes:
    """Write the description of the data set as Turtle."""
    return context.machines.turtle(in_order(spelled(context.build.void)))


def well_known_turtle(context: Context) -> bytes:
    """Write the description for those who know no more than the host: it names the files beside it.

    Where the build does not say where its files will stand, they are named from this file.
    """
    told = any(each.predicate == _DUMP for each in context.build.void)
    files = [] if told else [f"<../{name}>" for name in DATA if name in context.build.downloads]
    dataset = NamedNode(f"{context.build.base}{PATH}")
    line = f"{dataset} {_DUMP} {', '.join(files)} .\n" if files else ""
    return dataset_turtle(context) + line.encode()


def dataset_page(context: Context) -> bytes:
    """Make the page of the data set."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in context.build.void)
    graph, iri = Graph(Stored(store)), NamedNode(f"{context.build.base}{PATH}")
    said = {name: _values(graph, iri, p) for name, p in _SAID.items()}
    agents = {name: [(graph.text(each, "foaf:name") or each.value) for each in graph.nodes(iri, p)]
              for name, p in (("Publisher", "dcterms:publisher"), ("Creator", "dcterms:creator"))}  # fmt: skip
    return make_page(
        "dataset.html", PATH, site=context, title="Data", iri=iri.value,
        facts={name: values for name, values in (said | agents).items() if values},
        triples=graph.text(iri, "void:triples"), files=list(_files(context, graph)),
        classes=list(_partitions(context, graph, iri, "class", "void:entities")),
        properties=list(_partitions(context, graph, iri, "property", "void:triples")),
        jsonld=Markup(context.machines.jsonld(in_order(spelled(context.build.void)))),
    )  # fmt: skip


def _values(graph: Graph, iri: NamedNode, predicate: str) -> list[str]:
    return [*graph.texts(iri, predicate), *(each.value for each in graph.nodes(iri, predicate))]


def _files(context: Context, graph: Graph) -> Iterator[File]:
    for name in DATA:
        file = NamedNode(f"{context.build.base}{PATH}/{name}")
        part = NamedNode(file.value.removesuffix(".ttl"))
        checksums = graph.nodes(file, "spdx:checksum")
        digests = [each for node in checksums for each in graph.texts(node, "spdx:checksumValue")]
        if name in context.build.downloads:
            yield File(
                name, graph.text(part, "dcterms:title") or name, graph.text(file, "dcat:byteSize"),
                graph.text(part, "void:triples"), min(digests, default=None),
            )  # fmt: skip


def _partitions(
    context: Context, graph: Graph, iri: NamedNode, kind: str, unit: str
) -> Iterator[tuple[str, str, str]]:
    """Yield each class or property: its IRI, its prefixed name, and how many there are."""
    rows = [
        (node.value, spell(node.value, context.prefixes), graph.text(part, unit) or "0")
        for part in graph.nodes(iri, f"void:{kind}Partition")
        for node in graph.nodes(part, f"void:{kind}")
    ]
    yield from sorted(rows, key=lambda row: row[1])
