"""What a validation found: results that sort and hash, and the report that holds them.

Terms are strings in N-Triples syntax, paths in SPARQL's syntax; so results compare, pickle
and travel between processes, and both engines can be held to the same ones.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.validation.paths import Node, path_triples
from kg.vocab import DEFAULT_BASE, PREFIXES, RDF_TYPE, term

SEVERITIES = ("violation", "warning", "info")
"""Gravest first. A severity of somebody's own is an IRI in angle brackets, and counts as a violation."""

_SH = PREFIXES["sh"]


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found: where, how grave, and what to do.

    `focus`, `value` and `shape` are terms in N-Triples syntax; `shape` is the nearest shape
    with an IRI, None where there is none. `component` is the local name of a constraint
    component of SHACL, else an IRI in angle brackets. `name` is what the shape calls itself,
    `message` its words for people, `said` the same as the literals that a standard report
    repeats. `source` is the shape itself, with or without an IRI.
    """

    focus: str
    path: str | None
    value: str | None
    shape: str | None
    component: str
    severity: str
    message: str
    name: str | None = None
    source: str | None = None
    said: tuple[str, ...] = ()

    def __lt__(self, other: Result) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[object, ...]:
        rest = (self.path, self.value, self.shape, self.component, self.message, self.name)
        return (self.focus, rank(self.severity), *(each or "" for each in (*rest, self.source)))


def rank(severity: str) -> int:
    """Order severities, gravest first."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else 0


def short(iri: str) -> str:
    """Shorten an IRI of SHACL to its local name; put any other in angle brackets.

    >>> short("http://www.w3.org/ns/shacl#Warning"), short("https://example.org/Odd")
    ('Warning', '<https://example.org/Odd>')
    """
    return iri.removeprefix(_SH) if iri.startswith(_SH) else f"<{iri}>"


def severity_of(iri: str) -> str:
    """Name a severity: `violation`, `warning`, `info`, or an IRI in angle brackets."""
    name = short(iri)
    return name if name.startswith("<") else name.lower()


def in_words(said: Iterable[Literal]) -> str:
    """Choose the words of a result: those in English or of no language, where there are any.

    >>> in_words([Literal("kein Jahr", language="de"), Literal("no year", language="en")])
    'no year'
    """
    literals = list(said)
    english = [each for each in literals if (each.language or "en").partition("-")[0] == "en"]
    return "; ".join(sorted({each.value for each in english or literals}))


def read_term(text: str) -> NamedNode | Literal | BlankNode:
    """Read a term in N-Triples syntax.

    >>> read_term('"4"^^<http://www.w3.org/2001/XMLSchema#integer>').value
    '4'
    """
    line = f"<x:s> <x:p> {text} ."
    (quad,) = parse(line, format=RdfFormat.N_TRIPLES)
    node: NamedNode | Literal | BlankNode = quad.object
    return node


@dataclass(frozen=True, slots=True)
class Report:
    """All results, sorted, and how many focus nodes were looked at.

    Two constraints of one kind in one shape give two results that are equal.
    """

    results: tuple[Result, ...]
    focus_nodes: int = 0

    @classmethod
    def of(cls, results: Iterable[Result], focus_nodes: int) -> Report:
        return cls(tuple(sorted(results, key=Result._key)), focus_nodes)

    def conforms(self, severity: str = "violation") -> bool:
        """Tell whether nothing was found that is at least as grave as `severity`."""
        return not self.at_least(severity)

    def at_least(self, severity: str) -> tuple[Result, ...]:
        """Select the results that are at least as grave as `severity`."""
        limit = rank(severity)
        return tuple(each for each in self.results if rank(each.severity) <= limit)

    def triples(
        self, base: str | None = DEFAULT_BASE, *, name: str | None = None
    ) -> Iterator[Triple]:
        """Yield a standard `sh:ValidationReport`.

        Every node is named by its content, but for the report itself where it has a `name`, to
        stay the same as results come and go; a blank focus node or value is named under
        `BASEblank/`. Where `base` is None, nodes are blank, as other validators have them.
        `sh:conforms` is false with any result, a mere Info too.

        Source: SHACL, 3.6 (validation report) and 3.6.1.1 (conforms).
        """
        names = _Names(base)
        keys = [_digest(str(each._key())) for each in self.results]
        report = names.new("report", name or _digest("".join(keys)))
        yield Triple(report, RDF_TYPE, term("sh:ValidationReport"))
        yield Triple(report, term("sh:conforms"), Literal(not self.results))
        for key, result in zip(keys, self.results, strict=True):
            node = names.new("result", key)
            yield Triple(report, term("sh:result"), node)
            yield from _result_triples(node, result, names)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class _Names:
    """Names the nodes of a report: IRIs below a base, or without one blank nodes."""

    def __init__(self, base: str | None) -> None:
        self._base, self._numbers = base, itertools.count(1)

    def new(self, kind: str, key: str) -> Node:
        if self._base is None:
            return BlankNode(f"{kind}{next(self._numbers)}")
        return NamedNode(f"{self._base}{kind}/{key}")

    def path(self, key: str) -> Node:
        return self.new("path", key)

    def of(self, text: str) -> NamedNode | Literal | BlankNode:
        node = read_term(text)
        if self._base is None or not isinstance(node, BlankNode):
            return node
        return NamedNode(f"{self._base}blank/{node.value}")

    def shape(self, result: Result) -> str | None:
        """Choose the shape to name: one without an IRI can be a blank node only."""
        return result.shape if self._base else result.source or result.shape


def _result_triples(node: Node, result: Result, names: _Names) -> Iterator[Triple]:
    yield Triple(node, RDF_TYPE, term("sh:ValidationResult"))
    yield Triple(node, term("sh:focusNode"), names.of(result.focus))
    if result.path is not None:
        path, described = path_triples(result.path, names.path)
        yield Triple(node, term("sh:resultPath"), path)
        yield from described
    if result.value is not None:
        yield Triple(node, term("sh:value"), names.of(result.value))
    shape = names.shape(result)
    if shape is not None:
        yield Triple(node, term("sh:sourceShape"), names.of(shape))
    component = _expand(result.component, result.component)
    yield Triple(node, term("sh:sourceConstraintComponent"), component)
    severity = _expand(result.severity, result.severity.capitalize())
    yield Triple(node, term("sh:resultSeverity"), severity)
    for each in result.said or (str(Literal(result.message)),):
        yield Triple(node, term("sh:resultMessage"), read_term(each))


def _expand(text: str, local_name: str) -> NamedNode:
    return NamedNode(text[1:-1] if text.startswith("<") else f"{_SH}{local_name}")
