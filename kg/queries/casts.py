"""Casts to numbers: those of years and dates have no value, and what they are written in has.

Source: SPARQL 1.1 Query Language, 17.5 XPath Constructor Functions.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.queries.constants import evaluate
from kg.sparql import Grammar, read_tokens
from kg.vocab import term

_NUMBERS = {term(f"xsd:{name}") for name in ("integer", "decimal", "double", "float")}


def read_casts(text: str, grammar: Grammar) -> Iterator[tuple[str, str, str]]:
    """Yield each cast of a variable to a number, one of its text, and the query with all of these.

    >>> grammar = Grammar({"xsd": "http://www.w3.org/2001/XMLSchema#"})
    >>> [found[:2] for found in read_casts("ASK { ?s ?p ?y FILTER(xsd:integer(?y) > 2016) }", grammar)]
    [('xsd:integer(?y)', 'xsd:integer(STR(?y))')]
    """
    tokens = list(read_tokens(text))
    mended, found = text, {}
    for name, opening, variable, closing in reversed(
        list(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))
    ):
        is_call = (opening.text, variable.kind, closing.text) == ("(", "variable", ")")
        if is_call and name.kind in ("iri", "name") and evaluate(name.text, grammar) in _NUMBERS:
            end = closing.start + 1
            cast = f"{name.text}(STR({variable.text}))"
            found[text[name.start : end]] = cast
            mended = f"{mended[: name.start]}{cast}{mended[end:]}"
    for written, cast in reversed(found.items()):
        yield written, cast, mended
