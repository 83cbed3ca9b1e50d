"""What things are called, looked up at once: for a program that stays, and is asked often."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kg.queries.lookup import turn_round
from kg.sparql import Term
from kg.store import Store
from kg.vocab import RDF_TYPE, term

_NAMING = ("skos:prefLabel", "skos:altLabel", "schema:name", "schema:alternateName",
           "schema:identifier")  # fmt: skip
_Index = dict[str, list[ox.NamedNode]]


class Labels:
    """An index of the names of things, which finds what `find_things` does.

    >>> Labels(Store(ox.Store())).find("anything", ["kg:Method"])
    []
    """

    def __init__(self, store: Store) -> None:
        self._quads = store.quads
        self._named: _Index = {}
        for name in _NAMING:
            for thing, _, label, _ in self._quads.quads_for_pattern(
                None, term(name), None, ox.DefaultGraph()
            ):
                if isinstance(thing, ox.NamedNode) and isinstance(label, Term):
                    self._named.setdefault(label.value.lower(), []).append(thing)

    def find(self, name: str, classes: Sequence[str]) -> list[ox.NamedNode]:
        """Find the things of these classes that are called `name`, whatever the case.

        Where none is, those are found that a paper names so, or whose name is this one turned
        round.
        """
        things = self._things([name])
        for found in (things, self._printed(name, things), self._things(turn_round(name))):
            if fitting := sorted(
                {each for each in found if self._is_of(each, classes)}, key=_by_iri
            ):
                return fitting
        return []

    def follow(self, iri: ox.NamedNode) -> Sequence[ox.NamedNode]:
        """Return what an IRI was replaced by, or itself where it is in use."""
        return sorted(self._objects(iri, "dcterms:isReplacedBy"), key=_by_iri) or [iri]

    def _things(self, names: Sequence[str]) -> list[ox.NamedNode]:
        return [thing for name in names for thing in self._named.get(name.lower(), ())]

    def _printed(self, name: str, called: Sequence[ox.NamedNode]) -> list[ox.NamedNode]:
        """List what the author lines among these stand for: those whose printed name is this one."""
        lines = (each for each in called if self._is_printed(each, name))
        return [thing for each in lines for thing in self._objects(each, "schema:item")]

    def _is_printed(self, line: ox.NamedNode, name: str) -> bool:
        quads = self._quads.quads_for_pattern(line, term("schema:name"), None, ox.DefaultGraph())
        return any(
            isinstance(each.object, Term) and each.object.value.lower() == name.lower()
            for each in quads
        )

    def _objects(self, subject: ox.NamedNode, predicate: str) -> list[ox.NamedNode]:
        quads = self._quads.quads_for_pattern(subject, term(predicate), None, ox.DefaultGraph())
        return [each.object for each in quads if isinstance(each.object, ox.NamedNode)]

    def _is_of(self, thing: ox.NamedNode, classes: Sequence[str]) -> bool:
        return any(ox.Quad(thing, RDF_TYPE, term(each)) in self._quads for each in classes)


def _by_iri(node: ox.NamedNode) -> str:
    return node.value
