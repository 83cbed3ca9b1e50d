"""The engine `fast`: the Rust validator `shacl`, where it is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.errors import ShapesError
from kg.validation.data import Data
from kg.validation.expectations import default_message
from kg.validation.report import Result, in_words, read_term, severity_of, short
from kg.validation.shapes import Shapes

_BLANK = re.compile(r"_:\d+_b(\d+)")


class FastEngine:
    """Shapes compiled once; each validation takes about a millisecond a record.

    Raises: ImportError: where `shacl` is not installed; ShapesError: ill-formed shapes.
    """

    name = "fast"

    def __init__(self, shapes: Shapes) -> None:
        import shacl

        self._shapes = shapes
        self._blanks = list(_blank_nodes(shapes.triples))
        try:
            self._compiled = shacl.Shapes.from_text(Data(shapes.triples).text, format="ntriples")
        except ValueError as error:
            raise ShapesError(
                "ill-formed shapes", where=shapes.where, value=str(error), todo="mend the shape"
            ) from error

    def run(self, data: Data) -> Iterator[Result]:
        """Validate triples. Raises: ShapesError: where a constraint cannot be evaluated."""
        try:
            report = self._compiled.validate_text(data.text, format="ntriples")
        except ValueError as error:
            raise ShapesError(
                "a shape cannot be evaluated", where=self._shapes.where, value=str(error),
                todo="mend the shape",
            ) from error  # fmt: skip
        names = _BlankNames(data.triples, len(self._blanks))
        for each in report.results:
            source = self._source(each.source_shape)
            shape = self._shapes.named_shape(source)
            said = self._shapes.said(each.messages)
            component = short(each.component_iri.strip("<>"))
            yield Result(
                focus=names.restore(each.focus_node),
                path=each.path,
                value=names.restore(each.value) if each.value is not None else None,
                shape=None if shape is None else str(shape),
                component=component,
                severity=severity_of(each.severity_iri.strip("<>")),
                message=in_words(said) or default_message(self._shapes, source, component),
                name=None if shape is None else self._shapes.name(shape),
                source=str(source),
                said=tuple(str(literal) for literal in said),
            )

    def _source(self, text: str | None) -> NamedNode | BlankNode:
        assert text is not None  # Each result is of a shape.
        match = _BLANK.fullmatch(text)
        return NamedNode(text[1:-1]) if match is None else self._blanks[int(match[1])]


def _blank_nodes(triples: Sequence[Triple]) -> dict[BlankNode, None]:
    """List blank nodes in the order in which the engine meets them."""
    terms = (node for each in triples for node in (each.subject, each.object))
    return dict.fromkeys(node for node in terms if isinstance(node, BlankNode))


class _BlankNames:
    """The engine numbers blank nodes, first those of the shapes, then those of the data."""

    def __init__(self, data: Sequence[Triple], before: int) -> None:
        self._data, self._before = data, before
        self._names: list[BlankNode] | None = None

    def restore(self, text: str) -> str:
        match = _BLANK.fullmatch(text)
        if match is None:
            return str(read_term(text))
        if self._names is None:
            self._names = list(_blank_nodes(self._data))
        return str(self._names[int(match[1]) - self._before])
