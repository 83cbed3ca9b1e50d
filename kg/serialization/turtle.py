"""Write Turtle for people: one line per value, so that a diff shows exactly what changed.

Source: W3C RDF 1.1 Turtle, sections 2 and 6.5.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from typing import IO

from pyoxigraph import Literal, NamedNode, Triple

from kg.prefixes import Spelling
from kg.vocab import RDF_TYPE, term

_BARE = {
    term("xsd:integer"): re.compile(r"[+-]?[0-9]+"),
    term("xsd:decimal"): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    term("xsd:boolean"): re.compile(r"true|false"),
}
"""Literals that Turtle writes without quotes."""
_SPELT = (NamedNode, Literal)


def write_turtle(triples: Iterable[Triple], out: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write triples that come sorted by subject and predicate.

    Where there is none a comment says so: a file of no bytes is taken for one that was cut off.
    """
    for name, iri in sorted(prefixes.items()):
        out.write(f"@prefix {name}: <{iri}> .\n".encode())
    spelling = _Terms(prefixes)
    subject = None
    for subject, group in itertools.groupby(triples, key=lambda triple: triple.subject):
        lines = [
            _predicate_line(predicate, [triple.object for triple in same], spelling)
            for predicate, same in itertools.groupby(group, key=lambda triple: triple.predicate)
        ]
        body = " ;\n    ".join(lines)
        out.write(f"\n{spelling.of(subject)} {body} .\n".encode())
    if subject is None:
        out.write(b"# No statement.\n")


def _predicate_line(predicate: NamedNode, objects: list[object], spelling: _Terms) -> str:
    values = [spelling.of(each) for each in objects]
    if predicate == RDF_TYPE:
        return f"a {', '.join(values)}"
    if len(values) == 1:
        return f"{spelling.of(predicate)} {values[0]}"
    return ",\n        ".join([f"{spelling.of(predicate)}\n        {values[0]}", *values[1:]])


class _Terms:
    """Spell terms with prefixes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._spelling = Spelling(prefixes)

    def of(self, node: object) -> str:
        if isinstance(node, Literal):
            bare = _BARE.get(node.datatype)
            if bare and bare.fullmatch(node.value):
                return node.value
        return self._spelling.spell_term(node) if isinstance(node, _SPELT) else str(node)
