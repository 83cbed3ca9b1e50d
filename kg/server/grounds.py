"""What an answer rests on: the things that it names, and the words of papers that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.server.jobs import Data
from kg.site import Evidence, evidence_of, field_text, sentence_span

_CONCEPTS = ("kg:Method", "kg:Benchmark", "kg:Task")
_AGENTS = ("schema:Person", "schema:Organization", "foaf:Agent")
_PAPERS_OF = {
    **dict.fromkeys(("method", "benchmark", "task"), "schema:mentions"),
    **dict.fromkeys(("person", "org", "agent"), "schema:author"),
}
"""Kind of a thing that papers name: the property by which they do."""
_MOST = 20
_PAPERS = 2
"""Papers that are quoted for a row that names none."""


class Grounds:
    """Gathers what the rows of an answer rest on, for as many rows as there is room for.

    A row that names papers and what they name rests on the words in those papers; one that
    names no paper rests on papers that name all of it.
    """

    def __init__(self, data: Data) -> None:
        self._data, self._context = data, data.site.context
        self._graph = self._context.graph
        self.things: dict[str, str] = {}
        """IRIs, and what the things are called."""
        self.quotes: list[dict[str, Any]] = []
        self.rows = 0
        """The rows that were read before there were enough quotes."""

    @property
    def is_full(self) -> bool:
        """Whether there are enough quotes."""
        return len(self.quotes) >= _MOST

    def add(self, terms: Iterable[object]) -> None:
        """Take the terms of a row."""
        papers: list[NamedNode] = []
        named: dict[NamedNode, None] = {}
        for each in self._things(terms):
            self.things[each.value] = self._graph.label(each)
            kind = self._context.addresses.kind_of(each)
            if kind and kind.segment == "paper":
                papers.append(each)
            elif kind and kind.segment in _PAPERS_OF:
                named[each] = None
        if self.is_full:
            return
        self.rows += 1
        for paper in papers or self.papers_of(named)[:_PAPERS]:
            self._quote(paper, named)

    def papers_of(self, things: Iterable[NamedNode]) -> list[NamedNode]:
        """List the papers that name all of these things."""
        sets = [set(self._graph.subjects(self._naming(each), each)) for each in things]
        return sorted(set.intersection(*sets), key=str) if sets else []

    def _naming(self, thing: NamedNode) -> str:
        kind = self._context.addresses.kind_of(thing)
        return _PAPERS_OF[kind.segment] if kind else "schema:mentions"

    def _things(self, terms: Iterable[object]) -> Iterator[NamedNode]:
        """Yield the things that are named, by their IRIs or by what they are called."""
        for each in terms:
            if isinstance(each, NamedNode) and self._context.addresses.kind_of(each):
                yield each
            elif isinstance(each, Literal):
                yield from self._data.labels.find(each.value, (*_CONCEPTS, *_AGENTS))

    def _quote(self, paper: NamedNode, named: Iterable[NamedNode]) -> None:
        """Quote of each thing the words of a paper that say most of it."""
        done = {(each["paper"], each["thing"]) for each in self.quotes}
        best: dict[NamedNode, dict[str, Any]] = {}
        for thing, quote in (*self._evidence(paper), *self._lines(paper)):
            if thing not in best or best[thing].get("relation") == "mentions" != quote["relation"]:
                best[thing] = quote
        for thing in named:
            if thing in best and (paper.value, thing.value) not in done:
                self.things.setdefault(paper.value, self._graph.label(paper))
                self.quotes.append({"paper": paper.value, "thing": thing.value, **best[thing]})

    def _evidence(self, paper: NamedNode) -> Iterator[tuple[NamedNode, dict[str, Any]]]:
        for each in evidence_of(self._context, paper):
            words, sentence = self._words(paper, each)
            quote = {"evidence": each.mention.value, "field": each.field, "words": words,
                     "sentence": sentence, "relation": each.relation,
                     "confidence": each.confidence and float(each.confidence)}  # fmt: skip
            yield each.concept, {key: value for key, value in quote.items() if value}

    def _words(self, paper: NamedNode, each: Evidence) -> tuple[str, str]:
        """Return the words of a mention, and their sentence where the text is published."""
        selectors = self._graph.nodes(each.span, "oa:hasSelector")
        words = [text for node in selectors for text in self._graph.texts(node, "oa:exact")]
        text = field_text(self._context, paper, each.field)
        return " ".join(words), text[slice(*sentence_span(text, each.start, each.end))]

    def _lines(self, paper: NamedNode) -> Iterator[tuple[NamedNode, dict[str, Any]]]:
        """Yield the authors of a paper, each with the name that is printed there."""
        for line in self._graph.nodes(paper, "kg:authorship"):
            printed = self._graph.text(line, "schema:name")
            for agent in self._graph.nodes(line, "schema:item"):
                yield agent, {"evidence": line.value, "field": "authors", "words": printed,
                              "relation": "written by"}  # fmt: skip
