"""A section of the graph: some papers with the things that they name, complete in itself.

A section holds records, not triples, so that it travels to the process that maps and validates it.
What several papers share, such as people, stands in each section that names it, described alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Triple

from kg.extraction.claims import find_claims
from kg.identity import Namespace
from kg.mapping import (
    agent_triples,
    alias_triples,
    claim_triples,
    concept_triples,
    evidence_triples,
    paper_triples,
    provenance_triples,
    reading_triples,
    run_triples,
    source_triples,
    venue_triples,
    version_triples,
    work_triples,
)
from kg.mapping.evidence import software_triples
from kg.model import Concept, Identifier, Source, Venue
from kg.resolution import Named, Resolved
from kg.vocab import term

_ABSTRACT = term("schema:abstract")


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sections of one graph have in common."""

    namespace: Namespace
    version: str
    extractor: str
    abstracts: bool = True
    mentions: bool = True
    """Whether there is a mention anywhere."""
    spans: bool = False
    """Whether the fields of records point to their characters in the sources."""

    def program(self) -> Iterator[Triple]:
        """Describe the program that made the graph."""
        return software_triples("kg", self.version, self.namespace)

    def programs(self) -> Iterator[Triple]:
        """Describe the programs that mentions may come from, where there are some."""
        if self.mentions:
            yield from self.program()
            yield from software_triples("kg-extractor", self.extractor, self.namespace)


@dataclass(frozen=True, slots=True)
class Section:
    """Papers and former keys of people, and the things that they name."""

    setting: Setting
    papers: tuple[Resolved, ...] = ()
    former: tuple[tuple[str, str], ...] = ()
    agents: tuple[Named, ...] = ()
    venues: tuple[Venue, ...] = ()
    concepts: tuple[Concept, ...] = ()
    sources: tuple[Source, ...] = ()
    works: tuple[tuple[str, str | None], ...] = ()
    cited: Mapping[Identifier, str] = field(default_factory=dict)
    """The keys of the papers that those of this section refer to, by identifier."""

    def own(self) -> Iterator[Triple]:
        """Yield what no other section says, but for evidence."""
        namespace = self.setting.namespace
        for each in self.papers:
            yield from self._about(each, namespace)
        for former, key in self.former:
            yield from alias_triples("person", former, key, namespace)

    def _about(self, each: Resolved, namespace: Namespace) -> Iterator[Triple]:
        for triple in paper_triples(
            each.paper, each.key, namespace, known=self.cited, sure=each.sure, told=each.told
        ):
            if self.setting.abstracts or triple.predicate != _ABSTRACT:
                yield triple
        if each.work:
            yield from version_triples(each.key, each.work, namespace)
        for alias in each.aliases:
            yield from alias_triples("paper", alias, each.key, namespace)
        joined = each.joined or ("",) * len(each.paper.records)
        for record, said in zip(each.paper.records, joined, strict=True):
            yield from provenance_triples(record, each.key, namespace, joined=said)

    def evidence(self) -> Iterator[Triple]:
        """Yield the evidence of mentions and fields of the papers, their claims, and who found them."""
        setting = self.setting
        for each in self.papers:
            yield from evidence_triples(each.paper, each.key, setting.extractor, setting.namespace)
            if setting.extractor and setting.abstracts:  # A claim quotes whole sentences.
                claims = find_claims(each.paper)
                yield from claim_triples(claims, each.key, setting.extractor, setting.namespace)
            for record in each.paper.records if setting.spans else ():
                yield from reading_triples(record, setting.version, setting.namespace)

    def things(self) -> Iterator[Triple]:
        """Describe what the papers name, as every section does that names it."""
        setting, namespace = self.setting, self.setting.namespace
        for named in self.agents:
            yield from agent_triples(
                named.agent, namespace, other_names=named.other_names, sure=named.sure
            )
        for venue in self.venues:
            yield from venue_triples(venue, namespace)
        for concept in self.concepts:
            yield from concept_triples(concept, namespace)
        for source in self.sources:
            yield from source_triples(source, namespace)
            yield from run_triples(source, setting.version, namespace)
        for work, title in self.works:
            yield from work_triples(work, title, namespace)
        yield from setting.program()
