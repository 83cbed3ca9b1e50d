"""Property paths: as text in SPARQL's syntax, and as the nodes that a report needs.

Source: SHACL, 2.3.1 (property paths); SPARQL 1.1, 9.1 (path syntax).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.errors import ShapesError
from kg.identity import digest
from kg.vocab import term

_TOKEN = re.compile(r"<[^<>]*>|[()|/^*+?]")
_IRI = re.compile(r"<([^<>]*)>")
_UNARY = {
    "*": term("sh:zeroOrMorePath"),
    "+": term("sh:oneOrMorePath"),
    "?": term("sh:zeroOrOnePath"),
    "^": term("sh:inversePath"),
}
_OPERATORS = {
    "inverse": "^{}", "zeroOrMore": "({})*", "oneOrMore": "({})+", "zeroOrOne": "({})?",
}  # fmt: skip
_MAX_STEPS = 500
_MAX_DEPTH = 50
"""Engines descend once per step of a path, or take time by the square of their number."""
_FIRST, _REST, _NIL = term("rdf:first"), term("rdf:rest"), term("rdf:nil")

Node = NamedNode | BlankNode


class Shapes(Protocol):
    """What paths are read from: a shapes graph, which is more than that."""

    where: str

    @property
    def triples(self) -> Sequence[Triple]:
        """All statements."""

    def objects(self, subject: object, predicate: NamedNode) -> list[object]:
        """List the values of a property of a node."""

    def items(self, head: object) -> Iterator[object]:
        """Yield the members of an RDF list."""

    def spell(self, node: object) -> str:
        """Write a node as people do, with prefixes."""


Name = Callable[[str], Node]


def path_triples(path: str, name: Name) -> tuple[Node, list[Triple]]:
    """Describe a path as SHACL does; `name` makes a node from a key, equal for equal texts.

    A path of one property is that property, without triples.

    >>> path_triples("^<https://example.org/p>", BlankNode)[1][0].predicate
    <NamedNode value=http://www.w3.org/ns/shacl#inversePath>
    """
    return _Describer(_TOKEN.findall(path), name).describe()


def check_paths(shapes: Shapes) -> None:
    """Refuse shapes with a path that is none, or is too long for engines.

    Raises: ShapesError: where there is one.
    """
    for each in shapes.triples:
        if each.predicate == term("sh:path"):
            _check_path(shapes, each.object)


def _check_path(shapes: Shapes, path: object) -> None:
    waiting, steps = [(path, 0)], 0
    while waiting:
        node, depth = waiting.pop()
        steps += 1
        if steps > _MAX_STEPS or depth > _MAX_DEPTH:
            raise ShapesError(
                f"a path of more than {_MAX_STEPS} steps, or nested more than {_MAX_DEPTH} deep",
                where=shapes.where, todo="shorten it; a path may not contain itself",
            )  # fmt: skip
        waiting += [(each, depth + 1) for each in _parts(shapes, node)]


def _parts(shapes: Shapes, path: object) -> list[object]:
    """List what a path is made of, not more than a path may have."""
    if isinstance(path, NamedNode):
        return []
    inner = [each for name in _OPERATORS for each in shapes.objects(path, term(f"sh:{name}Path"))]
    choices = shapes.objects(path, term("sh:alternativePath"))
    members = shapes.items(choices[0] if choices else path)
    parts = inner or list(itertools.islice(members, _MAX_STEPS + 1))
    if not isinstance(path, BlankNode) or not parts or len(inner) + len(choices) > 1:
        raise ShapesError(
            "this is not a property path", where=shapes.where, value=shapes.spell(path),
            todo="give sh:path a property, a list, or one of sh:inversePath, sh:alternativePath …",
        )  # fmt: skip
    return parts


def path_text(shapes: Shapes, path: object) -> str:
    """Write a path of a shapes graph in SPARQL's syntax, with whole IRIs."""
    if isinstance(path, NamedNode):
        return str(path)
    steps = [path_text(shapes, each) for each in shapes.items(path)]
    if steps:
        return f"({'/'.join(steps)})"
    for name, pattern in _OPERATORS.items():
        for inner in shapes.objects(path, term(f"sh:{name}Path")):
            return pattern.format(path_text(shapes, inner))
    (choice,) = shapes.objects(path, term("sh:alternativePath"))
    return f"({'|'.join(path_text(shapes, each) for each in shapes.items(choice))})"


def spell_path(shapes: Shapes, path: object) -> str:
    """Write a path as people do, with prefixes."""
    return _IRI.sub(lambda match: shapes.spell(NamedNode(match[1])), path_text(shapes, path))


class _Describer:
    """Reads the tokens of a path from left to right; what it has read is in `triples`."""

    def __init__(self, tokens: list[str], name: Name) -> None:
        self.tokens, self.name, self.triples = tokens, name, list[Triple]()

    def describe(self) -> tuple[Node, list[Triple]]:
        return self._path()[1], self.triples

    def _path(self) -> tuple[str, Node]:
        if self._accept("^"):
            text, node = self._path()
            return self._unary("^", f"^{text}", node)
        text, node = self._primary()
        while self.tokens and self.tokens[0] in "*+?":
            operator = self.tokens.pop(0)
            text, node = self._unary(operator, f"{text}{operator}", node)
        return text, node

    def _primary(self) -> tuple[str, Node]:
        if not self._accept("("):
            text = self.tokens.pop(0)
            return text, NamedNode(text[1:-1])
        parts, operator = [self._path()], ""
        while not self._accept(")"):
            operator = self.tokens.pop(0)
            parts.append(self._path())
        text = f"({operator.join(text for text, _ in parts)})"
        if len(parts) == 1:
            return text, parts[0][1]
        members = self._list([node for _, node in parts], text)
        if operator == "/":
            return text, members
        return text, self._state(text, term("sh:alternativePath"), members)

    def _unary(self, operator: str, text: str, inner: Node) -> tuple[str, Node]:
        return text, self._state(text, _UNARY[operator], inner)

    def _state(self, text: str, predicate: NamedNode, inner: Node) -> Node:
        node = self.name(digest(text))
        self.triples.append(Triple(node, predicate, inner))
        return node

    def _list(self, members: list[Node], text: str) -> Node:
        nodes = [self.name(f"{digest(text)}.{n}") for n in range(1, len(members) + 1)]
        for node, member, rest in zip(nodes, members, [*nodes[1:], _NIL], strict=True):
            self.triples += [Triple(node, _FIRST, member), Triple(node, _REST, rest)]
        return nodes[0]

    def _accept(self, token: str) -> bool:
        if self.tokens and self.tokens[0] == token:
            self.tokens.pop(0)
            return True
        return False
