"""Map records to triples: one `yield` per property, no I/O, no clock, no blank nodes.

Source: the vocabulary model (schema.org, FaBiO, SKOS, Web Annotation, PROV-O).
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg.identity import Namespace, paper_keys
from kg.mapping.evidence import evidence_triples
from kg.mapping.papers import alias_triples, paper_triples
from kg.mapping.provenance import provenance_triples, run_triples, source_triples
from kg.mapping.things import agent_triples, concept_iri, concept_triples, venue_triples
from kg.model import Paper, Venue
from kg.venues import venue_key

__all__ = [
    "agent_triples",
    "alias_triples",
    "concept_iri",
    "concept_triples",
    "evidence_triples",
    "paper_triples",
    "provenance_triples",
    "record_key",
    "record_triples",
    "run_triples",
    "source_triples",
    "venue_of",
    "venue_triples",
]

_DEFAULT = Namespace()


def record_key(paper: Paper) -> str:
    """Choose the key of one record alone: its best key, else where it stands."""
    key = next(paper_keys(paper), None)
    if key:
        return key
    record = paper.records[0]
    return f"record-{record.source.digest[:16]}.{record.index}"


def venue_of(paper: Paper) -> Venue:
    """Describe the venue of a paper as this paper alone does."""
    name = paper.venue or ""
    issn, isbn = (tuple(filter(None, [each])) for each in (paper.issn, paper.isbn))
    return Venue(venue_key(name), name, (), paper.kind, issn, isbn)


def record_triples(paper: Paper, namespace: Namespace = _DEFAULT) -> Iterator[Triple]:
    """Map one paper alone with the agents, venue and concepts it names: what the shapes look at.

    Raises: InputError: where a text of the record cannot be the IRI that it must be.

    >>> paper = Paper(title="Playing chess", abstract="We play.")
    >>> len(list(record_triples(paper)))
    7
    """
    key = record_key(paper)
    yield from paper_triples(paper, key, namespace)
    if paper.venue:
        yield from venue_triples(venue_of(paper), namespace)
    for agent in paper.authors:
        yield from agent_triples(agent, namespace)
    for mention in paper.mentions:
        yield from concept_triples(mention.concept, namespace)
