"""A shapes graph: its names, its targets, and which nodes of some data they select.

Source: SHACL, 2.1.3 (targets).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import ShapesError
from kg.prefixes import spell
from kg.serialization import parse_file, read_prefixes
from kg.validation.paths import check_paths
from kg.vocab import PREFIXES, RDF_TYPE, term

_SUBCLASS = term("rdfs:subClassOf")
_SHAPE_CLASSES = {term("sh:NodeShape"), term("sh:PropertyShape")}
_CONSTRAINTS = {term("sh:property"), term("sh:path"), term("sh:node"), term("sh:sparql")}
_TARGETS = [
    term(f"sh:target{kind}") for kind in ("Node", "Class", "SubjectsOf", "ObjectsOf")
]  # fmt: skip
_NOT_APPLIED = {
    term("sh:rule"): "rules (sh:rule) are not applied",
    term("sh:js"): "constraints in JavaScript (sh:js) are not evaluated",
    term("owl:imports"): "what it imports is not fetched",
}
_PLACEHOLDER = re.compile(r"\\\{\\?[?$]\w+\\\}")
"""A variable in a message, after `re.escape`."""

Statement = Triple | Quad


class Shapes:
    """The statements of a shapes graph, looked up by subject.

    Raises: ShapesError: where no shape has a target, be it switched on or off, or a path is none.
    """

    def __init__(
        self, statements: Iterable[Statement], *, where: str,
        prefixes: Mapping[str, str] = PREFIXES,
    ) -> None:  # fmt: skip
        self.triples = as_triples(statements)
        self.where = where
        self.prefixes = prefixes
        self._about: dict[object, list[tuple[NamedNode, object]]] = {}
        self._parents: dict[object, object] = {}
        self._messages: dict[str, Literal] = {}
        for each in self.triples:
            self._learn(each)
        self.target_nodes: set[object] = set()
        self.target_classes: set[object] = set()
        self.subjects_of: set[object] = set()
        self.objects_of: set[object] = set()
        self._collect_targets()
        check_paths(self)

    @classmethod
    def from_file(cls, path: str | Path, *, format: str | None = None) -> Shapes:
        """Read a shapes graph. Raises: RdfError: as `parse_file`; ShapesError: no target."""
        statements = _numbered(as_triples(parse_file(path, format=format)))
        return cls(
            statements, where=str(path), prefixes=PREFIXES | read_prefixes(path, format=format)
        )

    def _learn(self, triple: Triple) -> None:
        node = triple.object
        self._about.setdefault(triple.subject, []).append((triple.predicate, node))
        if triple.predicate == term("sh:property"):
            self._parents.setdefault(node, triple.subject)
        if triple.predicate == term("sh:message") and isinstance(node, Literal):
            self._messages.setdefault(node.value, node)

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
            shape = self._parents.get(shape)
        return shape if isinstance(shape, NamedNode) else None

    def has_message(self, node: object) -> bool:
        return bool(self.objects(node, term("sh:message")))

    def said(self, texts: Iterable[str]) -> list[Literal]:
        """Give the texts of a result the languages that they have in the shapes graph."""
        return [self._literal(text) for text in sorted(set(texts))]

    def _literal(self, text: str) -> Literal:
        if text in self._messages:
            return self._messages[text]
        for template, literal in self._messages.items():
            pattern = _PLACEHOLDER.sub(".*", re.escape(template))
            if literal.language and re.fullmatch(pattern, text, re.DOTALL):
                return Literal(text, language=literal.language)
        return Literal(text)

    def items(self, node: object) -> Iterator[object]:
        """Yield the members of an RDF list; a list that is broken ends where it breaks."""
        seen = set()
        while node not in seen and (first := self.objects(node, term("rdf:first"))):
            seen.add(node)
            yield first[0]
            node = next(iter(self.objects(node, term("rdf:rest"))), None)

    def spell(self, node: object) -> str:
        """Spell a term as in the file: with prefixes, text in quotes."""
        if isinstance(node, NamedNode):
            return spell(node.value, self.prefixes)
        if isinstance(node, Literal) and node.datatype != term("xsd:string") and not node.language:
            return f'"{node.value}"^^{spell(node.datatype.value, self.prefixes)}'
        return str(node)

    def not_applied(self) -> list[str]:
        """Say what stands in the shapes graph and no engine follows."""
        found = {
            _NOT_APPLIED[each.predicate]
            for each in self.triples
            if each.predicate in _NOT_APPLIED and not (
                each.predicate == term("owl:imports") and each.object in self._about
            )
        }  # fmt: skip
        return sorted(found)

    def _collect_targets(self) -> None:
        has_target = False
        for subject in self._about:
            has_target |= self._has_target(subject)
            if self.is_deactivated(subject):
                continue
            self.target_nodes.update(self.objects(subject, term("sh:targetNode")))
            self.target_classes.update(self.objects(subject, term("sh:targetClass")))
            self.subjects_of.update(self.objects(subject, term("sh:targetSubjectsOf")))
            self.objects_of.update(self.objects(subject, term("sh:targetObjectsOf")))
            if self.is_class_and_shape(subject):
                self.target_classes.add(subject)
        if not has_target:
            raise ShapesError(
                "no shape with a target", where=self.where,
                todo="name a SHACL shapes graph: a shape needs sh:targetClass or another target",
            )  # fmt: skip

    def _has_target(self, subject: object) -> bool:
        return self.is_class_and_shape(subject) or any(
            self.objects(subject, predicate) for predicate in _TARGETS
        )

    def is_deactivated(self, shape: object) -> bool:
        """Tell whether a shape is switched off."""
        return any(
            getattr(value, "value", "") in ("true", "1")
            for value in self.objects(shape, term("sh:deactivated"))
        )

    def with_target(self) -> list[object]:
        """List the shapes that are switched on and have a target, in the order of the file."""
        return [
            each for each in self._about if self._has_target(each) and not self.is_deactivated(each)
        ]

    def is_class_and_shape(self, subject: object) -> bool:
        """Tell whether a class is a shape of its own instances."""
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


def _numbered(triples: list[Triple]) -> Iterator[Triple]:
    """Number blank nodes as they come, so that the same file gives the same report."""
    names: dict[object, BlankNode] = {}

    def named(node: object) -> Any:
        if not isinstance(node, BlankNode):
            return node
        return names.setdefault(node, BlankNode(f"shape{len(names) + 1}"))

    for each in triples:
        yield Triple(named(each.subject), each.predicate, named(each.object))


def as_triples(statements: Iterable[Statement]) -> list[Triple]:
    """Drop graph names and repetitions: the shapes look at the union of all graphs."""
    unique = dict.fromkeys(each if isinstance(each, Triple) else each.triple for each in statements)
    return list(unique)
