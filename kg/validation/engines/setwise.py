"""SPARQL constraints, each evaluated once for all focus nodes rather than once for each.

SHACL evaluates a constraint for one focus node at a time. On a whole graph that takes time in
proportion to the square of its size, whichever engine does it. A constraint that declares
`kgsh:setwise true` promises that this changes nothing: its query reaches everything from
`$this`, groups by it, and so selects its focus nodes by itself. Other constraints are left
to the engines.

Source: SHACL, 5.1 (SPARQL-based constraints) and 5.3.2 (mapping of solutions to results).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple

from kg.errors import ShapesError
from kg.sparql import reach_of
from kg.validation.data import Data
from kg.validation.report import Result, severity_of
from kg.validation.shapes import Shapes
from kg.vocab import term

_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class _Constraint:
    shape: NamedNode
    query: str
    prefixes: dict[str, str]
    message: str
    severity: str
    name: str | None


class Setwise:
    """The setwise constraints of a shapes graph, and the shapes that are left to the engines."""

    def __init__(self, shapes: Shapes) -> None:
        self._where = shapes.where
        self._said = shapes.said
        links = [each for each in shapes.triples if _is_setwise(shapes, each)]
        self.nodes: set[object] = {each.object for each in links}
        self._constraints = [
            _read(shapes, each) for each in links if not shapes.is_deactivated(each.subject)
        ]
        self._reach = reach_of([(each.query, each.prefixes) for each in self._constraints])
        rest = set(links)
        others = (each for each in shapes.triples if each not in rest)
        self.others = Shapes(others, where=shapes.where, prefixes=shapes.prefixes)

    def run(self, data: Data) -> Iterator[Result]:
        """Yield the results of all constraints. Raises: ShapesError: a query that is none."""
        if not self._constraints:
            return
        store = Store()
        if "_:" in data.text:  # It would rename blank nodes.
            store.extend(Quad(*each) for each in data.triples)
        else:
            text = data.text if self._reach is None else self._reach.select(data.text)
            store.load(text, RdfFormat.N_TRIPLES, lenient=True)
        for each in self._constraints:
            yield from self._evaluate(each, store)

    def _evaluate(self, constraint: _Constraint, store: Store) -> Iterator[Result]:
        try:
            solutions = store.query(constraint.query, prefixes=constraint.prefixes)
        except SyntaxError as error:
            raise self._fault(constraint, "uses a prefix that it does not declare") from error
        assert isinstance(solutions, QuerySolutions)  # Its form is checked before.
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            found = {name: solution[name] for name in names if solution[name] is not None}
            if "this" not in found:
                raise self._fault(constraint, "has a solution without $this")
            value = found.get("value")
            message = _fill(constraint.message, found)
            yield Result(
                focus=str(found["this"]),
                path=None,
                value=None if value is None else str(value),
                shape=str(constraint.shape),
                component="SPARQLConstraintComponent",
                severity=constraint.severity,
                message=message,
                name=constraint.name,
                source=str(constraint.shape),
                said=tuple(str(each) for each in self._said([message])),
            )

    def _fault(self, constraint: _Constraint, what: str) -> ShapesError:
        return ShapesError(
            f"a shape cannot be evaluated: its query {what}", where=self._where,
            value=constraint.shape.value, todo="mend its sh:select",
        )  # fmt: skip


def _is_setwise(shapes: Shapes, triple: Triple) -> bool:
    return triple.predicate == term("sh:sparql") and bool(
        shapes.objects(triple.object, term("kgsh:setwise"))
    )


def _read(shapes: Shapes, link: Triple) -> _Constraint:
    def value(node: object, name: str) -> str:
        return min((each.value for each in shapes.objects(node, term(name))), default="")  # type: ignore[attr-defined]

    constraint = link.object
    if not isinstance(link.subject, NamedNode):
        raise ShapesError(
            "a setwise constraint of a shape without IRI", where=shapes.where,
            todo="name the shape, for the report to name it",
        )  # fmt: skip
    declared = (
        declaration
        for ontology in shapes.objects(constraint, term("sh:prefixes"))
        for declaration in shapes.objects(ontology, term("sh:declare"))
    )
    return _Constraint(
        shape=link.subject,
        query=value(constraint, "sh:select"),
        prefixes={value(each, "sh:prefix"): value(each, "sh:namespace") for each in declared},
        message=value(constraint, "sh:message") or value(link.subject, "sh:message"),
        severity=severity_of(value(link.subject, "sh:severity") or term("sh:Violation").value),
        name=shapes.name(link.subject),
    )


def _fill(message: str, found: dict[str, object]) -> str:
    def text(match: re.Match[str]) -> str:
        return getattr(found.get(match[1]), "value", match[0])

    return _PLACEHOLDER.sub(text, message)
