"""The constants of a query: the IRIs and literals without which it has no answer, and their places.

Source: SPARQL 1.1 Query Language, 19.8 Grammar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from kg.sparql import Grammar, Term, Token, read_tokens
from kg.vocab import RDF_TYPE

_NOT_NEEDED = {"optional", "minus", "not exists", "construct"}
_BOOLEANS = ("true", "false")


@dataclass(frozen=True, slots=True)
class Constant:
    """A term as it stands in the text, from `start` to `end`, and what it is there.

    `role` is property, class, object (of `predicate`, an IRI), or other: in an expression, in
    VALUES, as a subject, or as the object of a variable or a path.
    """

    text: str
    start: int
    end: int
    term: Term
    role: str
    predicate: ox.NamedNode | None = None


class _Piece(NamedTuple):
    """A token, or the tokens that are one literal; `is_needed` where a query needs it."""

    kind: str
    text: str
    start: int
    is_needed: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_constants(text: str, grammar: Grammar) -> list[Constant]:
    """List the constants of a query that is valid, in their order.

    Those are left out that it can do without: in OPTIONAL, MINUS, NOT EXISTS and templates.
    """
    pieces = list(_read_pieces(text))
    found = []
    for index, piece in enumerate(pieces):
        if piece.is_needed and piece.kind in ("iri", "name", "literal"):
            term = evaluate(piece.text, grammar)
            after = pieces[index + 1].text if index + 1 < len(pieces) else ""
            if term is not None and not (piece.kind != "literal" and after in ("*", "?", "(")):
                role, predicate = _role(text, pieces, index, grammar)
                found.append(Constant(piece.text, piece.start, piece.end, term, role, predicate))
    return found


def _read_pieces(text: str) -> Iterator[_Piece]:
    stack: list[bool] = []
    words = ("", "")
    tokens = list(read_tokens(text))
    index = 0
    while index < len(tokens):
        token, size = tokens[index], _size(tokens, index)
        if token.text == "{":
            opener = words[1] if words[1] != "exists" else " ".join(words)
            stack.append(opener not in _NOT_NEEDED)
        elif token.text == "}" and stack:
            stack.pop()
        last = tokens[index + size - 1]
        whole = text[token.start : last.start + len(last.text)]
        kind = "literal" if _is_literal(token) else token.kind
        is_number_of_rows = words[1] in ("limit", "offset")
        is_needed = bool(stack) and all(stack) and not is_number_of_rows
        yield _Piece(kind, whole, token.start, is_needed)
        words = (words[1], token.text.lower())
        index += size


def _is_literal(token: Token) -> bool:
    return token.kind in ("string", "number") or token.text in _BOOLEANS


def _size(tokens: Sequence[Token], index: int) -> int:
    """Count the tokens of what begins here: a literal may have a language or a datatype."""
    after = [token.text for token in tokens[index + 1 : index + 3]]
    if tokens[index].kind == "string" and after:
        if after[0].startswith("@"):
            return 2
        if after[0] == "^^" and len(after) > 1:
            return 3
    return 1


def evaluate(text: str, grammar: Grammar) -> Term | None:
    """Return the term that is written so; None for an IRI that is relative to no base."""
    try:
        rows = ox.Store().query(
            f"SELECT ?term {{ VALUES ?term {{ {text} }} }}",
            base_iri=grammar.base, prefixes=dict(grammar.prefixes),
        )  # fmt: skip
    except SyntaxError:
        return None
    assert isinstance(rows, ox.QuerySolutions)
    term = next(iter(rows))["term"]
    return term if isinstance(term, ox.NamedNode | ox.Literal) else None


def _role(
    text: str, pieces: Sequence[_Piece], index: int, grammar: Grammar
) -> tuple[str, ox.NamedNode | None]:
    piece = pieces[index]
    if piece.kind != "literal" and _is_property(text, piece, grammar):
        return "property", None
    while index > 1 and pieces[index - 1].text == ",":
        index -= 2
    before = pieces[index - 1]
    if before.text == "a":
        return "class", None
    if before.kind in ("iri", "name") and _is_property(text, before, grammar):
        predicate = evaluate(before.text, grammar)
        if predicate == RDF_TYPE:
            return "class", None
        return "object", predicate if isinstance(predicate, ox.NamedNode) else None
    return "other", None


def _is_property(text: str, piece: _Piece, grammar: Grammar) -> bool:
    """Tell whether a term stands where a property stands: there alone the word `a` fits too."""
    return grammar.parse(f"{text[: piece.start]} a {text[piece.end :]}") is None
