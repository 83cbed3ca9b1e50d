"""Whether the queries of a shapes graph pass on the focus node that is bound before they run.

Source: SHACL, 5.3.1 (pre-bound variables) and appendix A (pre-binding of variables).
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from kg.errors import ShapesError
from kg.sparql import Token, read_tokens
from kg.validation.shapes import Shapes
from kg.vocab import term

_QUERIES = (term("sh:select"), term("sh:ask"))


def refuse_subqueries(shapes: Shapes) -> None:
    """Refuse queries with a subquery that does not return `$this`.

    Raises: ShapesError: where there is one.
    """
    for each in shapes.triples:
        if each.predicate not in _QUERIES or not isinstance(each.object, Literal):
            continue
        text = each.object.value
        for start in _subqueries_without_this(text):
            raise ShapesError(
                "a shape cannot be evaluated: a subquery does not return $this",
                where=shapes.where, value=" ".join(text[start : start + 60].split()),
                todo="select $this in it as well",
            )  # fmt: skip


def _subqueries_without_this(text: str) -> Iterator[int]:
    """Yield where they begin."""
    tokens = list(read_tokens(text))
    depth = 0
    for place, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        if depth and token.text.lower() == "select" and not _returns_this(tokens[place + 1 :]):
            yield token.start


def _returns_this(tokens: list[Token]) -> bool:
    """Read what follows SELECT: a star or the names, of which those of expressions are others."""
    depth = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if not depth and token.text in ("*", "?this", "$this"):
            return True
        if token.text == "{":
            return False
    return False
