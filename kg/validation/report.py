"""What a validation found: results that sort and hash, and the report that holds them.

Terms are strings in N-Triples syntax, paths in SPARQL's syntax; so results compare, pickle
and travel between processes, and both engines can be held to the same ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.validation.paths import path_triples
from kg.vocab import DEFAULT_BASE, PREFIXES, RDF_TYPE, term

SEVERITIES = ("violation", "warning", "info")
"""Gravest first. A severity of somebody's own is an IRI in angle brackets, and counts as a violation."""

_SH = PREFIXES["sh"]


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found: where, how grave, and what to do.

    `focus`, `value` and `shape` are terms in N-Triples syntax; `shape` is the nearest shape
    with an IRI, None where there is none. `component` is the local name of a constraint
    component of SHACL, else an IRI in angle brackets. `name` is what the shape calls itself.
    """

    focus: str
    path: str | None
    value: str | None
    shape: str | None
    component: str
    severity: str
    message: str
    name: str | None = None

    def __lt__(self, other: Result) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[object, ...]:
        rest = (self.path, self.value, self.shape, self.component, self.message, self.name)
        return (self.focus, rank(self.severity), *(each or "" for each in rest))


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


def message_of(messages: Iterable[str], component: str) -> str:
    """Choose the text of a result: what the shape says, else which constraint is not met."""
    text = "; ".join(sorted(messages))
    parameter = component.removesuffix("ConstraintComponent")
    return text or f"The constraint sh:{parameter[:1].lower()}{parameter[1:]} is not met."


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
    """All results, sorted, each once; and how many focus nodes were looked at."""

    results: tuple[Result, ...]
    focus_nodes: int = 0

    @classmethod
    def of(cls, results: Iterable[Result], focus_nodes: int) -> Report:
        return cls(tuple(sorted(set(results))), focus_nodes)

    def conforms(self, severity: str = "violation") -> bool:
        """Tell whether nothing was found that is at least as grave as `severity`."""
        return not self.at_least(severity)

    def at_least(self, severity: str) -> tuple[Result, ...]:
        """Select the results that are at least as grave as `severity`."""
        limit = rank(severity)
        return tuple(each for each in self.results if rank(each.severity) <= limit)

    def triples(self, base: str = DEFAULT_BASE) -> Iterator[Triple]:
        """Yield a standard `sh:ValidationReport`; every node is named by its content, none blank.

        `sh:conforms` is false with any result, a mere Info too. A path of several properties is
        described as in a shapes graph, with named nodes; a blank focus node or value is named
        under `BASEblank/`.

        Source: SHACL, 3.6 (validation report) and 3.6.1.1 (conforms).
        """
        nodes = [_result_node(each, base) for each in self.results]
        key = hashlib.sha256("".join(node.value for node in nodes).encode()).hexdigest()[:16]
        report = NamedNode(f"{base}report/{key}")
        yield Triple(report, RDF_TYPE, term("sh:ValidationReport"))
        yield Triple(report, term("sh:conforms"), Literal(not self.results))
        for node, result in zip(nodes, self.results, strict=True):
            yield Triple(report, term("sh:result"), node)
            yield from _result_triples(node, result, base)


def _result_node(result: Result, base: str) -> NamedNode:
    key = hashlib.sha256(repr(result).encode()).hexdigest()[:16]
    return NamedNode(f"{base}result/{key}")


def _result_triples(node: NamedNode, result: Result, base: str) -> Iterator[Triple]:
    yield Triple(node, RDF_TYPE, term("sh:ValidationResult"))
    yield Triple(node, term("sh:focusNode"), _named(result.focus, base))
    if result.path is not None:
        path, described = path_triples(result.path, base)
        yield Triple(node, term("sh:resultPath"), path)
        yield from described
    if result.value is not None:
        yield Triple(node, term("sh:value"), _named(result.value, base))
    if result.shape is not None:
        yield Triple(node, term("sh:sourceShape"), _named(result.shape, base))
    component = _expand(result.component, result.component)
    yield Triple(node, term("sh:sourceConstraintComponent"), component)
    severity = _expand(result.severity, result.severity.capitalize())
    yield Triple(node, term("sh:resultSeverity"), severity)
    yield Triple(node, term("sh:resultMessage"), Literal(result.message))


def _named(text: str, base: str) -> NamedNode | Literal:
    node = read_term(text)
    return NamedNode(f"{base}blank/{node.value}") if isinstance(node, BlankNode) else node


def _expand(text: str, local_name: str) -> NamedNode:
    return NamedNode(text[1:-1] if text.startswith("<") else f"{_SH}{local_name}")
