"""Look-ups of patterns in a store: what a thing has, what points to it, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.vocab import term

Described = dict[NamedNode, list[NamedNode | ox.BlankNode | Literal | ox.Triple]]
"""What is said of a node, by property."""
_LABELS = ("skos:prefLabel", "schema:name")
_REMEMBERED = 8192
"""Nodes of which what is said is kept: a page and its neighbours ask for the same ones."""
_LONGEST_LABEL = 80


class Graph:
    """The default graph of a store, read by patterns and never by queries.

    Whatever is listed comes sorted, so that equal graphs give equal pages.

    >>> store = ox.Store()
    >>> store.load(b'<https://e.org/a> <https://schema.org/name> "A" .', ox.RdfFormat.TURTLE)
    >>> Graph(store).label(NamedNode("https://e.org/a"))
    'A'
    """

    def __init__(self, quads: ox.Store) -> None:
        self.quads = quads
        self._described = lru_cache(_REMEMBERED)(self._describe)
        self._labels: dict[NamedNode, str] = {}

    def triples(self, subject: NamedNode) -> Iterator[ox.Triple]:
        """Yield what is said of a node."""
        for predicate, objects in self._described(subject).items():
            for each in objects:
                yield ox.Triple(subject, predicate, each)

    def nodes(self, subject: NamedNode, predicate: str) -> list[NamedNode]:
        """List the IRIs that a node is related to by a property, given as a prefixed name."""
        found = self._described(subject).get(term(predicate), ())
        return sorted((each for each in found if isinstance(each, NamedNode)), key=_by_value)

    def texts(self, subject: NamedNode, predicate: str) -> list[str]:
        """List the literals that a node has by a property, without language and datatype."""
        found = self._described(subject).get(term(predicate), ())
        return sorted(each.value for each in found if isinstance(each, Literal))

    def text(self, subject: NamedNode, predicate: str) -> str | None:
        """Return the first of such literals, None where there is none."""
        return next(iter(self.texts(subject, predicate)), None)

    def subjects(self, predicate: str, thing: NamedNode) -> list[NamedNode]:
        """List the nodes that are related to a thing by a property."""
        quads = self.quads.quads_for_pattern(None, term(predicate), thing, ox.DefaultGraph())
        found = (quad.subject for quad in quads)
        return sorted((each for each in found if isinstance(each, NamedNode)), key=_by_value)

    def pointing(self, predicate: str) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Yield each pair of nodes that a property relates, in the order of the store."""
        for quad in self.quads.quads_for_pattern(None, term(predicate), None, ox.DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield quad.subject, quad.object

    def first_texts(self, predicate: str) -> dict[NamedNode, str]:
        """Return the first of the literals of a property, as `text` does, of all nodes in one pass."""
        return {node: min(texts) for node, texts in self.all_texts(predicate).items()}

    def all_texts(self, predicate: str) -> dict[NamedNode, list[str]]:
        """Return the literals of a property, of all nodes in one pass, in no order."""
        found: dict[NamedNode, list[str]] = {}
        for quad in self.quads.quads_for_pattern(None, term(predicate), None, ox.DefaultGraph()):
            subject, text = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(text, Literal):
                found.setdefault(subject, []).append(text.value)
        return found

    def having(self, predicate: str) -> set[NamedNode]:
        """Find the nodes that have a property at all, in one pass."""
        quads = self.quads.quads_for_pattern(None, term(predicate), None, ox.DefaultGraph())
        return {each for each in (quad.subject for quad in quads) if isinstance(each, NamedNode)}

    def has(self, subject: NamedNode, predicate: str, thing: NamedNode) -> bool:
        """Tell whether two nodes are related by a property."""
        return thing in self._described(subject).get(term(predicate), ())

    def states(self, subject: NamedNode, predicate: NamedNode, thing: NamedNode) -> bool:
        """Tell whether the graph states this, without reading what else is said of the subject."""
        return ox.Quad(subject, predicate, thing, ox.DefaultGraph()) in self.quads

    def is_a(self, thing: NamedNode, class_: str) -> bool:
        """Tell whether a thing is of a class."""
        return self.has(thing, "rdf:type", term(class_))

    def label(self, thing: NamedNode) -> str:
        """Say what a thing is called: its label, name or title, else the start of its abstract.

        Where there is none of them, the IRI stands for it.
        """
        if thing not in self._labels:
            self._labels[thing] = self._find_label(thing)
        return self._labels[thing]

    def _find_label(self, thing: NamedNode) -> str:
        for predicate in _LABELS:  # Looked up alone: a paper has much more to be described by.
            quads = self.quads.quads_for_pattern(thing, term(predicate), None, ox.DefaultGraph())
            texts = [each.object.value for each in quads if isinstance(each.object, Literal)]
            found = min(texts, default="")
            if found:
                return found
        abstract = self.text(thing, "schema:abstract")
        return shorten(abstract) if abstract else thing.value

    def _describe(self, subject: NamedNode) -> Described:
        found: Described = {}
        for quad in self.quads.quads_for_pattern(subject, None, None, ox.DefaultGraph()):
            found.setdefault(quad.predicate, []).append(quad.object)
        return found


def shorten(text: str) -> str:
    """Cut a long text at a word.

    >>> shorten("owl " * 40)[-5:]
    'owl …'
    """
    if len(text) <= _LONGEST_LABEL:
        return text
    return f"{text[:_LONGEST_LABEL].rpartition(' ')[0] or text[:_LONGEST_LABEL]} …"


def _by_value(node: NamedNode) -> str:
    return node.value
