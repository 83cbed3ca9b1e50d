"""The published graph, section by section; triples are made anew each time, never held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter, itemgetter

from pyoxigraph import Triple

from kg.extraction.concepts import load_concepts
from kg.identity import Namespace, agent_key
from kg.mapping import agents_of, venue_of
from kg.mapping.description import Description
from kg.model import Agent, Concept, Identifier, Source, Venue
from kg.pipeline.accounting import Summary
from kg.pipeline.archive import Options
from kg.pipeline.parts import parts
from kg.pipeline.reading import source_id
from kg.pipeline.sections import Section, Setting
from kg.resolution import (
    Forms,
    Named,
    Resolved,
    identify_owners,
    resolve_concepts,
    resolve_venues,
    sure_people,
)

_PART = 50
"""Papers, or people, in one part, on average: some eight thousand triples, which take 40 MB to validate."""


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
    spans: bool = False

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
        owned = identify_owners(named, papers)
        base, said = Namespace(options.base), options.description
        return cls(papers, owned, base, options.abstracts, former, said, options.spans)


class Graph:
    """The triples of `kg.ttl` and `mentions.ttl`, section by section."""

    def __init__(self, publication: Publication, summary: Summary) -> None:
        self._published, namespace = publication, publication.namespace
        self._sources = {source_id(each): each for each in publication.sources}
        self._known: dict[Identifier, str] = {}
        self._works: dict[str, str | None] = {}
        """The works that papers are versions of, with the title of one."""
        self.mentions = 0
        agents = Forms(source.owner for source in publication.sources if source.owner is not None)
        venues: set[Venue] = set()
        concepts: set[Concept] = set()

        def looked_at(papers: Iterable[Resolved]) -> Iterator[Resolved]:
            for each in papers:
                paper = each.paper
                agents.add(agents_of(paper))
                venues.update([venue_of(paper)] if paper.venue else ())
                concepts.update(mention.concept for mention in paper.mentions)
                self._known |= dict.fromkeys(paper.identifiers, each.key)
                self._works |= {each.work: paper.title} if each.work else {}
                self.mentions += len(paper.mentions)
                yield each

        sure = sure_people(looked_at(publication.papers))
        self.setting = Setting(
            namespace,
            summary.version,
            summary.extractor or "",
            publication.abstracts,
            bool(concepts),
            publication.spans,
        )
        self._agents = {
            _agent_place(named.agent): replace(named, sure=sure.get(agent_key(named.agent)))
            for named in agents.named()
        }
        self._venues = {venue.key: venue for venue in resolve_venues(venues)}
        self._concepts = {(each.type, each.key): each for each in _concepts(concepts)}

    def triples(self) -> Iterator[Triple]:
        """Yield what `kg.ttl` holds, in no order, some of it repeatedly."""
        for section in self.sections():
            yield from section.own()
            yield from section.things()

    def evidence(self) -> Iterator[Triple]:
        """Yield what `mentions.ttl` holds, in no order, some of it repeatedly."""
        for section in self.sections():
            yield from section.evidence()

    def sections(self) -> Iterator[Section]:
        """Yield papers with the things they name, then the things that no paper names."""
        papers, former = self._published.papers, self._published.former
        left = {*self._concepts}, {*self._sources}
        for some in parts(papers, attrgetter("key"), _PART):
            section = self._of(some)
            left[0].difference_update((each.type, each.key) for each in section.concepts)
            left[1].difference_update(map(source_id, section.sources))
            yield section
        for concepts in parts(sorted(left[0]), " ".join, _PART):
            yield Section(self.setting, concepts=tuple(self._concepts[each] for each in concepts))
        for ids in parts(sorted(left[1]), " ".join, _PART):
            sources = [self._sources[each] for each in ids]
            yield Section(self.setting, sources=tuple(sources), agents=tuple(self._owners(sources)))
        for works in parts(sorted(self._works.items()), itemgetter(0), _PART):
            yield Section(self.setting, works=tuple(works))
        for renamed in parts(former, itemgetter(0), _PART):
            named = {key: self._agents["person", key] for _, key in renamed}
            yield Section(self.setting, former=tuple(renamed), agents=tuple(named.values()))

    def _of(self, papers: Sequence[Resolved]) -> Section:
        """Make a section of papers, with what they name."""
        own = [each.paper for each in papers]
        agents = dict.fromkeys(_agent_place(agent) for paper in own for agent in agents_of(paper))
        venues = dict.fromkeys(venue_of(paper).key for paper in own if paper.venue)
        concepts = dict.fromkeys(
            (each.concept.type, each.concept.key) for paper in own for each in paper.mentions
        )
        read = dict.fromkeys(source_id(record.source) for paper in own for record in paper.records)
        sources = [self._sources[each] for each in read]
        agents |= {_agent_place(named.agent): None for named in self._owners(sources)}
        return Section(
            self.setting,
            tuple(papers),
            agents=tuple(self._agents[each] for each in agents),
            venues=tuple(self._venues[each] for each in venues),
            concepts=tuple(self._concepts[each] for each in concepts),
            sources=tuple(sources),
            cited={each: key for paper in own for each in paper.references
                   if (key := self._known.get(each))},
        )  # fmt: skip

    def _owners(self, sources: Iterable[Source]) -> list[Named]:
        owners = (source.owner for source in sources if source.owner is not None)
        return [self._agents[_agent_place(owner)] for owner in owners]


def _agent_place(agent: Agent) -> tuple[str, str]:
    return (agent.kind, agent_key(agent))


def _concepts(named: set[Concept]) -> list[Concept]:
    """Collect concepts that papers name, and the curated ones that these stand under."""
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
