"""Look-ups in the statements of a site: what a thing has, what points to it, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.site.statements import Spelled, Statements
from kg.vocab import term

_LABELS = ("skos:prefLabel", "schema:name")
_LONGEST_LABEL = 80


class Graph:
    """Statements, asked by properties that are given as prefixed names.

    Whatever is listed comes sorted, so that equal graphs give equal pages.

    >>> import pyoxigraph as ox
    >>> from kg.site.statements import Stored
    >>> store = ox.Store()
    >>> store.load(b'<https://e.org/a> <https://schema.org/name> "A" .', ox.RdfFormat.TURTLE)
    >>> Graph(Stored(store)).label(NamedNode("https://e.org/a"))
    'A'
    """

    def __init__(self, statements: Statements) -> None:
        self.statements = statements
        self._labels: dict[NamedNode, str] = {}

    def spelled(self, subject: NamedNode) -> list[Spelled]:
        """List what is said of a node, as N-Triples spells it, in no order."""
        return self.statements.spelled(subject)

    def weight(self, subject: NamedNode) -> int:
        """Return about how many bytes a page takes to show what is said of a node."""
        return self.statements.weight(subject)

    def nodes(self, subject: NamedNode, predicate: str) -> list[NamedNode]:
        """List the IRIs that a node is related to by a property."""
        return self.statements.nodes(subject, term(predicate))

    def texts(self, subject: NamedNode, predicate: str) -> list[str]:
        """List the literals that a node has by a property, without language and datatype."""
        return self.statements.texts(subject, term(predicate))

    def text(self, subject: NamedNode, predicate: str) -> str | None:
        """Return the first of such literals, None where there is none."""
        return next(iter(self.texts(subject, predicate)), None)

    def subjects(self, predicate: str, thing: NamedNode) -> list[NamedNode]:
        """List the nodes that are related to a thing by a property."""
        return self.statements.subjects(term(predicate), thing)

    def pointing(self, predicate: str) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Yield each pair of nodes that a property relates, in no order."""
        return self.statements.pairs(term(predicate))

    def first_texts(self, predicate: str) -> dict[NamedNode, str]:
        """Return the first of the literals of a property, as `text` does, of all nodes in one pass."""
        return {node: min(texts) for node, texts in self.all_texts(predicate).items()}

    def all_texts(self, predicate: str) -> dict[NamedNode, list[str]]:
        """Return the literals of a property, of all nodes in one pass, in no order."""
        found: dict[NamedNode, list[str]] = {}
        for node, text in self.statements.literals(term(predicate)):
            found.setdefault(node, []).append(text)
        return found

    def having(self, predicate: str) -> set[NamedNode]:
        """Find the nodes that have a property at all, in one pass."""
        return self.statements.having(term(predicate))

    def has(self, subject: NamedNode, predicate: str, thing: NamedNode) -> bool:
        """Tell whether two nodes are related by a property."""
        return self.statements.states(subject, term(predicate), thing)

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
        for predicate in _LABELS:
            found = min(self.statements.texts_alone(thing, term(predicate)), default="")
            if found:
                return found
        abstract = self.text(thing, "schema:abstract")
        return shorten(abstract) if abstract else thing.value


def shorten(text: str, longest: int = _LONGEST_LABEL) -> str:
    """Cut a text that is longer than so many characters at a word.

    >>> shorten("owl " * 40)[-5:]
    'owl …'
    """
    if len(text) <= longest:
        return text
    return f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"
