"""The statements that a site shows, as it asks for them: by patterns, and never by queries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

Spelled = tuple[str, str, str]
"""A statement: subject, predicate and object as N-Triples spells them."""
COSTLY = dict.fromkeys((b"<", b">", b"&", b"'", b'"'), 5)
"""Characters of which an escape takes so many bytes more."""
_Described = dict[NamedNode, tuple[list[NamedNode], list[str]]]
_REMEMBERED = 8192
"""Nodes of which what is said is kept: a page and its neighbours ask for the same ones."""


class Statements(Protocol):
    """The statements of a default graph. What is listed is in the order of its characters."""

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """List the IRIs that a node is related to by a property."""

    def texts(self, subject: NamedNode, predicate: NamedNode) -> list[str]:
        """List the literals that a node has by a property, without language and datatype."""

    def texts_alone(self, subject: NamedNode, predicate: NamedNode) -> list[str]:
        """List them as `texts` does, of a node of which nothing else is going to be asked."""

    def subjects(self, predicate: NamedNode, thing: NamedNode) -> list[NamedNode]:
        """List the IRIs that are related to a thing by a property."""

    def states(self, subject: NamedNode, predicate: NamedNode, thing: NamedNode) -> bool:
        """Tell whether a statement is made."""

    def pairs(self, predicate: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Yield the IRIs that a property relates, in no order."""

    def literals(self, predicate: NamedNode) -> Iterator[tuple[NamedNode, str]]:
        """Yield the IRIs that have a property, with each of its literals, in no order."""

    def having(self, predicate: NamedNode) -> set[NamedNode]:
        """Find the IRIs that have a property at all."""

    def spelled(self, subject: NamedNode) -> list[Spelled]:
        """List the statements about a node, in no order."""

    def weight(self, subject: NamedNode) -> int:
        """Return about how many bytes a page takes to show what is said of a node."""


def weigh(text: bytes) -> int:
    """Return how many bytes a text takes where it is escaped.

    >>> weigh(b"owl"), weigh(b"<owl>")
    (3, 15)
    """
    return len(text) + sum(more * text.count(each) for each, more in COSTLY.items())


class Stored:
    """The statements of the default graph of a store."""

    def __init__(self, quads: ox.Store) -> None:
        self._quads = quads
        self._described = lru_cache(_REMEMBERED)(self._describe)

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """List as `Statements` says."""
        found = self._described(subject).get(predicate)
        return list(found[0]) if found else []

    def texts(self, subject: NamedNode, predicate: NamedNode) -> list[str]:
        """List as `Statements` says."""
        found = self._described(subject).get(predicate)
        return list(found[1]) if found else []

    def texts_alone(self, subject: NamedNode, predicate: NamedNode) -> list[str]:
        """List as `Statements` says, without reading what else is said of the subject."""
        found = (quad.object for quad in self._matching(subject, predicate, None))
        return sorted(each.value for each in found if isinstance(each, Literal))

    def subjects(self, predicate: NamedNode, thing: NamedNode) -> list[NamedNode]:
        """List as `Statements` says."""
        found = (quad.subject for quad in self._matching(None, predicate, thing))
        return sorted((each for each in found if isinstance(each, NamedNode)), key=_by_value)

    def states(self, subject: NamedNode, predicate: NamedNode, thing: NamedNode) -> bool:
        """Tell whether a statement is made, without reading what else is said of the subject."""
        return ox.Quad(subject, predicate, thing, ox.DefaultGraph()) in self._quads

    def pairs(self, predicate: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Yield as `Statements` says."""
        for quad in self._matching(None, predicate, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield quad.subject, quad.object

    def literals(self, predicate: NamedNode) -> Iterator[tuple[NamedNode, str]]:
        """Yield as `Statements` says."""
        for quad in self._matching(None, predicate, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject, quad.object.value

    def having(self, predicate: NamedNode) -> set[NamedNode]:
        """Find as `Statements` says."""
        found = (quad.subject for quad in self._matching(None, predicate, None))
        return {each for each in found if isinstance(each, NamedNode)}

    def spelled(self, subject: NamedNode) -> list[Spelled]:
        """List as `Statements` says."""
        return [
            (str(subject), str(quad.predicate), str(quad.object))
            for quad in self._matching(subject, None, None)
        ]

    def weight(self, subject: NamedNode) -> int:
        """Add up as `Statements` says."""
        return sum(weigh(each.encode()) for said in self.spelled(subject) for each in said)

    def _matching(
        self, subject: NamedNode | None, predicate: NamedNode | None, thing: NamedNode | None
    ) -> Iterator[ox.Quad]:
        return self._quads.quads_for_pattern(subject, predicate, thing, ox.DefaultGraph())

    def _describe(self, subject: NamedNode) -> _Described:
        found: _Described = {}
        for quad in self._matching(subject, None, None):
            nodes, texts = found.setdefault(quad.predicate, ([], []))
            if isinstance(quad.object, NamedNode):
                nodes.append(quad.object)
            elif isinstance(quad.object, Literal):
                texts.append(quad.object.value)
        for nodes, texts in found.values():
            nodes.sort(key=_by_value)
            texts.sort()
        return found


def _by_value(node: NamedNode) -> str:
    return node.value
