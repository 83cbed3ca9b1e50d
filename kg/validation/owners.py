"""Which paper a node belongs to, what people call it, and where its record was read."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, Triple

from kg.vocab import PUBLICATION_CLASSES, RDF_TYPE, term

_PAPERS = {term(name) for name in (*PUBLICATION_CLASSES, "kg:Publication")}
_TO_OBJECT = {
    term("oa:hasTarget"),
    term("oa:hasSource"),
    term("schema:isPartOf"),
    term("foaf:primaryTopic"),
}
_TO_SUBJECT = {term("kg:authorship"), term("oa:hasSelector")}
_LABELS = (term("schema:name"), term("skos:prefLabel"))
_TOPIC, _LINE = term("foaf:primaryTopic"), term("kg:sourceLine")
_SOURCE, _NAME = term("prov:wasDerivedFrom"), term("schema:name")


class Owners:
    """Follows author lines, mentions, spans and texts of a graph up to their paper.

    `papers` holds the papers of the graph.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.papers: set[object] = set()
        self._up: dict[object, list[object]] = {}
        self._labels: dict[object, str] = {}
        self._lines: dict[object, str] = {}
        self._sources: dict[object, object] = {}
        self._records: dict[object, list[object]] = {}
        for each in triples:
            self._learn(each)

    def _learn(self, triple: Triple) -> None:
        subject, predicate, node = triple.subject, triple.predicate, triple.object
        if predicate == RDF_TYPE and node in _PAPERS:
            self.papers.add(subject)
        if predicate in _TO_OBJECT:
            self._up.setdefault(subject, []).append(node)
        if predicate in _TO_SUBJECT:
            self._up.setdefault(node, []).append(subject)
        if predicate in _LABELS and isinstance(node, Literal):
            self._labels[subject] = min(node.value, self._labels.get(subject, node.value))
        if predicate == _LINE and isinstance(node, Literal):
            self._lines[subject] = node.value
        if predicate == _SOURCE:
            self._sources[subject] = node
        if predicate == _TOPIC:
            self._records.setdefault(node, []).append(subject)

    def owner(self, node: object) -> object:
        """Find the paper that a node belongs to; a person or concept belongs to itself."""
        seen: set[object] = set()
        waiting = [node]
        while waiting:
            each = waiting.pop(0)
            if each in self.papers:
                return each
            if each not in seen:
                seen.add(each)
                waiting += sorted(self._up.get(each, ()), key=str)
        return node

    def label(self, node: object) -> str | None:
        """Find what people call a thing: its title, name or label."""
        return self._labels.get(node)

    def read_at(self, paper: object) -> str | None:
        """Find where a paper's record was read, as `file:line`, where the data says so."""
        places = [
            f"{self._labels[source]}:{self._lines[record]}"
            for record in self._records.get(paper, ())
            if (source := self._sources.get(record)) in self._labels and record in self._lines
        ]
        return min(places, default=None)
