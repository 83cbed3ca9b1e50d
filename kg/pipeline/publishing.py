"""Write the published build: graph, evidence, description, report, quarantine, repairs, accounting."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Triple

from kg.errors import ViolationError
from kg.identity import Namespace, agent_key, digest
from kg.mapping import (
    agent_triples,
    alias_triples,
    concept_triples,
    evidence_triples,
    paper_triples,
    provenance_triples,
    run_triples,
    source_triples,
    venue_of,
    venue_triples,
)
from kg.mapping.dataset import dataset_triples
from kg.model import Concept, Paper, Rejected, Repair, Source
from kg.pipeline.accounting import Summary
from kg.resolution import (
    Named,
    Resolved,
    former_key,
    identify_owner,
    resolve_agents,
    resolve_concepts,
    resolve_venues,
)
from kg.serialization import write
from kg.validation import Report, Validator
from kg.vocab import term


@dataclass(frozen=True, slots=True)
class Publication:
    """What one build publishes, and what it keeps out."""

    papers: Sequence[Resolved]
    rejected: Sequence[Rejected]
    repairs: Sequence[Repair]
    namespace: Namespace
    abstracts: bool = True

    def sources(self, summary: Summary) -> list[Source]:
        """List the sources that were read, by name."""
        named = (source for _, (source, _) in sorted(summary.sources.items()))
        return [replace(each, owner=identify_owner(each, self.papers)) for each in named]


def write_publication(publication: Publication, folder: Path, summary: Summary) -> None:
    """Write the files of a build into a folder; `summary.json`, with their digests, last.

    Raises: ViolationError: where the graph as a whole breaks the shapes.
    """
    summary.version = importlib.metadata.version("kg")
    graph = list(_graph(publication, summary))
    evidence = list(_evidence(publication, summary.extractor or ""))
    report = _checked(graph, evidence)
    summary.mentions = sum(len(each.paper.mentions) for each in publication.papers)
    prefixes = publication.namespace.prefixes()
    for name, triples in (
        ("kg.ttl", graph),
        ("mentions.ttl", evidence),
        ("report.ttl", list(report.triples())),
    ):
        summary.triples[name] = _write_turtle(folder / name, triples, prefixes)
    void = dataset_triples(graph, evidence, summary.triples, _date(), publication.namespace)
    summary.triples["void.ttl"] = _write_turtle(folder / "void.ttl", void, prefixes)
    _write_lines(folder / "quarantine.jsonl", _quarantine_lines(publication.rejected))
    _write_lines(folder / "repairs.jsonl", _repair_lines(publication.repairs))
    for path in sorted(folder.iterdir()):
        summary.files[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    summary.triples = dict(sorted(summary.triples.items()))
    (folder / "summary.json").write_text(summary.to_json(), encoding="utf-8")


def _graph(publication: Publication, summary: Summary) -> Iterator[Triple]:
    namespace = publication.namespace
    sources = publication.sources(summary)
    run = _run_key(sources, summary, publication)
    for each in publication.papers:
        yield from _without_abstract(each, publication)
        for alias in each.aliases:
            yield from alias_triples("paper", alias, each.key, namespace)
        for record in each.paper.records:
            yield from provenance_triples(record, each.key, run, namespace)
    papers = [each.paper for each in publication.papers]
    for venue in resolve_venues(venue_of(paper) for paper in papers if paper.venue):
        yield from venue_triples(venue, namespace)
    for source in sources:
        yield from source_triples(source, namespace)
    yield from run_triples(run, sources, summary.version, namespace)
    owners = [source.owner for source in sources if source.owner is not None]
    authors = [author for paper in papers for author in paper.authors]
    agents = resolve_agents([*authors, *owners])
    for named in agents:
        yield from agent_triples(named.agent, namespace, other_names=named.other_names)
    yield from _former_people(agents, namespace)
    for concept in _concepts(papers):
        yield from concept_triples(concept, namespace)


def _former_people(agents: Iterable[Named], namespace: Namespace) -> Iterator[Triple]:
    """Keep the IRI by name alone resolvable for a person whose ORCID iD is known."""
    people = [named.agent for named in agents if named.agent.kind == "person"]
    keys = Counter(key for agent in people for key in {agent_key(agent), former_key(agent)})
    for agent in people:
        former = former_key(agent)
        if agent_key(agent).startswith("orcid-") and keys[former] == 1:
            yield from alias_triples("person", former, agent_key(agent), namespace)


def _without_abstract(each: Resolved, publication: Publication) -> Iterator[Triple]:
    triples = paper_triples(each.paper, each.key, publication.namespace)
    if publication.abstracts:
        return triples
    return (triple for triple in triples if triple.predicate != term("schema:abstract"))


def _run_key(sources: Iterable[Source], summary: Summary, publication: Publication) -> str:
    parts = [summary.version, summary.extractor or "", publication.namespace.base]
    parts += [
        str(publication.abstracts),
        str(summary.min_confidence),
        *sorted(source.digest for source in sources),
    ]
    return digest("|".join(parts))


def _concepts(papers: Iterable[Paper]) -> list[Concept]:
    """Collect the concepts that papers name, and the curated ones that these stand under."""
    named = {mention.concept for paper in papers for mention in paper.mentions}
    if not any(concept.broader for concept in named):
        return resolve_concepts(named)
    from kg.extraction.concepts import load_concepts

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


def _evidence(publication: Publication, extractor: str) -> Iterator[Triple]:
    for each in publication.papers:
        yield from evidence_triples(each.paper, each.key, extractor, publication.namespace)


def _checked(graph: Sequence[Triple], evidence: Sequence[Triple]) -> Report:
    """Validate the graph as a whole: valid records together are not always valid."""
    report = Validator().validate([*graph, *evidence])
    broken = [result for result in report.results if result.severity == "violation"]
    if broken:
        raise ViolationError(
            f"the graph as a whole breaks the shapes ({len(broken)} times): {broken[0].message}",
            where=str(broken[0].focus), value=broken[0].value and str(broken[0].value),
            todo="nothing was written; please report this",
        )  # fmt: skip
    return report


def _date() -> str | None:
    """Return the date of the build where SOURCE_DATE_EPOCH sets one; there is no other clock.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdigit() else None


def _write_turtle(path: Path, triples: Iterable[Triple], prefixes: Mapping[str, str]) -> int:
    with path.open("wb") as out:
        return write(triples, out, "turtle", prefixes)


def _write_lines(path: Path, lines: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for line in lines:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _quarantine_lines(rejected: Iterable[Rejected]) -> Iterator[Mapping[str, object]]:
    for each in sorted(rejected, key=lambda r: (r.source.name, r.source.digest, r.index)):
        yield {
            "source": each.source.name,
            "line": each.line,
            "reasons": list(each.reasons),
            "record": each.raw,
        }


def _repair_lines(repairs: Iterable[Repair]) -> Iterator[Mapping[str, object]]:
    def place_of(repair: Repair) -> tuple[str, str, int, str, str]:
        source = repair.source
        return (source.name, source.digest, repair.line or 0, repair.field, repair.before)

    for each in sorted(repairs, key=place_of):
        yield {
            "source": each.source.name,
            "line": each.line,
            "field": each.field,
            "before": each.before,
            "after": each.after,
            "kind": each.kind,
        }
