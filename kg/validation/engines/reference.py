"""The engine `pyshacl`: pySHACL over rdflib, the reference that is always installed."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.validation.data import Data
from kg.validation.expectations import default_message
from kg.validation.paths import path_text
from kg.validation.report import Result, in_words, severity_of, short
from kg.validation.shapes import Shapes
from kg.vocab import PREFIXES, term

if TYPE_CHECKING:
    import rdflib
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Node

_SH = PREFIXES["sh"]
_IS_OFFLINE = ContextVar("_IS_OFFLINE", default=False)
_XSD_STRING = f"{PREFIXES['xsd']}string"


class PyshaclEngine:
    """Shapes as an rdflib graph, made once. Nothing is inferred, imported or fetched.

    pySHACL adds two statements of its own to that graph at the first run, and no more later.
    """

    name = "pyshacl"

    def __init__(self, shapes: Shapes) -> None:
        if any(each.predicate == term("sh:target") for each in shapes.triples):
            raise ShapesError(
                "pyshacl does not evaluate sh:target", where=shapes.where,
                todo="use sh:targetClass or another target, or --engine fast",
            )  # fmt: skip
        self._shapes = shapes
        self._graph = _graph([*shapes.triples, *_imported_prefixes(shapes)])

    def run(self, data: Data) -> Iterator[Result]:
        """Validate triples. Raises: ShapesError: ill-formed shapes."""
        import pyshacl
        import rdflib
        from pyparsing import ParseBaseException
        from pyshacl.errors import ReportableRuntimeError

        ill_formed = (ReportableRuntimeError, ParseBaseException, re.error, RecursionError)
        # rdflib raises these on values that a SPARQL constraint did not expect.
        overtaxed = (
            TypeError, ValueError, AttributeError, NotImplementedError, ArithmeticError, LookupError,
        )  # fmt: skip

        with _quiet(), _offline():
            try:
                _, found, text = pyshacl.validate(
                    _graph(data.triples), shacl_graph=self._graph, inference="none", inplace=True,
                    advanced=False, meta_shacl=False, do_owl_imports=False, js=False,
                )  # fmt: skip
            except (*ill_formed, *overtaxed) as error:
                raise self._ill_formed(str(error)) from error
            except Exception as error:
                # rdflib raises no narrower class for a prefix that is not declared.
                if type(error) is not Exception:
                    raise
                raise self._ill_formed(str(error)) from error
        if not isinstance(found, rdflib.Graph):
            raise self._ill_formed(text)
        # Results of shapes that others refer to hang on theirs as sh:detail, and are none.
        for node in found.objects(None, rdflib.URIRef(f"{_SH}result")):
            yield self._result(found, node)

    def _ill_formed(self, text: str) -> ShapesError:
        return ShapesError(
            "a shape cannot be evaluated", where=self._shapes.where, value=text,
            todo="mend the shape",
        )  # fmt: skip

    def _result(self, found: rdflib.Graph, node: Node) -> Result:
        import rdflib

        def value(local_name: str) -> Node | None:
            return found.value(node, rdflib.URIRef(_SH + local_name))

        source = _term(value("sourceShape"))
        shape = self._shapes.named_shape(source)
        component = short(str(value("sourceConstraintComponent")))
        messages = [str(each) for each in found.objects(node, rdflib.URIRef(f"{_SH}resultMessage"))]
        # pySHACL words a message where the shape has none; only SPARQL brings its own.
        own = self._shapes.has_message(source) or component[0] == "<" or component[:6] == "SPARQL"
        focus, path, offending = value("focusNode"), value("resultPath"), value("value")
        assert focus is not None
        said = self._shapes.said(messages if own else ())
        return Result(
            focus=str(_term(focus)),
            path=None if path is None else self._path_text(path, source),
            value=None if offending is None else str(_term(offending)),
            shape=None if shape is None else str(shape),
            component=component,
            severity=severity_of(str(value("resultSeverity"))),
            message=in_words(said) or default_message(self._shapes, source, component),
            name=None if shape is None else self._shapes.name(shape),
            source=str(source),
            said=tuple(str(each) for each in said),
        )

    def _path_text(self, path: Node, source: object) -> str:
        import rdflib

        if isinstance(path, rdflib.URIRef):
            return f"<{path}>"
        # The report holds a copy of a path of several properties; the shape has the original.
        (original,) = self._shapes.objects(source, term("sh:path"))
        return path_text(self._shapes, original)


def _imported_prefixes(shapes: Shapes) -> Iterator[ox.Triple]:
    """Yield as own the prefixes that an ontology imports, which pySHACL overlooks.

    Source: SHACL, 5.2.1 (prefix declarations).
    """
    for ontology in {t.object for t in shapes.triples if t.predicate == term("sh:prefixes")}:
        found: list[object] = [ontology]
        for each in found:  # It grows while it is read.
            imported = shapes.objects(each, term("owl:imports"))
            found += [other for other in imported if other not in found]
        for each in found:
            for declaration in shapes.objects(each, term("sh:declare")):
                yield ox.Triple(ontology, term("sh:declare"), declaration)  # type: ignore[arg-type]


@contextmanager
def _offline() -> Iterator[None]:
    """Keep rdflib from following SERVICE, however a query spells it.

    Queries are checked before; but rdflib reads some otherwise than the parser that checks them,
    such as escapes of characters, which it undoes in the whole text.
    """
    from rdflib.plugins.sparql import CUSTOM_EVALS

    CUSTOM_EVALS["kg"] = _refuse_service  # Never taken out: another thread may need it.
    token = _IS_OFFLINE.set(True)
    try:
        yield
    finally:
        _IS_OFFLINE.reset(token)


def _refuse_service(context: object, part: CompValue) -> None:
    """Refuse a call of a service, and leave everything else to rdflib."""
    from pyshacl.errors import ReportableRuntimeError

    if part.name == "ServiceGraphPattern" and _IS_OFFLINE.get():
        raise ReportableRuntimeError("SERVICE is not followed")
    raise NotImplementedError


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence rdflib on literals that are not what their datatype says: the report tells that."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _graph(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    import rdflib

    graph = rdflib.Graph()
    with _quiet():
        for each in triples:
            graph.add((_node(each.subject), _node(each.predicate), _node(each.object)))
    return graph


def _node(node: object) -> Node:
    import rdflib

    if isinstance(node, ox.NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return rdflib.BNode(node.value)
    assert isinstance(node, ox.Literal)
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    datatype = None if node.datatype.value == _XSD_STRING else rdflib.URIRef(node.datatype.value)
    return rdflib.Literal(node.value, datatype=datatype, normalize=False)


def _term(node: Node | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(str(node))
    assert isinstance(node, rdflib.Literal)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    datatype = None if node.datatype is None else ox.NamedNode(str(node.datatype))
    return ox.Literal(str(node), datatype=datatype)
