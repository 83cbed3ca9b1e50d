"""The tokens of a SPARQL query, and what they tell at once: its form, variables and prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox

FORMS = ("select", "ask", "construct", "describe")
_UPDATES = {"insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"}
_TOKEN = re.compile(
    r"""
      (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                 | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+')
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:\w[\w.-]*)?:(?:[\w.:%-]|\\.)*)
    | (?P<word>@?[A-Za-z_][\w-]*)
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<mark>\{\||\|\}|\^\^|&&|\|\||[!<>]=|"(?:[^"\\\n\r]|\\.)*+|'(?:[^'\\\n\r]|\\.)*+|\S)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query: its kind (a group of the grammar above), text and offset."""

    kind: str
    text: str
    start: int


def read_tokens(text: str) -> Iterator[Token]:
    """Split a query into tokens, comments left out.

    Source: SPARQL 1.1 Query Language, 19.8 Grammar.
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind and kind != "comment":
            yield Token(kind, match[0], match.start())


def query_form(text: str) -> str | None:
    """Tell the form of a query (one of `FORMS`), `"update"`, or None where it is neither.

    >>> query_form("PREFIX s: <https://schema.org/> ASK { ?s a s:Person }")
    'ask'
    """
    words = (token.text.lower() for token in read_tokens(text) if token.kind == "word")
    first = next((word for word in words if word not in ("prefix", "base")), "")
    return first if first in FORMS else "update" if first in _UPDATES else None


def read_variables(text: str) -> list[str]:
    """List the variables of a query, without their marks, in order of appearance."""
    names = (token.text[1:] for token in read_tokens(text) if token.kind == "variable")
    return list(dict.fromkeys(names))


def declare(text: str, prefixes: Mapping[str, str]) -> str:
    """Write before a query, on its first line, the known prefixes that it uses undeclared."""
    known = sorted(read_undeclared(text) & set(prefixes))
    return "".join(f"PREFIX {name}: {ox.NamedNode(prefixes[name])} " for name in known) + text


def read_undeclared(text: str) -> set[str]:
    """List the prefixes that a query uses and does not declare.

    >>> read_undeclared("PREFIX ex: <https://example.org/> ASK { ?s ex:p schema:Person }")
    {'schema'}
    """
    used = {token.text.partition(":")[0] for token in read_tokens(text) if token.kind == "name"}
    return used - read_declared(text).keys()


def read_declared(text: str) -> dict[str, str]:
    """Read the prefixes that a query declares, each with its namespace as written."""
    tokens = list(read_tokens(text))
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in triples
        if word.text.lower() == "prefix" and name.kind == "name" and iri.kind == "iri"
    }
