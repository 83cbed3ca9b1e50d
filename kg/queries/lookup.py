"""From what people call a thing (label, title, name, identifier) to its IRI."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from kg.sparql import Params, Results
from kg.suggest import closest
from kg.text import fold
from kg.vocab import term

Ask = Callable[[str, Params], Results]
"""Answers a query, with values for its variables: a store or an endpoint."""

KINDS = (
    "kg:Publication", "schema:Person", "schema:Organization", "foaf:Agent",
    "kg:Method", "kg:Benchmark", "kg:Task", "schema:CreativeWork", "skos:ConceptScheme",
)  # fmt: skip
"""The classes of things that have a name of their own, as prefixed names."""

_PREFIXES = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_LABELLED = """?thing a ?class ;
    skos:prefLabel|skos:altLabel|schema:name|schema:alternateName|schema:identifier ?label ."""
_PRINTED = """?thing a ?class . ?line schema:item ?thing ; schema:name ?label ."""
_CALLED = """SELECT DISTINCT ?thing WHERE {{ {}
    FILTER (LCASE(STR(?label)) = LCASE(STR(?name))) }} ORDER BY ?thing"""
_BY_LABEL, _AS_PRINTED = (_PREFIXES + _CALLED.format(each) for each in (_LABELLED, _PRINTED))
_ALL_LABELS = f"{_PREFIXES}SELECT DISTINCT ?label WHERE {{ {_LABELLED} }}"
_SUCCESSOR = f"{_PREFIXES}SELECT ?thing WHERE {{ ?alias dcterms:isReplacedBy ?thing }}"


def select(ask: Ask, text: str, params: Params) -> ox.QuerySolutions:
    """Answer a SELECT query."""
    results = ask(text, params)
    assert isinstance(results, ox.QuerySolutions)
    return results


def find_things(ask: Ask, name: str, classes: Iterable[str] = KINDS) -> list[ox.NamedNode]:
    """Find the things of these classes that are called `name`, without regard to case.

    Where none is, those are found that a paper names so, or whose name is this one turned round.
    """
    kinds = [term(each) for each in classes]
    for text, names in ((_BY_LABEL, [name]), (_AS_PRINTED, [name]), (_BY_LABEL, turn_round(name))):
        params: Params = {"name": [ox.Literal(each) for each in names], "class": kinds}
        found = [row["thing"] for row in select(ask, text, params)] if names else []
        if found:
            return found
    return []


def turn_round(name: str) -> list[str]:
    """List the ways to write a name with the family name first, or last where it is first.

    >>> turn_round("Hoot, Ada B."), turn_round("Ada van Hoot")
    (['Ada B. Hoot'], ['van Hoot, Ada', 'Hoot, Ada van'])
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma:
        return [f"{given} {family}".strip()]
    words = name.split()
    return [f"{' '.join(words[n:])}, {' '.join(words[:n])}" for n in range(1, min(len(words), 6))]


def follow_alias(ask: Ask, iri: ox.NamedNode) -> list[ox.NamedNode]:
    """Return what an IRI was replaced by, or itself where it is in use; several where it was split."""
    found = sorted(row["thing"].value for row in select(ask, _SUCCESSOR, {"alias": iri}))
    return [ox.NamedNode(each) for each in found] or [iri]


def suggest(ask: Ask, name: str, classes: Iterable[str] = KINDS) -> list[str]:
    """List up to three labels that look like `name`, best first, accents and case apart."""
    rows = select(ask, _ALL_LABELS, {"class": [term(each) for each in classes]})
    labels = {fold(label): label for label in sorted(row["label"].value for row in rows)}
    turned = [close for each in turn_round(name) for close in closest(each, labels.values(), 1)]
    return [*dict.fromkeys([*closest(name, labels.values(), 3), *turned])][:3]
