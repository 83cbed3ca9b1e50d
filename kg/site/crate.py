"""What a deposit says of itself: as RO-Crate, and as the record that DataCite takes.

Nothing is claimed that the build does not say: what it leaves open is left out, and told.
Source: RO-Crate 1.1, https://w3id.org/ro/crate/1.1; DataCite Metadata Schema 4.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg.site.folder import Build
from kg.site.graph import Graph
from kg.site.statements import Stored

_CRATE = "https://w3id.org/ro/crate/1.1"
_METADATA = "ro-crate-metadata.json"
_ROLES = {"creator": "dcterms:creator", "publisher": "dcterms:publisher"}
_TYPES = {"https://orcid.org/": "Person", "https://ror.org/": "Organization"}
"""Kinds of agents that their addresses tell."""
_MEDIA_TYPES = {".ttl": "text/turtle", ".json": "application/json", ".sha256": "text/plain"}

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a deposit: its name, what it is, its bytes, and its SHA-256 in hexadecimal."""

    name: str
    title: str
    size: int
    sha256: str

    @property
    def media_type(self) -> str:
        """The media type, by the suffix."""
        return _MEDIA_TYPES[self.name[self.name.rfind(".") :]]


@dataclass(frozen=True, slots=True)
class Agent:
    """A maker of the data: the IRI, and the name where one is said."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a build says of itself, and the day that it is published."""

    title: str
    description: str
    date: str
    licence: str | None
    creators: tuple[Agent, ...]
    publisher: Agent | None
    homepage: str | None

    def left_out(self) -> tuple[str, ...]:
        """List what a repository asks for and nobody said."""
        asked = {"licence": self.licence, "creator": self.creators, "publisher": self.publisher}
        return tuple(name for name, value in asked.items() if not value)


def what_is_said(build: Build, date: str) -> Said:
    """Read what the description of a build says of it."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in build.void)
    graph, dataset = Graph(Stored(store)), NamedNode(f"{build.base}dataset")
    agents = {
        role: tuple(Agent(each.value, graph.text(each, "foaf:name") or each.value)
                    for each in graph.nodes(dataset, predicate))
        for role, predicate in _ROLES.items()
    }  # fmt: skip
    triples = int(graph.text(dataset, "void:triples") or 0)
    return Said(
        build.said("dcterms:title") or "Papers and what they refer to",
        f"Publications as linked data: {triples:,} statements in RDF, with the evidence of what is"
        " said, the ontology, and the shapes they are checked against.",
        date, build.said("dcterms:license"), agents["creator"],
        next(iter(agents["publisher"]), None), build.said("foaf:homepage"),
    )  # fmt: skip


def ro_crate(said: Said, files: list[File]) -> Document:
    """Write the metadata file of an RO-Crate of these files."""
    about = {
        "@id": _METADATA, "@type": "CreativeWork", "conformsTo": {"@id": _CRATE},
        "about": {"@id": "./"},
    }  # fmt: skip
    root: Document = {
        "@id": "./", "@type": "Dataset", "name": said.title, "description": said.description,
        "datePublished": said.date, "hasPart": [{"@id": each.name} for each in files],
    }  # fmt: skip
    if said.licence:
        root["license"] = {"@id": said.licence}
    if said.creators:
        root["author"] = [{"@id": each.iri} for each in said.creators]
    if said.publisher:
        root["publisher"] = {"@id": said.publisher.iri}
    if said.homepage:
        root["url"] = {"@id": said.homepage}
    graph = [about, root, *map(_file, files), *_context_of(said)]
    return {"@context": f"{_CRATE}/context", "@graph": graph}


def _file(file: File) -> Document:
    return {
        "@id": file.name, "@type": "File", "name": file.title, "encodingFormat": file.media_type,
        "contentSize": str(file.size), "sha256": file.sha256,
    }  # fmt: skip


def _context_of(said: Said) -> Iterator[Document]:
    """Yield the entities that the root names and that are no files."""
    if said.licence:
        yield {"@id": said.licence, "@type": "CreativeWork", "name": said.licence}
    if said.homepage:
        yield {"@id": said.homepage, "@type": "WebPage", "name": said.homepage}
    agents = dict.fromkeys((*said.creators, *([said.publisher] if said.publisher else [])))
    for agent in agents:
        kinds = [kind for start, kind in _TYPES.items() if agent.iri.startswith(start)]
        yield {"@id": agent.iri, "@type": kinds[0] if kinds else "Thing", "name": agent.name}


def datacite(said: Said, files: list[File]) -> Document:
    """Write the record that DataCite and repositories take; the DOI is given by them."""
    record: Document = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "RDF data set"},
        "titles": [{"title": said.title}],
        "descriptions": [{"description": said.description, "descriptionType": "Abstract"}],
        "publicationYear": said.date[:4],
        "dates": [{"date": said.date, "dateType": "Issued"}],
        "formats": sorted({each.media_type for each in files}),
        "sizes": [f"{sum(each.size for each in files)} bytes"],
    }
    if said.creators:
        record["creators"] = list(map(_creator, said.creators))
    if said.publisher:
        record["publisher"] = {"name": said.publisher.name}
    if said.licence:
        record["rightsList"] = [{"rights": said.licence, "rightsUri": said.licence}]
    return record


def _creator(agent: Agent) -> Document:
    found: Document = {"name": agent.name}
    for start, scheme in (("https://orcid.org/", "ORCID"), ("https://ror.org/", "ROR")):
        if agent.iri.startswith(start):
            known = {
                "nameIdentifier": agent.iri,
                "nameIdentifierScheme": scheme,
                "schemeUri": start,
            }
            found["nameIdentifiers"] = [known]
    return found
