"""Which statements a query can look at: the others need not be loaded for it.

What is not plain reaches all: a variable property, a path that may have no step or leaves
properties out, a statement about a statement.

Source: SPARQL 1.1 Query Language, 9 (property paths) and 19.8 (grammar).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from kg.sparql.tokens import Token, read_declared, read_tokens
from kg.vocab import RDF_TYPE, term

_TYPE = str(RDF_TYPE)
_OF_LISTS = frozenset(map(str, (term("rdf:first"), term("rdf:rest"))))
"""The properties that a list in brackets stands for."""
_TERMS = {"variable", "iri", "name", "string", "number"}
_TRUTH = ("true", "false")
_NO_STEP = {"*", "?"}


@dataclass(frozen=True, slots=True)
class Reach:
    """Statements with certain properties, and those that certain classes are the type in.

    IRIs are spelt as in N-Triples.
    """

    properties: frozenset[str]
    classes: frozenset[str]

    def select(self, text: str) -> str:
        """Choose the lines of a text in N-Triples."""
        return "".join(f"{line}\n" for line in text.split("\n") if self._holds(line))

    def _holds(self, line: str) -> bool:
        _, _, rest = line.partition(" ")
        name, _, value = rest.partition(" ")
        return name in self.properties or (name == _TYPE and value[:-2] in self.classes)


def reach_of(queries: Sequence[tuple[str, Mapping[str, str]]]) -> Reach | None:
    r"""Tell what queries can look at, each given with prefixes that it need not declare.

    None is everything.

    >>> reach = reach_of([("SELECT ?s { ?s a <x:C> ; <x:p> ?o }", {})])
    >>> reach and reach.select("<x:a> <x:p> <x:b> .\n<x:a> <x:q> <x:b> .\n")
    '<x:a> <x:p> <x:b> .\n'
    >>> reach_of([("SELECT ?s { ?s ?p ?o }", {})]) is None
    True
    """
    found = [_reach(*each) for each in queries]
    whole = [each for each in found if each is not None]
    if len(whole) < len(found):
        return None
    return reduce(_both, whole, Reach(frozenset(), frozenset()))


def _both(one: Reach, other: Reach) -> Reach:
    return Reach(one.properties | other.properties, one.classes | other.classes)


def _reach(text: str, prefixes: Mapping[str, str]) -> Reach | None:
    tokens = list(read_tokens(text))
    named = set(_iris(tokens, {**prefixes, **read_declared(text)}))
    pattern = _in_braces(tokens)
    if (
        None in named
        or "<<" in text
        or any(
            _is_open(text, *each) for each in zip(pattern, pattern[1:], pattern[2:], strict=False)
        )
    ):
        return None
    iris = frozenset(f"<{each}>" for each in named)
    own = () if _names_classes(pattern) else (_TYPE,)
    return Reach(iris.union(_OF_LISTS, own), iris)


def _in_braces(tokens: Sequence[Token]) -> Sequence[Token]:
    braces = [n for n, each in enumerate(tokens) if each.text in ("{", "}")]
    return tokens[braces[0] : braces[-1] + 1] if braces else ()


def _iris(tokens: Sequence[Token], prefixes: Mapping[str, str]) -> Iterator[str | None]:
    """Expand what names something; None is what cannot be told from its text alone."""
    for each in tokens:
        prefix, _, local = each.text.partition(":")
        if each.text.lower() == "base" or (each.kind in ("iri", "name") and "\\" in each.text):
            yield None
        elif each.kind == "iri":
            yield each.text[1:-1]
        elif each.kind == "name" and prefix != "_":
            yield f"{prefixes[prefix]}{local}" if prefix in prefixes else None


def _is_open(text: str, before: Token, token: Token, after: Token) -> bool:
    """Tell whether a token may be a property, or part of one, that reaches what no name stands for."""
    if token.kind == "variable":
        is_number = after.text in ("+", "-") and not text[after.start + 1].isspace()
        is_object = after.kind in _TERMS or after.text.lower() in ("[", "(", *_TRUTH) or is_number
        return is_object and (
            before.kind in _TERMS or before.text.lower() in ("]", ")", ";", *_TRUTH)
        )
    if token.text == "!":
        return after.kind != "variable" and (after.kind != "word" or after.text == "a")
    return token.kind == "mark" and token.text in _NO_STEP


def _names_classes(pattern: Sequence[Token]) -> bool:
    """Tell whether each `a` is the property of something, with one class that is named."""
    return all(
        (before.kind in _TERMS or before.text in ("[", ";"))
        and after.kind in ("iri", "name")
        and behind.text != ","
        for before, is_a, after, behind in zip(
            pattern, pattern[1:], pattern[2:], pattern[3:], strict=False
        )
        if is_a.text == "a"
    )
