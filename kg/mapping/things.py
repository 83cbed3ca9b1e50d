"""Map the things that papers refer to: agents, venues, concepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from kg.identity import Namespace, agent_key, grant_key
from kg.model import Agent, Concept, Grant, Paper, Venue
from kg.organizations import organizations_of
from kg.venues import venue_key
from kg.vocab import ORGANIZATIONS, RDF_TYPE, term

_DEFAULT = Namespace()

_AGENT_CLASS = {
    "person": ("person", "schema:Person"),
    "group": ("org", "schema:Organization"),
    "unknown": ("agent", "foaf:Agent"),
}
_VENUE_CLASS = {
    "JournalArticle": "fabio:Journal",
    "ConferencePaper": "fabio:ConferenceProceedings",
    "WorkshopPaper": "fabio:AcademicProceedings",
}


def publishers_of(paper: Paper) -> Iterator[tuple[str, Agent]]:
    """Yield the organizations behind a paper as groups, with the field of its details that names each.

    Several institutions stand in one text, with semicolons between them.
    """
    for field in ORGANIZATIONS:
        written = getattr(paper.details, field) or ""
        for name in dict.fromkeys(written.split("; ") if field == "institution" else [written]):
            if name:
                yield field, Agent(name, name, "group")


def funders_of(paper: Paper) -> tuple[Agent, ...]:
    """Return who paid for a paper, each once."""
    return tuple(dict.fromkeys(each.funder for each in paper.funding if each.funder))


def agents_of(paper: Paper) -> tuple[Agent, ...]:
    """Return the agents that a paper names: people, organizations of theirs, publishers, funders."""
    employers = (each for author in paper.authors for each in organizations_of(author))
    behind = (agent for _, agent in publishers_of(paper))
    return (*paper.authors, *paper.editors, *employers, *behind, *funders_of(paper))


def grant_triples(grant: Grant, namespace: Namespace = _DEFAULT) -> Iterator[Triple]:
    """Map a grant that has a number: the number, and who gave it."""
    iri = namespace.iri("grant", grant_key(grant))
    yield Triple(iri, RDF_TYPE, term("schema:Grant"))
    yield Triple(iri, term("schema:identifier"), Literal(grant.award or ""))
    if grant.funder:
        yield Triple(iri, term("schema:funder"), agent_iri(grant.funder, namespace))


def agent_iri(agent: Agent, namespace: Namespace) -> NamedNode:
    """Mint the IRI of an agent: people under `person/`, groups under `org/`, else `agent/`."""
    return namespace.iri(_AGENT_CLASS[agent.kind][0], agent_key(agent))


def concept_iri(concept: Concept, namespace: Namespace) -> NamedNode:
    """Mint the IRI of a concept: `method/KEY`, `benchmark/KEY` or `task/KEY`."""
    return namespace.iri(concept.type, concept.key)


def venue_iri(venue: str, namespace: Namespace) -> NamedNode:
    """Mint the IRI of the venue of this name."""
    return namespace.iri("venue", venue_key(venue))


def quote_iri(text: str) -> str:
    """Percent-encode what an identifier may hold and a path of an IRI may not, such as `<` or `[`.

    Source: RFC 3986, 2.1; RFC 3987, 3.1.
    """
    return quote(text, safe="/:;().,_-+=@!$&'*~")


def venue_triples(venue: Venue, namespace: Namespace = _DEFAULT) -> Iterator[Triple]:
    """Map a venue under its one name."""
    iri = namespace.iri("venue", venue.key)
    yield Triple(iri, RDF_TYPE, term("schema:CreativeWork"))
    if venue.kind in _VENUE_CLASS:
        yield Triple(iri, RDF_TYPE, term(_VENUE_CLASS[venue.kind]))
    yield Triple(iri, term("schema:name"), Literal(venue.name))
    for name in venue.other_names:
        yield Triple(iri, term("schema:alternateName"), Literal(name))
    for issn in venue.issn:
        yield Triple(iri, term("schema:issn"), Literal(issn))
    for isbn in venue.isbn:
        yield Triple(iri, term("schema:isbn"), Literal(isbn))


def agent_triples(
    agent: Agent,
    namespace: Namespace = _DEFAULT,
    *,
    other_names: Iterable[str] = (),
    sure: float | None = None,
) -> Iterator[Triple]:
    """Map one agent under its one name; other spellings are alternate names.

    `sure` is how surely all author lines of this agent are one person's.
    """
    iri = agent_iri(agent, namespace)
    yield Triple(iri, RDF_TYPE, term(_AGENT_CLASS[agent.kind][1]))
    yield Triple(iri, term("schema:name"), Literal(agent.name))
    if agent.kind == "person" and agent.family:
        yield Triple(iri, term("schema:familyName"), Literal(agent.family))
    if agent.kind == "person" and agent.given:
        yield Triple(iri, term("schema:givenName"), Literal(agent.given))
    for name in other_names:
        yield Triple(iri, term("schema:alternateName"), Literal(name))
    if agent.orcid:
        yield Triple(iri, term("schema:sameAs"), _orcid_iri(agent.orcid))
    if agent.registry:
        yield Triple(iri, term("schema:sameAs"), NamedNode(agent.registry))
    yield from sure_triples(iri, sure)


def sure_triples(iri: NamedNode, sure: float | None) -> Iterator[Triple]:
    """Map how sure it is that author lines are one person's; nothing where nobody knows."""
    if sure is not None:
        said = Literal(f"{sure:.2f}", datatype=term("xsd:decimal"))
        yield Triple(iri, term("kg:identityConfidence"), said)


