"""Validate triples against shapes, whichever engine does it."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Protocol

from pyoxigraph import BlankNode, Quad, Triple

from kg.errors import InputError, ShapesError
from kg.resources import SHAPES_FILE
from kg.serialization.canonical import name_blank_nodes
from kg.validation.data import Data
from kg.validation.engines.fast import FastEngine
from kg.validation.engines.reference import PyshaclEngine
from kg.validation.engines.setwise import Setwise
from kg.validation.queries import check_queries
from kg.validation.report import Report, Result
from kg.validation.shapes import Shapes, Statement, as_triples
from kg.vocab import RDF_TYPE, term

EngineName = Literal["auto", "pyshacl", "fast"]
_SUBCLASS = term("rdfs:subClassOf")


class Engine(Protocol):
    """What both engines offer: triples in, results out."""

    name: str

    def run(self, data: Data) -> Iterable[Result]: ...


class Validator:
    """Shapes compiled once, for many records or one graph.

    `context` holds statements beside the data, such as a vocabulary: constraints see them, but
    nothing is reported of the nodes that only they describe.

    Raises: RdfError: shapes that cannot be read; ShapesError: no shape with a target, or a
    query that SHACL forbids; InputError: an engine that is not installed or not known.

    >>> from pyoxigraph import NamedNode
    >>> paper = NamedNode("https://example.org/p")
    >>> Validator().validate([Triple(paper, RDF_TYPE, term("schema:ScholarlyArticle"))]).results[0].message
    'Title and abstract are both missing: give at least one.'
    """

    def __init__(
        self,
        shapes: str | Path | Shapes = SHAPES_FILE,
        engine: EngineName = "auto",
        *,
        context: Iterable[Statement] = (),
    ) -> None:
        self.shapes = shapes if isinstance(shapes, Shapes) else Shapes.from_file(shapes)
        self._setwise = Setwise(self.shapes)
        check_queries(self.shapes, self._setwise.nodes)
        self.engine = _choose_engine(engine, self._setwise.others)
        self._context = [_apart(each) for each in as_triples(context)]
        self._subclasses = [each for each in self._context if each.predicate == _SUBCLASS]
        self._types = [each for each in self._context if each.predicate == RDF_TYPE]
        self._described = {each.subject for each in self._context}

    def validate(self, data: Iterable[Statement], *, where: str = "the data") -> Report:
        """Validate one record or graph; graph names are dropped, blank nodes get stable labels.

        Raises: ShapesError: where the shapes look at nothing in the data.
        """
        triples = as_triples(data)
        if _has_blank_node(triples):
            quads = [Quad(each.subject, each.predicate, each.object) for each in triples]
            triples = as_triples(stable_labels(quads))
        report = self.look(triples)
        if not report.focus_nodes:
            raise nothing_to_look_at(where)
        return report

    def look(self, triples: list[Triple]) -> Report:
        """Validate triples as they are, be there something to look at or not."""
        subjects = self._subjects(triples)
        selected = self._select(triples, subjects)
        if not selected:
            return Report((), 0)
        results = self.find(Data([*triples, *self._context]))
        if self._context:
            own = {str(node) for node in selected | subjects}
            results = [each for each in results if each.focus in own]
        return Report.of(results, len(selected))

    def find(self, data: Data) -> list[Result]:
        """Find what breaks the shapes in triples as they are, in no order; nothing is counted."""
        return [*self.engine.run(data), *self._setwise.run(data)]

    def selects(self, triples: list[Triple]) -> bool:
        """Tell whether the shapes look at anything in the data."""
        return bool(self._select(triples, self._subjects(triples)))

    def _subjects(self, triples: list[Triple]) -> set[object]:
        return {each.subject for each in triples} if self._context else set()

    def _select(self, triples: list[Triple], subjects: set[object]) -> set[object]:
        """Select the nodes of the data that the shapes look at, without those of the context."""
        typed = [each for each in self._types if each.subject in subjects]
        selected = self.shapes.focus_nodes([*triples, *typed], self._subclasses)
        return {node for node in selected if node in subjects or node not in self._described}


def nothing_to_look_at(where: str) -> ShapesError:
    """Word the error of data in which the shapes select no focus node."""
    return ShapesError(
        "no shape applies to anything in it", where=where,
        todo="check its classes and namespaces, or name other shapes with --shapes",
    )  # fmt: skip


def _choose_engine(name: EngineName, shapes: Shapes) -> Engine:
    installed = importlib.util.find_spec("shacl") is not None
    if name == "auto":
        name = "fast" if installed else "pyshacl"
    if name == "pyshacl":
        return PyshaclEngine(shapes)
    if name != "fast":
        raise InputError(
            "unknown engine", where="--engine", value=name, todo="use auto, pyshacl or fast"
        )
    if not installed:
        raise InputError(
            "the package shacl is not installed", where="--engine", value=name,
            todo="use --engine pyshacl, or install shacl where it has a wheel",
        )  # fmt: skip
    return FastEngine(shapes)


def _apart(triple: Triple) -> Triple:
    """Keep blank nodes of the context apart from those of the data."""
    subject, node = triple.subject, triple.object
    if isinstance(subject, BlankNode):
        subject = BlankNode(f"context{subject.value}")
    if isinstance(node, BlankNode):
        node = BlankNode(f"context{node.value}")
    return Triple(subject, triple.predicate, node)


def _has_blank_node(statements: Iterable[Statement]) -> bool:
    return any(isinstance(node, BlankNode) for t in statements for node in (t.subject, t.object))


def stable_labels(quads: list[Quad]) -> list[Quad]:
    """Label blank nodes by their place in the graph, so that equal data gives equal reports.

    Raises: ServiceError: as `name_blank_nodes` does.
    """
    if not _has_blank_node(quads):
        return quads
    return sorted(name_blank_nodes(quads), key=str)
