"""Refuse what is no query: updates, faulty syntax, calls of services, depths that no parser bears."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from functools import lru_cache

from kg.errors import QueryError
from kg.sparql.explaining import Grammar, explain
from kg.sparql.tokens import Token, query_form, read_tokens

_MAX_DEPTH = 200
_MAX_WORDS = 2500
"""Parsers and stores descend once per bracket, and once per operator or pattern of a chain; a stack
that overflows ends the process. With the usual 8 MB it does after 3,000 of the shortest, `!`."""
_SHORT, _REMEMBERED = 5000, 100
"""Characters of a text that is not read anew when it comes again, and how many such texts."""
_SEPARATORS = {"(", ")", ",", "+", "-", "^^"}
"""The marks of lists and of numbers in them."""


def check(
    text: str, prefixes: Mapping[str, str], *, base: str | None, where: str, allow_service: bool
) -> None:
    """Refuse what is no query: updates, faulty syntax and, unless allowed, calls of services.

    The store would follow SERVICE to any address. So the store's own parser is asked
    whether the text is still a query once the letters of the keyword are others; names and
    strings change harmlessly with it.

    Raises: QueryError: with line and column where the text is at fault.
    """
    read = _check_again if len(text) <= _SHORT else _check
    read(text, tuple(prefixes.items()), base, where, allow_service)


def _check(
    text: str, prefixes: tuple[tuple[str, str], ...], base: str | None, where: str,
    allow_service: bool,
) -> None:  # fmt: skip
    check_size(text, where)
    refuse_update(text, where)
    grammar = Grammar(dict(prefixes), base)
    masked = re.sub("service", "servixe", text, flags=re.IGNORECASE)
    if grammar.parse(text if allow_service else masked) is None:
        return
    fault = explain(text, grammar, where)
    if fault:
        raise fault
    calls = [token for token in read_tokens(text) if token.text.lower() == "service"]
    place = f":{_line_column(text, calls[0].start)}" if calls else ""
    raise QueryError(
        "SERVICE is not followed", where=f"{where}{place}",
        todo="give that data with --data, or allow the call with --allow-service",
    )  # fmt: skip


_check_again = lru_cache(_REMEMBERED)(_check)


def refuse_update(text: str, where: str) -> None:
    """Refuse a SPARQL update. Raises: QueryError."""
    if query_form(text) == "update":
        raise QueryError(
            "this is an update, not a query", where=where,
            todo="nothing is changed here; write SELECT, ASK, CONSTRUCT or DESCRIBE",
        )  # fmt: skip


def check_size(text: str, where: str) -> None:
    """Refuse a query that is too deep for parsers, before one reads it.

    The members of lists in parentheses and the data of VALUES make no query deeper.

    Raises: QueryError: with line and column.
    """
    brackets: list[str] = []
    words, in_data = 0, False
    for token, after in itertools.pairwise([*read_tokens(text), Token("end", "", len(text))]):
        if token.text in ("{", "(", "["):
            brackets.append(token.text)
        elif token.text in ("}", ")", "]") and brackets:
            brackets.pop()
        in_data = token.text != "}" and (in_data or token.text.lower() == "values")
        is_member = brackets[-1:] == ["("] and "," in (token.text, after.text)
        if not (in_data or is_member) or (token.kind == "mark" and token.text not in _SEPARATORS):
            words += 1
        for count, most, what in (
            (len(brackets), _MAX_DEPTH, "nested brackets"),
            (words, _MAX_WORDS, "words outside of lists"),
        ):
            if count > most:
                raise QueryError(
                    f"more than {most} {what}", where=f"{where}:{_line_column(text, token.start)}",
                    todo="ask in parts, or give values by VALUES",
                )  # fmt: skip


def _line_column(text: str, offset: int) -> str:
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"
