"""Put values into the text of a query, as serialised terms."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.sparql.tokens import read_tokens

Term = ox.NamedNode | ox.Literal
Params = Mapping[str, Term | Sequence[Term]]
Results = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]


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


def name_columns(text: str, columns: Callable[[], Iterable[str]]) -> str:
    """Write the columns in place of the star of an outermost `SELECT *`, where there is one.

    >>> name_columns("SELECT * { ?s ?p ?o }", lambda: ["s", "p", "o"])
    'SELECT ?s ?p ?o { ?s ?p ?o }'
    """
    head = itertools.takewhile(lambda token: token.text != "{", read_tokens(text))
    for before, token in itertools.pairwise(head):
        if token.text == "*" and before.text.lower() in ("select", "distinct", "reduced"):
            names = " ".join(f"?{name}" for name in columns())
            return f"{text[: token.start]}{names or '*'} {text[token.start + 1 :].lstrip()}"
    return text