def _orcid_iri(orcid: str) -> NamedNode:
    # Malformed ones too: the shapes report them where they stand.
    address = re.sub(r"^(https?://)?(orcid\.org/)?", "https://orcid.org/", orcid.strip(), count=1)
    return NamedNode(quote_iri(address))


def concept_triples(concept: Concept, namespace: Namespace = _DEFAULT) -> Iterator[Triple]:
    """Map one concept, curated or found in text, and the scheme it is in."""
    iri = concept_iri(concept, namespace)
    scheme = namespace.iri("scheme", f"{concept.type}s")
    yield Triple(iri, RDF_TYPE, term(f"kg:{concept.type.title()}"))
    yield Triple(iri, RDF_TYPE, term("skos:Concept"))
    yield Triple(iri, RDF_TYPE, term("schema:DefinedTerm"))
    yield Triple(iri, term("skos:prefLabel"), Literal(concept.label, language="en"))
    for label in concept.alt_labels:
        yield Triple(iri, term("skos:altLabel"), Literal(label, language="en"))
    yield Triple(iri, term("schema:name"), Literal(concept.label))
    if concept.definition:
        yield Triple(iri, term("skos:definition"), Literal(concept.definition, language="en"))
    for key in concept.broader:
        yield Triple(iri, term("skos:broader"), namespace.iri(concept.type, key))
    for match in concept.matches:
        yield Triple(iri, term("skos:exactMatch"), NamedNode(match))
    if concept.curated and namespace.base != _DEFAULT.base:
        # Groups with data namespaces of their own still share the curated vocabulary.
        yield Triple(iri, term("skos:exactMatch"), concept_iri(concept, _DEFAULT))
    yield Triple(iri, term("kg:curated"), Literal(concept.curated))
    yield Triple(iri, term("skos:inScheme"), scheme)
    yield Triple(iri, term("schema:inDefinedTermSet"), scheme)
    yield Triple(scheme, RDF_TYPE, term("skos:ConceptScheme"))
    yield Triple(scheme, RDF_TYPE, term("schema:DefinedTermSet"))
    yield Triple(scheme, term("skos:prefLabel"), Literal(f"{concept.type.title()}s", language="en"))
