"""The text of a SPARQL query: its form, its parameters bound as terms, and what it may not do."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import QueryError

Term = ox.NamedNode | ox.Literal
Results = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]
Params = Mapping[str, Term | Sequence[Term]]

FORMS = ("select", "ask", "construct", "describe")
_UPDATES = {"insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"}
_MAX_DEPTH = 200
_MAX_WORDS = 2500
"""Parsers and stores descend once per bracket, and once per operator or pattern of a chain; a stack
that overflows ends the process. With the usual 8 MB it does after 3,000 of the shortest, `!`."""
_SEPARATORS = {"(", ")", ",", "+", "-", "^^"}
"""The marks of lists and of numbers in them."""
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
    """A piece of a query: its kind (a group of the grammar above), text and place."""

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


@dataclass
class _Group:
    """A pair of braces that holds patterns: where it begins, and the variables directly in it."""

    start: int
    parent: _Group | None
    names: set[str] = field(default_factory=set)
    is_subselect: bool = False


def bind(text: str, params: Params) -> str:
    r"""Give variables of a query their values, as `VALUES` blocks of serialised terms.

    A block stands at the head of the outermost group and of every group inside that
    names the variable itself, because groups are evaluated from the inside out. (The
    store's own substitution wants the variable among the results.)

    Source: SPARQL 1.1 Query Language, 10.2 VALUES and 18.2 Translation.

    >>> bind("SELECT ?s { ?s ?p ?name }", {"name": ox.Literal('a "b" }')})
    'SELECT ?s { VALUES ?name { "a \\"b\\" }" } ?s ?p ?name }'
    """
    blocks = {name: _values(name, value) for name, value in params.items()}
    outermost, groups = _read_groups(text)
    if outermost is None:
        return f"{text}\n{''.join(blocks.values()).strip()}" if blocks else text
    for group in sorted(groups, key=lambda each: -each.start):
        if group.is_subselect:
            continue
        names = set(group.names)
        if group.parent and group.parent.is_subselect:
            names |= group.parent.names
        chosen = (blocks[name] for name in blocks if group is outermost or name in names)
        text = text[: group.start] + "".join(chosen) + text[group.start :]
    return text


def _values(name: str, value: Term | Sequence[Term]) -> str:
    terms = [value] if isinstance(value, Term) else value
    return f" VALUES ?{name} {{ {' '.join(str(term) for term in terms)} }}"


def _read_groups(text: str) -> tuple[_Group | None, list[_Group]]:
    """Find the groups of patterns; None as the outermost where no block may stand in it."""
    groups: list[_Group] = []
    stack: list[_Group | None] = []  # None: a template or a block of data, not of patterns
    before, in_data, is_short_form = "", False, False
    for token in read_tokens(text):
        top = stack[-1] if stack else None
        word = token.text.lower() if token.kind == "word" else token.text
        if token.kind == "variable" and top:
            top.names.add(token.text[1:])
        elif word == "select" and top:
            top.is_subselect = True
        elif word == "values":
            in_data = True
        elif word == "where" and before == "construct":
            is_short_form = True
        elif word == "{":
            is_pattern = not in_data and before != "construct"
            stack.append(_Group(token.start + 1, top) if is_pattern else None)
            groups += [group for group in stack[-1:] if group]
            in_data = False
        elif word == "}" and stack:
            stack.pop()
        before = word
    return (groups[0] if groups and not is_short_form else None), groups


def name_columns(text: str, visible: Collection[str], order: Iterable[str]) -> str:
    """Write the variables in place of the star of an outermost `SELECT *`, in this order.

    >>> name_columns("SELECT * { ?s ?p ?o }", ["o", "p", "s"], ["s", "p", "o"])
    'SELECT ?s ?p ?o { ?s ?p ?o }'
    """
    head = itertools.takewhile(lambda token: token.text != "{", read_tokens(text))
    for before, token in itertools.pairwise(head):
        if token.text == "*" and before.text.lower() in ("select", "distinct", "reduced"):
            names = " ".join(f"?{name}" for name in order if name in visible)
            return f"{text[: token.start]}{names or '*'} {text[token.start + 1 :].lstrip()}"
    return text


def check(
    text: str, prefixes: Mapping[str, str], *, base: str | None, where: str, allow_service: bool
) -> None:
    """Refuse what is no query: updates, faulty syntax and, unless allowed, calls of services.

    The store would follow SERVICE to any address. So the store's own parser is asked
    whether the text is still a query once the letters of the keyword are others; names and
    strings change harmlessly with it.

    Raises: QueryError: with line and column where the text is at fault.
    """
    from kg.sparql.syntax import Grammar, explain

    check_size(text, where)
    refuse_update(text, where)
    grammar = Grammar(prefixes, base)
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


def _line_column(text: str, place: int) -> str:
    return f"{text.count(chr(10), 0, place) + 1}:{place - text.rfind(chr(10), 0, place)}"
