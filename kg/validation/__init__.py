"""Validate triples against shapes: one report, whichever of two SHACL engines makes it.

Source: W3C Shapes Constraint Language (SHACL), 20 July 2017.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad, Triple

from kg.resources import CONCEPTS_FILE, ONTOLOGY_FILE, SHAPES_FILE
from kg.serialization import parse_file
from kg.validation.findings import Finding
from kg.validation.owners import Owners
from kg.validation.report import SEVERITIES, Report, Result, read_term
from kg.validation.shapes import Shapes
from kg.validation.validator import EngineName, Validator

__all__ = [
    "SEVERITIES",
    "EngineName",
    "Finding",
    "Owners",
    "Report",
    "Result",
    "Shapes",
    "Validator",
    "read_term",
    "validate",
    "vocabulary",
]


def vocabulary() -> Iterator[Quad]:
    """Yield the statements of the project's own ontology and concepts."""
    for path in (ONTOLOGY_FILE, CONCEPTS_FILE):
        yield from parse_file(path)


def validate(
    data: str | Path | Iterable[Triple | Quad],
    shapes: str | Path | None = None,
    *,
    engine: EngineName = "auto",
    context: Iterable[Triple | Quad] = (),
) -> Report:
    """Validate a file or a graph against the project's shapes, or against other ones.

    With the project's own shapes the vocabulary is merged in, so that the concepts that the data
    names are known; with other shapes nothing is.

    Raises: RdfError: a file that cannot be read; ShapesError: nothing to look at;
    InputError: an engine that is not installed.

    >>> from pyoxigraph import Literal, NamedNode, Triple
    >>> from kg.vocab import RDF_TYPE, term
    >>> owls = NamedNode("https://owls.example/")
    >>> report = validate([Triple(owls, RDF_TYPE, term("schema:ScholarlyArticle"))])
    >>> report.conforms(), report.focus_nodes
    (False, 1)
    """
    beside = [*context, *vocabulary()] if shapes is None else context
    validator = Validator(shapes or SHAPES_FILE, engine, context=beside)
    if isinstance(data, str | Path):
        return validator.validate(parse_file(data), where=str(data))
    return validator.validate(data)
