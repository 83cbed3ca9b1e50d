"""Write Turtle for people: one line per value, so that a diff shows exactly what changed.

It is made of sorted lines of N-Triples, whose terms Turtle spells alike but for prefixes and bare
literals: that takes a fraction of the time of asking terms for their parts.

Source: W3C RDF 1.1 Turtle, sections 2 and 6.5; RDF 1.1 N-Triples, section 2.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import IO

from kg.prefixes import Spelling, namespace_of
from kg.vocab import RDF_TYPE, term

_BARE = {
    str(term("xsd:integer")): re.compile(r"[+-]?[0-9]+"),
    str(term("xsd:decimal")): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    str(term("xsd:boolean")): re.compile(r"true|false"),
}
"""Literals that Turtle writes without quotes, by their datatype."""
TYPE = str(RDF_TYPE)
_UNWRITTEN = frozenset(map(str, (RDF_TYPE, term("xsd:string"), term("rdf:langString"))))
"""Terms that the formats write without spelling them out."""
_KEPT = 1 << 16
"""IRIs whose spelling is remembered."""
NO_STATEMENT = b"# No statement.\n"
"""A file of no bytes would be taken for one that was cut off."""

Said = dict[str, list[str]]
"""What is said of a subject: its predicates, each with its objects, as N-Triples spells them."""


def write_turtle(lines: Iterable[str], out: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write triples that come as sorted lines of N-Triples without their full stops."""
    write_prefixes(out, prefixes)
    spelling, subject = Terms(prefixes), None
    for subject, said in by_subject(lines):
        out.write(spell_block(subject, said, spelling).encode())
    if subject is None:
        out.write(NO_STATEMENT)


def write_prefixes(out: IO[bytes], prefixes: Mapping[str, str]) -> None:
    """Write what prefixes stand for, in their order."""
    for name, iri in sorted(prefixes.items()):
        out.write(f"@prefix {name}: <{iri}> .\n".encode())


def by_subject(lines: Iterable[str]) -> Iterator[tuple[str, Said]]:
    """Group sorted lines: each subject with its predicates and their objects, `rdf:type` first.

    >>> lines = ["<x:a> <x:p> <x:b>", '<x:a> <x:p> "c"', "<x:b> <x:p> <x:b>"]
    >>> list(by_subject(lines))
    [('<x:a>', {'<x:p>': ['<x:b>', '"c"']}), ('<x:b>', {'<x:p>': ['<x:b>']})]
    """
    split = (line.split(" ", 2) for line in lines)
    for subject, same in itertools.groupby(split, key=itemgetter(0)):
        said: Said = {}
        for _, predicate, value in same:
            if predicate in said:
                said[predicate].append(value)
            else:
                said[predicate] = [value]
        if TYPE in said:
            said = {TYPE: said.pop(TYPE)} | said
        yield subject, said


def spell_block(subject: str, said: Said, spelling: Terms) -> str:
    """Write what is said of a subject as Turtle, after an empty line.

    >>> print(spell_block("<x:a>", {TYPE: ["<x:C>"], "<x:p>": ["<x:b>", '"c"']}, Terms({"x": "x:"})))
    <BLANKLINE>
    x:a a x:C ;
        x:p
            x:b,
            "c" .
    <BLANKLINE>
    """
    lines = []
    for predicate, objects in said.items():
        if predicate == TYPE:
            lines.append(f"a {', '.join(map(spelling.__getitem__, objects))}")
        elif len(objects) == 1:
            lines.append(f"{spelling[predicate]} {spelling[objects[0]]}")
        else:
            values = ",\n        ".join(map(spelling.__getitem__, objects))
            lines.append(f"{spelling[predicate]}\n        {values}")
    body = " ;\n    ".join(lines)
    return f"\n{spelling[subject]} {body} .\n"


class Terms(dict[str, str]):
    """Spells terms that are in N-Triples syntax as Turtle does, with prefixes: remembers IRIs.

    `namespaces` are those that it has met, as `namespaces` collects them.

    >>> terms = Terms({"x": "x:/"})
    >>> terms["<x:/a>"], terms['"b"@en'], terms.namespaces
    ('x:a', '"b"@en', {'x:/'})
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._spelling = Spelling(prefixes)
        self.namespaces: set[str] = set()

    def __missing__(self, text: str) -> str:
        if text[0] == "<":
            return self._iri(text)
        if text[-1] != ">":  # A blank node, or a literal that is plain or has a language.
            return text
        value, _, datatype = text.rpartition("^^")
        written = self[datatype]
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(value[1:-1]):
            return value[1:-1]
        return f"{value}^^{written}"

    def _iri(self, text: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        if text[1] == "<":  # It is a statement about a statement.
            return text
        iri = text[1:-1]
        namespace = namespace_of(iri)
        if text not in _UNWRITTEN:
            self.namespaces.add(namespace)
        spelt = self[text] = self._spelling.shorten_in(namespace, iri) or text
        return spelt


def namespaces(lines: Iterable[str]) -> set[str]:
    """Collect the namespaces of the IRIs in lines of N-Triples, but for those of `_UNWRITTEN`."""
    met: set[str] = set()
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        met.add(subject)
        met.add(predicate)
        if value[-1] == ">":
            met.add(value if value[0] == "<" else value.rpartition("^^")[2])
    return {namespace_of(each[1:-1]) for each in met - _UNWRITTEN if each[:1] == "<" != each[1:2]}
