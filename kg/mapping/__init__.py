"""Map records to triples: one `yield` per property, no I/O, no clock, no blank nodes.

Source: the vocabulary model (schema.org, FaBiO, SKOS, Web Annotation, PROV-O).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Triple

from kg.errors import InputError
from kg.identity import Namespace, agent_key, paper_keys, place_key
from kg.mapping.claims import claim_triples
from kg.mapping.evidence import evidence_triples
from kg.mapping.papers import (
    alias_triples,
    has_isbn,
    paper_triples,
    version_triples,
    work_triples,
)
from kg.mapping.provenance import provenance_triples, run_triples, source_triples
from kg.mapping.readings import reading_triples
from kg.mapping.things import (
    agent_triples,
    agents_of,
    concept_iri,
    concept_triples,
    venue_triples,
)
from kg.model import Agent, Paper, Venue
from kg.venues import venue_key

__all__ = [
    "agent_triples",
    "agents_of",
    "alias_triples",
    "claim_triples",
    "concept_iri",
    "concept_triples",
    "evidence_triples",
    "paper_triples",
    "provenance_triples",
    "reading_triples",
    "record_key",
    "record_triples",
    "run_triples",
    "source_triples",
    "venue_of",
    "venue_triples",
    "version_triples",
    "work_triples",
]

LONGEST = 1_000_000
"""Characters of a text or IRI that is published: neither people nor stores take more."""
_LONG = 100_000
"""Characters from which on a text is measured as it is written, with escapes: six times as long at most."""
_DEFAULT = Namespace()


def record_key(paper: Paper) -> str:
    """Choose the key of one record alone: its best key, else where it stands."""
    return next(paper_keys(paper), None) or place_key(paper)


def venue_of(paper: Paper) -> Venue:
    """Describe the venue of a paper as this paper alone does."""
    name = paper.venue or ""
    isbn_of_volume = None if has_isbn(paper) else paper.isbn
    issn, isbn = (tuple(filter(None, [each])) for each in (paper.issn, isbn_of_volume))
    return Venue(venue_key(name), name, (), paper.kind, issn, isbn)


def record_triples(paper: Paper, namespace: Namespace = _DEFAULT) -> Iterator[Triple]:
    """Map one paper alone with the agents, venue and concepts it names: what the shapes look at.

    Raises: InputError: where a text of the record cannot be the IRI that it must be, or has more
    characters than `LONGEST`.

    >>> paper = Paper(title="Playing chess", abstract="We play.")
    >>> len(list(record_triples(paper)))
    8
    """
    for triple in _triples(paper, namespace):
        text = getattr(triple.object, "value", "")
        if len(text) > _LONG and len(text := str(triple.object)) > LONGEST:
            raise InputError(
                "a text of more than a million characters", value=text, todo="shorten it"
            )
        yield triple


def _triples(paper: Paper, namespace: Namespace) -> Iterator[Triple]:
    key = record_key(paper)
    yield from paper_triples(paper, key, namespace)
    if paper.venue:
        yield from venue_triples(venue_of(paper), namespace)
    for agent in _once(agents_of(paper)):
        yield from agent_triples(agent, namespace)
    for concept in dict.fromkeys(mention.concept for mention in paper.mentions):
        yield from concept_triples(concept, namespace)


def _once(agents: Iterable[Agent]) -> Iterator[Agent]:
    """Yield agents, each group once: a record may write the name of one in several ways."""
    seen = set[str]()
    for agent in agents:
        key = agent_key(agent) if agent.kind == "group" else ""
        if key not in seen:
            yield agent
        seen |= {key} if key else set()
