"""The one check of a new record: what `kg validate` refuses alone, a build keeps out, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pyoxigraph import Triple

from kg.errors import InputError
from kg.extraction.claims import find_claims
from kg.identity import Namespace, agent_key, entry_key
from kg.mapping import claim_triples, evidence_triples, record_key, record_triples
from kg.model import Paper, Record, Rejected
from kg.resolution import Resolved, join_organizations, resolve_concepts, resolve_people
from kg.validation import Report, Result, Validator

_READABLE = "<https://example.org/kg/shapes#Readable>"


@dataclass(frozen=True, slots=True)
class Gate:
    """Shapes compiled once, for records one by one.

    >>> from kg.model import Record, Source
    >>> record = Record(Source("0" * 64, "owls.txt", "records"), 1)
    >>> Gate().look(Paper(title="Owls", year="199x", records=(record,))).conforms()
    False
    """

    validator: Validator = field(default_factory=Validator)
    namespace: Namespace = field(default_factory=Namespace)

    def look(self, paper: Paper, extractor: str = "") -> Report:
        """Validate one record alone, with the people, venue and concepts that it names.

        A text that cannot be the IRI that it must be is a violation too.
        """
        try:
            triples = triples_of(paper, self.namespace, extractor)
        except InputError as error:
            record = paper.records[0]
            found = unreadable(record, (str(error),), self.namespace)
            return Report.of(found, 0)
        return self.validator.look(triples)


def triples_of(paper: Paper, namespace: Namespace, extractor: str = "") -> list[Triple]:
    """Map one record as a build does. Raises: InputError: a text that cannot be an IRI."""
    key = record_key(paper)
    paper = _with_one_label(told_apart(paper, key))
    evidence = evidence_triples(paper, key, extractor, namespace)
    claims = find_claims(paper) if extractor else ()
    claimed = claim_triples(claims, key, extractor, namespace)
    return [*record_triples(paper, namespace), *evidence, *claimed]


def told_apart(paper: Paper, key: str) -> Paper:
    """Give the people of a paper keys of their own: a name that stands twice is two people, however alike.

    They have them already where each name stands once, which nearly always is so; only organizations
    may still be joined, one named alone with one of that name and a ROR id.
    """
    alone = [Resolved(key, paper)]
    people = [each for each in (*paper.authors, *paper.editors) if each.kind == "person"]
    by_name = not any(each.key or each.registry for each in people)
    is_plain = by_name and len(set(map(agent_key, people))) == len(people)
    (found,) = join_organizations(alone) if is_plain else resolve_people(alone)
    return found.paper


def unreadable(
    record: Record | Rejected, reasons: Iterable[str], namespace: Namespace
) -> list[Result]:
    """Make results of the reasons for which no triples can be made of a record of a source."""
    focus = str(namespace.iri("record", entry_key(record)))
    return [
        Result(focus, None, None, None, _READABLE, "violation", reason, "record can be read")
        for reason in reasons
    ]


def reasons_of(results: Iterable[Result]) -> tuple[str, ...]:
    """Say why a record is kept out: its violations in words, each once."""
    found = (
        f"{result.message} (value: {result.value})" if result.value else result.message
        for result in results
        if result.severity == "violation"
    )
    return tuple(dict.fromkeys(found))


def _with_one_label(paper: Paper) -> Paper:
    """Name each concept of a paper in one way, as the graph does."""
    found = resolve_concepts(mention.concept for mention in paper.mentions)
    concepts = {(each.type, each.key): each for each in found}
    mentions = (
        replace(each, concept=concepts[each.concept.type, each.concept.key])
        for each in paper.mentions
    )
    return replace(paper, mentions=tuple(mentions)) if found else paper
