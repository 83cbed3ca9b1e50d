"""A shapes graph: its names, its targets, and which nodes of some data they select.

Source: SHACL, 2.1.3 (targets).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import ShapesError
from kg.serialization import parse_file
from kg.vocab import RDF_TYPE, term

_SUBCLASS = term("rdfs:subClassOf")
_SHAPE_CLASSES = {term("sh:NodeShape"), term("sh:PropertyShape")}
_CONSTRAINTS = {term("sh:property"), term("sh:path"), term("sh:node"), term("sh:sparql")}

Statement = Triple | Quad


class Shapes:
    """The statements of a shapes graph, looked up by subject.

    Raises: ShapesError: where no shape that is switched on has a target.
    """

    def __init__(self, statements: Iterable[Statement], *, where: str) -> None:
        self.triples = as_triples(statements)
        self.where = where
        self._about: dict[object, list[tuple[NamedNode, object]]] = {}
        for each in self.triples:
            self._about.setdefault(each.subject, []).append((each.predicate, each.object))
        self.target_nodes: set[object] = set()
        self.target_classes: set[object] = set()
        self.subjects_of: set[object] = set()
        self.objects_of: set[object] = set()
        self._collect_targets()

    @classmethod
    def from_file(cls, path: str | Path, *, format: str | None = None) -> Shapes:
        """Read a shapes graph. Raises: RdfError: as `parse_file`; ShapesError: no target."""
        return cls(parse_file(path, format=format), where=str(path))

    def objects(self, subject: object, predicate: NamedNode) -> list[object]:
        return [value for each, value in self._about.get(subject, ()) if each == predicate]

    def name(self, shape: object) -> str | None:
        """Find what a shape calls itself: its `sh:name`, else its `rdfs:label`."""
        names = self.objects(shape, term("sh:name")) or self.objects(shape, term("rdfs:label"))
        return min((name.value for name in names), default=None)  # type: ignore[attr-defined]

    def named_shape(self, shape: object) -> NamedNode | None:
        """Find the nearest shape with an IRI, up along `sh:property`."""
        seen = set()
        while isinstance(shape, BlankNode) and shape not in seen:
            seen.add(shape)
            parents = (t.subject for t in self.triples if t.object == shape
                       and t.predicate == term("sh:property"))  # fmt: skip
            shape = next(parents, None)
        return shape if isinstance(shape, NamedNode) else None

    def has_message(self, node: object) -> bool:
        return bool(self.objects(node, term("sh:message")))

    def _collect_targets(self) -> None:
        for subject in self._about:
            if self.is_deactivated(subject):
                continue
            self.target_nodes.update(self.objects(subject, term("sh:targetNode")))
            self.target_classes.update(self.objects(subject, term("sh:targetClass")))
            self.subjects_of.update(self.objects(subject, term("sh:targetSubjectsOf")))
            self.objects_of.update(self.objects(subject, term("sh:targetObjectsOf")))
            if self._is_class_and_shape(subject):
                self.target_classes.add(subject)
        if not (self.target_nodes or self.target_classes or self.subjects_of or self.objects_of):
            raise ShapesError(
                "no shape with a target", where=self.where,
                todo="name a SHACL shapes graph: a shape needs sh:targetClass or another target",
            )  # fmt: skip

    def is_deactivated(self, shape: object) -> bool:
        """Tell whether a shape is switched off."""
        return any(
            getattr(value, "value", "") in ("true", "1")
            for value in self.objects(shape, term("sh:deactivated"))
        )

    def _is_class_and_shape(self, subject: object) -> bool:
        types = set(self.objects(subject, RDF_TYPE))
        is_class = bool(types & {term("rdfs:Class"), term("owl:Class")})
        is_shape = bool(types & _SHAPE_CLASSES) or any(
            predicate in _CONSTRAINTS for predicate, _ in self._about[subject]
        )
        return is_class and is_shape

    def focus_nodes(self, data: Iterable[Triple], subclasses: Iterable[Triple] = ()) -> set[object]:
        """Select the nodes of the data that the shapes look at.

        `subclasses` may hold `rdfs:subClassOf` statements from beside the data.
        """
        data = list(data)
        classes = _with_subclasses(self.target_classes, [*data, *subclasses])
        selected = set(self.target_nodes)
        for each in data:
            if each.predicate == RDF_TYPE and each.object in classes:
                selected.add(each.subject)
            if each.predicate in self.subjects_of:
                selected.add(each.subject)
            if each.predicate in self.objects_of:
                selected.add(each.object)
        return selected


def _with_subclasses(classes: set[object], statements: Iterable[Triple]) -> set[object]:
    below: dict[object, list[object]] = {}
    for each in statements:
        if each.predicate == _SUBCLASS:
            below.setdefault(each.object, []).append(each.subject)
    if not below:
        return classes
    found, waiting = set(classes), list(classes)
    while waiting:
        for subclass in below.get(waiting.pop(), ()):
            if subclass not in found:
                found.add(subclass)
                waiting.append(subclass)
    return found


def as_triples(statements: Iterable[Statement]) -> list[Triple]:
    """Drop graph names and repetitions: the shapes look at the union of all graphs."""
    unique = dict.fromkeys(each if isinstance(each, Triple) else each.triple for each in statements)
    return list(unique)


def ntriples(statements: Iterable[Triple]) -> str:
    """Write triples as N-Triples text."""
    return (serialize(statements, format=RdfFormat.N_TRIPLES) or b"").decode()
