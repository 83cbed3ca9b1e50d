"""Property paths: as text in SPARQL's syntax, and as the nodes that a report needs.

Source: SHACL, 2.3.1 (property paths); SPARQL 1.1, 9.1 (path syntax).
"""

from __future__ import annotations

import re

from pyoxigraph import NamedNode, Triple

from kg.identity import digest
from kg.vocab import term

_TOKEN = re.compile(r"<[^<>]*>|[()|/^*+?]")
_UNARY = {
    "*": term("sh:zeroOrMorePath"),
    "+": term("sh:oneOrMorePath"),
    "?": term("sh:zeroOrOnePath"),
    "^": term("sh:inversePath"),
}
_FIRST, _REST, _NIL = term("rdf:first"), term("rdf:rest"), term("rdf:nil")


def path_triples(path: str, base: str) -> tuple[NamedNode, list[Triple]]:
    """Describe a path as SHACL does, every node named by its text, so that none is blank.

    A path of one property is that property, without triples.

    >>> path_triples("^<https://example.org/p>", "https://example.org/kg/")[1][0].predicate
    <NamedNode value=http://www.w3.org/ns/shacl#inversePath>
    """
    return _Describer(_TOKEN.findall(path), base).describe()


class _Describer:
    """Reads the tokens of a path from left to right; what it has read is in `triples`."""

    def __init__(self, tokens: list[str], base: str) -> None:
        self.tokens, self.base, self.triples = tokens, base, list[Triple]()

    def describe(self) -> tuple[NamedNode, list[Triple]]:
        return self._path()[1], self.triples

    def _path(self) -> tuple[str, NamedNode]:
        if self._accept("^"):
            text, node = self._path()
            return self._unary("^", f"^{text}", node)
        text, node = self._primary()
        while self.tokens and self.tokens[0] in "*+?":
            operator = self.tokens.pop(0)
            text, node = self._unary(operator, f"{text}{operator}", node)
        return text, node

    def _primary(self) -> tuple[str, NamedNode]:
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

    def _unary(self, operator: str, text: str, inner: NamedNode) -> tuple[str, NamedNode]:
        return text, self._state(text, _UNARY[operator], inner)

    def _state(self, text: str, predicate: NamedNode, inner: NamedNode) -> NamedNode:
        node = NamedNode(f"{self.base}path/{digest(text)}")
        self.triples.append(Triple(node, predicate, inner))
        return node

    def _list(self, members: list[NamedNode], text: str) -> NamedNode:
        nodes = [
            NamedNode(f"{self.base}path/{digest(text)}.{place}")
            for place in range(1, len(members) + 1)
        ]
        for node, member, rest in zip(nodes, members, [*nodes[1:], _NIL], strict=True):
            self.triples += [Triple(node, _FIRST, member), Triple(node, _REST, rest)]
        return nodes[0]

    def _accept(self, token: str) -> bool:
        if self.tokens and self.tokens[0] == token:
            self.tokens.pop(0)
            return True
        return False
