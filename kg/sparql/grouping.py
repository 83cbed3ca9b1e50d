"""Variables that a query with aggregates shows, and neither groups nor aggregates.

Source: SPARQL 1.1 Query Language, 11.4 Aggregate Projection Restrictions.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from kg.sparql.tokens import Token

_AGGREGATES = {"count", "sum", "avg", "min", "max", "sample", "group_concat"}
_ENDS = {"where", "from", "{"}
_MODIFIERS = {"having", "order", "limit", "offset", "values"}


def find_ungrouped(tokens: Sequence[Token]) -> tuple[list[Token], bool] | None:
    """Find the first SELECT with such variables: where they stand, and whether it groups at all.

    >>> from kg.sparql.tokens import read_tokens
    >>> find_ungrouped([*read_tokens("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s")])
    """
    for index, token in enumerate(tokens):
        if token.text.lower() == "select":
            shown = list(itertools.takewhile(_goes_on, tokens[index + 1 :]))
            rest = _after_group(tokens[index + 1 + len(shown) :])
            grouped = _grouped(rest)
            if grouped is not None or _AGGREGATES & {each.text.lower() for each in (*shown, *rest)}:
                missing = _missing(shown, grouped or set())
                if missing:
                    return missing, grouped is not None
    return None


def _goes_on(token: Token) -> bool:
    return token.text.lower() not in _ENDS


def _after_group(tokens: Sequence[Token]) -> list[Token]:
    """Return what follows the braces that come first, up to the end of the query around them."""
    depth, was_inside = 0, False
    for index, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        was_inside = was_inside or depth > 0
        if was_inside and depth == 0:
            rest = itertools.takewhile(lambda each: each.text != "}", tokens[index + 1 :])
            return list(rest)
    return []


def _grouped(rest: Sequence[Token]) -> set[str] | None:
    words = [token.text.lower() for token in rest]
    if "group" not in words:
        return None
    behind = rest[words.index("group") + 1 :]
    keys = itertools.takewhile(lambda each: each.text.lower() not in _MODIFIERS, behind)
    return {each.text for each in keys if each.kind == "variable"}


def _missing(shown: Sequence[Token], grouped: set[str]) -> list[Token]:
    """List the variables outside aggregates that are neither grouped nor made by an expression."""
    known, missing = set(grouped), []
    depth, inside = 0, 0  # depth of brackets, and that at which an aggregate began
    for before, token in itertools.pairwise([Token("", "", 0), *shown]):
        if token.text == "(":
            depth += 1
            if before.text.lower() in _AGGREGATES and not inside:
                inside = depth
        elif token.text == ")":
            inside = 0 if depth == inside else inside
            depth -= 1
        elif token.kind == "variable" and not inside:
            if before.text.lower() == "as":
                known.add(token.text)
            elif token.text not in known:
                missing.append(token)
                known.add(token.text)
    return missing
