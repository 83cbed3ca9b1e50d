"""Why a query may be empty: properties and classes that the data does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.queries.results import compact
from kg.sparql import Params, Results, Token, read_tokens
from kg.store import Store
from kg.suggest import alike, did_you_mean
from kg.syntax import Grammar
from kg.vocab import RDF_TYPE

_MOST = 5
_ENOUGH = 0.7
_SPELLING = 0.8
"""How much the name behind the namespace counts, of 1."""
_NOT_NEEDED = {"optional", "minus", "not exists", "construct"}


def explain_empty(
    store: Store, text: str, params: Params | None = None, *, base: str | None = None
) -> list[str]:
    """Say which properties and classes a query without results asks for and no triple has.

    Those are left out that a query can do without (in OPTIONAL, MINUS, NOT EXISTS and
    templates). Each comes with the most similar one that the store has.
    """
    tokens = list(read_tokens(text))
    prefixes = store.prefixes | _read_prefixes(tokens)
    absent = list(_find_absent(store, text, tokens, Grammar(prefixes, base)))
    if not absent or not _is_empty(store.query(text, params, base=base)):
        return []
    notes: dict[str, None] = {}
    for token, iri, is_class in absent:
        known = read_classes(store) if is_class else read_properties(store)
        closest = max(known, key=lambda each: similarity(iri.value, each), default="")
        is_close = similarity(iri.value, closest) >= _ENOUGH
        hint = did_you_mean([compact(ox.NamedNode(closest), prefixes)] if is_close else [])
        what = "nothing has the class" if is_class else "no triple has the property"
        notes[f"{what} {token.text}{'; ' * bool(hint)}{hint}"] = None
    return [*notes][:_MOST]


def read_properties(store: Store) -> list[str]:
    """List the IRIs of the properties in a store, in order."""
    return _read_terms(store, "?s ?term ?o")


def read_classes(store: Store) -> list[str]:
    """List the IRIs of the classes in a store, in order."""
    return _read_terms(store, "?s a ?term")


def _read_terms(store: Store, pattern: str) -> list[str]:
    either = f"{{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }}"
    results = store.query(f"SELECT DISTINCT ?term {{ {either} FILTER isIRI(?term) }}")
    assert isinstance(results, ox.QuerySolutions)
    return sorted(row["term"].value for row in results)


def _is_empty(results: Results) -> bool:
    if isinstance(results, ox.QueryBoolean):
        return not results
    return next(iter(results), None) is None


def _find_absent(
    store: Store, text: str, tokens: Sequence[Token], grammar: Grammar
) -> Iterator[tuple[Token, ox.NamedNode, bool]]:
    """Find the needed terms that no triple has, and tell of each whether it is a class."""
    for place in _needed_places(tokens):
        token = tokens[place]
        iri = _expand(token, grammar.prefixes)
        if iri is None:
            continue
        if _is_class(tokens, place, grammar.prefixes):
            if not _has(store, RDF_TYPE, iri):
                yield token, iri, True
        elif not _has(store, iri, None) and _is_property(text, token, grammar):
            yield token, iri, False


def _read_prefixes(tokens: Sequence[Token]) -> dict[str, str]:
    """Read the declarations `PREFIX name: <IRI>`; those among patterns cannot be."""
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {
        name.text[:-1]: iri.text[1:-1]
        for word, name, iri in triples
        if word.text.lower() == "prefix" and iri.kind == "iri"
    }


def _needed_places(tokens: Sequence[Token]) -> Iterator[int]:
    """Number the IRIs inside braces without which the query has no answer."""
    stack: list[bool] = []
    words = ("", "")
    for place, token in enumerate(tokens):
        if token.text == "{":
            opener = words[1] if words[1] != "exists" else " ".join(words)
            stack.append(opener not in _NOT_NEEDED)
        elif token.text == "}" and stack:
            stack.pop()
        elif stack and all(stack) and token.kind in ("iri", "name"):
            after = tokens[place + 1].text if place + 1 < len(tokens) else ""
            if after not in ("*", "?"):
                yield place
        words = (words[1], token.text.lower())


def _expand(token: Token, prefixes: Mapping[str, str]) -> ox.NamedNode | None:
    prefix, _, local = token.text.partition(":")
    written = token.text[1:-1] if token.kind == "iri" else prefixes.get(prefix, "") + local
    try:
        return ox.NamedNode(re.sub(r"\\(.)", r"\1", written))
    except ValueError:  # relative: it stands for whatever the base makes of it
        return None


def _has(store: Store, predicate: ox.NamedNode, value: ox.NamedNode | None) -> bool:
    return any(True for _ in store.quads.quads_for_pattern(None, predicate, value))


def _is_class(tokens: Sequence[Token], place: int, prefixes: Mapping[str, str]) -> bool:
    """Tell whether a term follows `a` or `rdf:type`, perhaps after other classes and commas."""
    while place > 1 and tokens[place - 1].text == ",":
        place -= 2
    before = tokens[place - 1]
    return before.text == "a" or _expand(before, prefixes) == RDF_TYPE


def _is_property(text: str, token: Token, grammar: Grammar) -> bool:
    """Tell whether a term stands where a property stands: there alone the word `a` fits too."""
    swapped = f"{text[: token.start]} a {text[token.start + len(token.text) :]}"
    return grammar.parse(swapped) is None


def similarity(one: str, other: str) -> float:
    """Compare two IRIs, from 0 to 1: most by the name, the rest by the namespace.

    `http` and `https` make one namespace, and so do the two ends `/` and `#`.

    >>> similarity("http://schema.org/name", "https://schema.org/name")
    1.0
    """
    (namespace, name), (other_namespace, other_name) = _split(one), _split(other)
    return _SPELLING * alike(name, other_name) + (1 - _SPELLING) * (namespace == other_namespace)


def _split(iri: str) -> tuple[str, str]:
    namespace, name = re.fullmatch(r"(.*?)([^/#:]*)", iri, re.DOTALL).groups()  # type: ignore[union-attr]
    return re.sub(r"^https?:", "", namespace).rstrip("/#"), name
