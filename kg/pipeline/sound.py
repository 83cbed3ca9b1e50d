"""Keep out what breaks the shapes by itself, so that a bad record spoils no good one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg import sources
from kg.errors import InputError
from kg.identity import Namespace
from kg.mapping import evidence_triples, record_key, record_triples
from kg.model import Paper, Rejected
from kg.resolution import Resolved, resolve_concepts, resolve_people
from kg.validation import Report, Validator


@dataclass(slots=True)
class Sieve:
    """Shapes compiled once; what they keep out is in `rejected`."""

    namespace: Namespace
    extractor: str = ""
    rejected: list[Rejected] = field(default_factory=list)
    _validator: Validator = field(default_factory=Validator)

    def records(self, papers: Iterable[Paper]) -> list[Paper]:
        """Keep the records that pass the shapes alone."""
        return [paper for paper in papers if self._passes(paper)]

    def papers(self, resolved: Iterable[Resolved], passed: Iterable[Paper]) -> list[Resolved]:
        """Keep the papers that pass the shapes alone, merged and with their mentions.

        A paper that is just a record that has passed is not looked at again.
        """
        known = {id(paper) for paper in passed}
        return [each for each in resolved if id(each.paper) in known or self._passes(each.paper)]

    def _passes(self, paper: Paper) -> bool:
        reasons = self._reasons(paper)
        raw = sources.to_record(paper) if reasons else None
        for record in paper.records if reasons else ():
            rejected = Rejected(
                record.source, record.index, record.line, reasons, raw, record.mends
            )
            self.rejected.append(rejected)
        return not reasons

    def _reasons(self, paper: Paper) -> tuple[str, ...]:
        # A name that stands twice in one author list is two people, however alike.
        (alone,) = resolve_people([Resolved(record_key(paper), paper)])
        paper = _with_one_label(alone.paper)
        try:
            triples = list(record_triples(paper, self.namespace))
        except InputError as error:
            return (str(error),)
        key = record_key(paper)
        triples += evidence_triples(paper, key, self.extractor, self.namespace)
        return _violations(self._validator.validate(triples))


def _with_one_label(paper: Paper) -> Paper:
    """Name each concept of a paper in one way, as the graph does."""
    found = resolve_concepts(mention.concept for mention in paper.mentions)
    concepts = {(each.type, each.key): each for each in found}
    mentions = (
        replace(each, concept=concepts[each.concept.type, each.concept.key])
        for each in paper.mentions
    )
    return replace(paper, mentions=tuple(mentions)) if found else paper


def _violations(report: Report) -> tuple[str, ...]:
    found = (
        f"{result.message} (value: {result.value})" if result.value else result.message
        for result in report.results
        if result.severity == "violation"
    )
    return tuple(dict.fromkeys(found))
