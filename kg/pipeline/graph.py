"""The published graph as triples, whole and in parts; they are made anew each time, never held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import Triple

from kg.extraction.concepts import load_concepts
from kg.identity import Namespace, agent_key
from kg.mapping import (
    agent_triples,
    agents_of,
    alias_triples,
    concept_triples,
    evidence_triples,
    paper_triples,
    provenance_triples,
    run_triples,
    source_triples,
    venue_of,
    venue_triples,
    version_triples,
    work_triples,
)
from kg.mapping.description import Description
from kg.mapping.evidence import software_triples
from kg.model import Agent, Concept, Paper, Source
from kg.pipeline.accounting import Summary
from kg.pipeline.archive import Options
from kg.resolution import (
    Named,
    Resolved,
    identify_owner,
    resolve_agents,
    resolve_concepts,
    resolve_venues,
)
from kg.validation.parts import Part
from kg.vocab import term

_PART = 250
"""Papers, or people, in one part: some ten thousand triples."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What one build publishes: papers with all their keys, and the sources they were read from."""

    papers: Sequence[Resolved]
    sources: Sequence[Source]
    namespace: Namespace
    abstracts: bool = True
    former: Sequence[tuple[str, str]] = ()
    """Former keys of people, each with the key that replaces it."""
    said: Description = field(default_factory=Description)

    @classmethod
    def of(
        cls,
        papers: Sequence[Resolved],
        summary: Summary,
        options: Options,
        former: Sequence[tuple[str, str]],
    ) -> Publication:
        """Collect what is published; the owner of each list is looked for among its authors."""
        named = (source for _, (source, _) in sorted(summary.sources.items()))
        owned = [replace(each, owner=identify_owner(each, papers)) for each in named]
        base, said = Namespace(options.base), options.description
        return cls(papers, owned, base, options.abstracts, former, said)


class Graph:
    """The triples of `kg.ttl` and `mentions.ttl`."""

    def __init__(self, publication: Publication, summary: Summary) -> None:
        self._published, self._namespace = publication, publication.namespace
        self._version, self._extractor = summary.version, summary.extractor or ""
        papers = [each.paper for each in publication.papers]
        owners = [source.owner for source in publication.sources if source.owner is not None]
        people = [agent for paper in papers for agent in agents_of(paper)]
        agents = resolve_agents([*people, *owners])
        self._agents = {_agent_place(named.agent): named for named in agents}
        venues = resolve_venues(venue_of(paper) for paper in papers if paper.venue)
        self._venues = {venue.key: venue for venue in venues}
        self._concepts = {(each.type, each.key): each for each in _concepts(papers)}

    def triples(self) -> Iterator[Triple]:
        """Yield what `kg.ttl` holds, in no order."""
        for each in self._published.papers:
            yield from self._about(each)
        for named in self._agents.values():
            yield from self._agent(named)
        for venue in self._venues.values():
            yield from venue_triples(venue, self._namespace)
        for concept in self._concepts.values():
            yield from concept_triples(concept, self._namespace)
        yield from self._works()
        yield from self._provenance()
        for _, triple in self._former_people():
            yield triple

    def evidence(self) -> Iterator[Triple]:
        """Yield what `mentions.ttl` holds, in no order."""
        for each in self._published.papers:
            yield from evidence_triples(each.paper, each.key, self._extractor, self._namespace)

    def parts(self) -> Iterator[Part]:
        """Yield graph and evidence in parts: papers with the things they name, then what is left."""
        shared = [*self._provenance(), *self._owners()]
        if any(each.paper.mentions for each in self._published.papers):
            shared += software_triples("kg-extractor", self._extractor, self._namespace)
        program = {each.subject for each in shared}
        papers = self._published.papers
        for start in range(0, len(papers), _PART):
            some = papers[start : start + _PART]
            own = [triple for each in some for triple in self._about_and_evidence(each)]
            own = [each for each in own if each.subject not in program]
            yield Part(own, [*shared, *self._things(each.paper for each in some)])
        concepts = self._concepts.values()
        yield Part(
            [], [*shared, *(t for c in concepts for t in concept_triples(c, self._namespace))]
        )
        yield Part([], [*shared, *self._works()])
        former = list(self._former_people())
        for start in range(0, len(former), _PART):
            people = former[start : start + _PART]
            things = [triple for named, _ in people for triple in self._agent(named)]
            yield Part([triple for _, triple in people], things)

    def _about(self, each: Resolved) -> Iterator[Triple]:
        for triple in paper_triples(each.paper, each.key, self._namespace):
            if self._published.abstracts or triple.predicate != term("schema:abstract"):
                yield triple
        if each.work:
            yield from version_triples(each.key, each.work, self._namespace)
        for alias in each.aliases:
            yield from alias_triples("paper", alias, each.key, self._namespace)
        for record in each.paper.records:
            yield from provenance_triples(record, each.key, self._namespace)

    def _about_and_evidence(self, each: Resolved) -> Iterator[Triple]:
        yield from self._about(each)
        yield from evidence_triples(each.paper, each.key, self._extractor, self._namespace)

    def _things(self, papers: Iterable[Paper]) -> Iterator[Triple]:
        """Describe what papers name, as the whole graph does."""
        agents, venues, concepts = set(), set(), set()
        for paper in papers:
            agents |= {_agent_place(agent) for agent in agents_of(paper)}
            venues |= {venue_of(paper).key} if paper.venue else set()
            concepts |= {(each.concept.type, each.concept.key) for each in paper.mentions}
        for agent in agents:
            yield from self._agent(self._agents[agent])
        for venue in venues:
            yield from venue_triples(self._venues[venue], self._namespace)
        for concept in concepts:
            yield from concept_triples(self._concepts[concept], self._namespace)

    def _agent(self, named: Named) -> Iterator[Triple]:
        return agent_triples(named.agent, self._namespace, other_names=named.other_names)

    def _works(self) -> Iterator[Triple]:
        """Describe the works that papers are versions of."""
        works = {each.work: each.paper.title for each in self._published.papers if each.work}
        for work, title in works.items():
            yield from work_triples(work, title, self._namespace)

    def _provenance(self) -> Iterator[Triple]:
        for source in self._published.sources:
            yield from source_triples(source, self._namespace)
            yield from run_triples(source, self._version, self._namespace)
        yield from software_triples("kg", self._version, self._namespace)

    def _owners(self) -> Iterator[Triple]:
        for source in self._published.sources:
            if source.owner is not None:
                yield from self._agent(self._agents[_agent_place(source.owner)])

    def _former_people(self) -> Iterator[tuple[Named, Triple]]:
        """Keep the IRIs resolvable that people had by name alone, or before a decision."""
        for former, key in self._published.former:
            for triple in alias_triples("person", former, key, self._namespace):
                yield self._agents["person", key], triple


def _agent_place(agent: Agent) -> tuple[str, str]:
    return (agent.kind, agent_key(agent))


def _concepts(papers: Iterable[Paper]) -> list[Concept]:
    """Collect the concepts that papers name, and the curated ones that these stand under."""
    named = {mention.concept for paper in papers for mention in paper.mentions}
    if not any(concept.broader for concept in named):
        return resolve_concepts(named)
    vocabulary = {(concept.type, concept.key): concept for concept in load_concepts()}
    queue = list(named)
    while queue:
        concept = queue.pop()
        for key in concept.broader:
            above = vocabulary[concept.type, key]
            if above not in named:
                named.add(above)
                queue.append(above)
    return resolve_concepts(named)
