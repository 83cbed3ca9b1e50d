"""Values that people give for parameters, as RDF terms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

import pyoxigraph as ox

from kg.errors import QueryError
from kg.prefixes import expand
from kg.queries.lookup import Ask, find_things, follow_alias, suggest
from kg.queries.packaged import Parameter
from kg.sparql import Term
from kg.suggest import did_you_mean
from kg.vocab import term

Given = str | int | float | bool | date | ox.NamedNode | ox.Literal
"""What people give for a parameter."""
_IRI = re.compile(r"<([^>]*)>")


def parse_value(given: Given, prefixes: Mapping[str, str]) -> Term:
    """Read `<IRI>`, `prefix:local` with one of these prefixes, or else a plain string.

    Numbers, dates and terms are themselves.

    Raises: QueryError: where what stands in angle brackets is no absolute IRI.

    >>> parse_value("schema:name", {"schema": "https://schema.org/"})
    <NamedNode value=https://schema.org/name>
    """
    if isinstance(given, ox.NamedNode | ox.Literal):
        return given
    if isinstance(given, date):
        datatype = "xsd:dateTime" if isinstance(given, datetime) else "xsd:date"
        return ox.Literal(given.isoformat(), datatype=term(datatype))
    if not isinstance(given, str):
        return ox.Literal(given)
    bracketed = _IRI.fullmatch(given)
    iri = bracketed[1] if bracketed else expand(given, prefixes)
    try:
        if iri is not None:
            return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(
            "not an absolute IRI", where="--param", value=given, todo="write it like <https://…>"
        ) from error
    return ox.Literal(given)


class Names(Protocol):
    """Knows what things are called."""

    def find(self, name: str, classes: Sequence[str]) -> Sequence[Term]:
        """Find the things of these classes that are called so, as `find_things` does."""

    def follow(self, iri: ox.NamedNode) -> Sequence[ox.NamedNode]:
        """Return what an IRI was replaced by, or itself, as `follow_alias` does."""


class _Asked:
    """Finds things by queries."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def find(self, name: str, classes: Sequence[str]) -> Sequence[Term]:
        return find_things(self._ask, name, classes)

    def follow(self, iri: ox.NamedNode) -> Sequence[ox.NamedNode]:
        return follow_alias(self._ask, iri)


def fill_parameters(
    parameters: Sequence[Parameter],
    given: Mapping[str, Given],
    ask: Ask,
    prefixes: Mapping[str, str],
) -> tuple[dict[str, list[Term]], list[str]]:
    """Turn what was given for declared parameters into terms, and say which names are unknown.

    Returns the values of each variable and a message for each name that nothing is called;
    its variable has no value then, so that the query has no results.

    Raises: QueryError: for a parameter that the query does not have, or that it lacks.
    """
    values, unknown = resolve_parameters(parameters, given, _Asked(ask), prefixes)
    return values, [_explain(ask, each, text) for each, text in unknown]


def resolve_parameters(
    parameters: Sequence[Parameter],
    given: Mapping[str, Given],
    names: Names,
    prefixes: Mapping[str, str],
) -> tuple[dict[str, list[Term]], list[tuple[Parameter, Given]]]:
    """Turn what was given for declared parameters into terms; also return what names nothing.

    Raises: QueryError: as `fill_parameters` does.
    """
    check_names([each.name for each in parameters], given)
    values: dict[str, list[Term]] = {}
    unknown = []
    for each in parameters:
        text = given.get(each.name, each.default)
        if text is None and each.is_optional:
            continue
        if text is None:
            raise QueryError(
                "a parameter is missing", value=each.name,
                todo=f"add --param {each.name}=… ({each.description})",
            )  # fmt: skip
        values[each.name] = _resolve(parse_value(text, prefixes), each.classes, names)
        if not values[each.name]:
            unknown.append((each, text))
    return values, unknown


def check_names(names: Sequence[str], given: Mapping[str, Given]) -> None:
    """Refuse a parameter that a query does not have.

    Raises: QueryError: with the parameters that it has.
    """
    for name in given:
        if name not in names:
            has = ", ".join(names) or "none"
            raise QueryError("the query has no such parameter", value=name, todo=f"it has {has}")


def _resolve(value: Term, classes: Sequence[str], names: Names) -> list[Term]:
    if not classes:
        return [value]
    if isinstance(value, ox.NamedNode):
        return list(names.follow(value))
    return list(names.find(value.value, classes))


def _explain(ask: Ask, parameter: Parameter, given: Given) -> str:
    hint = did_you_mean(suggest(ask, str(given), parameter.classes))
    return f"no {parameter.name} is called {given!r}{'; ' * bool(hint)}{hint}"
