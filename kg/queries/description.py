"""Everything known about one thing."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import pyoxigraph as ox

from kg.answers import Cell, Sheet, Table, compact
from kg.errors import QueryError
from kg.queries.fulltext import FullText
from kg.queries.lookup import find_things, follow_alias, select, suggest
from kg.queries.packaged import load_query
from kg.queries.parameters import parse_value
from kg.queries.results import read_rows
from kg.store import Data, Store, open_data
from kg.suggest import did_you_mean
from kg.vocab import RDF_TYPE, term

_OF_AGENT = (("Papers", "papers-by-author", "author"), ("Written with", "coauthors", "author"))
_SECTIONS = {
    "kg:Publication": (
        ("Authors", "authors", "paper"),
        ("Evidence", "evidence", "paper"),
        ("Read from", "provenance", "paper"),
        ("Similar papers", "similar-papers", "paper"),
    ),
    "skos:Concept": (
        ("Papers", "papers-mentioning", "concept"),
        ("Quotes", "quotes", "concept"),
    ),
    "schema:Person": _OF_AGENT,
    "schema:Organization": _OF_AGENT,
    "foaf:Agent": _OF_AGENT,
}
"""Class: headings, each with the packaged query that answers it and its parameter."""

_TOLD_BY_SECTIONS = [term("schema:author"), term("kg:authorship")]
_NAMES = [term("skos:prefLabel"), term("schema:name")]


def describe(thing: str, data: Data = None) -> Sheet:
    """Describe what `thing` stands for: an IRI, a prefixed name, or what it is called.

    `data` is a store or RDF files, else the build in `out/`. Several things of one name are
    listed. Where nothing has this name or IRI but one name has all these words, that one is described,
    and `notes` say so.

    Raises: QueryError: where nothing is found, with names that are close. RdfError: a file that
    cannot be parsed. InputError: no build is there.

    >>> from kg.resources import CONCEPTS_FILE
    >>> print(describe("atari 100k", CONCEPTS_FILE).title.splitlines()[0])
    Atari 100K
    """
    store = open_data(data)
    found, note = identify(store, thing)
    notes = [note] if note else []
    if len(found) > 1:
        rows = [(each, _classes_text(store, each), _label(store, each)) for each in found]
        listed = Table(("thing", "class", "label"), rows, store.prefixes)
        return Sheet(f"{len(found)} things have this name:", {"Things": listed}, notes)
    iri = found[0]
    kind = _classes_text(store, iri) or "of no class"
    title = f"{_label(store, iri)}\n{compact(iri, store.prefixes)} · {kind}"
    return Sheet(title, dict(_tables(store, iri)), notes)


def identify(store: Store, thing: str) -> tuple[list[ox.NamedNode], str | None]:
    """Find what an IRI, a prefixed name or a name stands for, and what there is to say of that.

    Raises: QueryError: where nothing is found, with names that are close.
    """
    value = parse_value(
        f"<{thing}>" if thing.startswith(("http://", "https://")) else thing, store.prefixes
    )
    if isinstance(value, ox.Literal):
        found = find_things(store.query, value.value)
        if found:
            return found, None
    else:
        known = "ASK { { ?thing ?p ?o } UNION { ?s ?p ?thing } }"
        found = follow_alias(store.query, value)
        if len(found) > 1 or store.query(known, params={"thing": found[0]}):
            return found, None
    return _search(store, thing)


def _search(store: Store, thing: str) -> tuple[list[ox.NamedNode], str]:
    hits = FullText(store).search(thing, 4, only_names=True)
    if len(hits) == 1:
        return [hits[0].thing], f"nothing is called {thing!r}; {hits[0].label!r} has these words"
    close = [*dict.fromkeys([*suggest(store.query, thing), *(hit.label for hit in hits)])][:3]
    todo = did_you_mean(close) or f"try `kg find {shlex.quote(thing)}`"
    raise QueryError("nothing has this name or IRI", value=thing, todo=todo)


def _tables(store: Store, iri: ox.NamedNode) -> Iterator[tuple[str, Table]]:
    classes = set(_objects(store, iri, RDF_TYPE))
    sections = [each for name in _SECTIONS if term(name) in classes for each in _SECTIONS[name]]
    rows = list(_outgoing(store, iri))
    if sections:
        narrower = [term("skos:broader"), term("dcterms:isReplacedBy")]
        rows += _incoming(store, iri, narrower)
    else:
        rows += _incoming(store, iri, None)
    if rows:
        yield "Properties", Table(("property", "value"), rows, store.prefixes)
    for heading, name, parameter in sections:
        results = select(store.query, load_query(name).text, {parameter: iri})
        header, found = read_rows(results)
        if found:
            yield heading, Table(header, found, store.prefixes)


def _outgoing(store: Store, iri: ox.NamedNode) -> Iterator[tuple[Cell, ...]]:
    quads = store.quads.quads_for_pattern(iri, None, None)
    pairs = {(quad.predicate, quad.object) for quad in quads}
    for predicate, value in sorted(pairs, key=str):
        if predicate != RDF_TYPE and predicate not in _TOLD_BY_SECTIONS:
            yield predicate, value if isinstance(value, ox.Literal) else _with_label(store, value)


def _incoming(
    store: Store, iri: ox.NamedNode, predicates: list[ox.NamedNode] | None
) -> Iterator[tuple[Cell, ...]]:
    quads = store.quads.quads_for_pattern(None, None, iri)
    pairs = {(quad.predicate, quad.subject) for quad in quads}
    for predicate, subject in sorted(pairs, key=str):
        if predicates is None or predicate in predicates:
            yield f"{compact(predicate, store.prefixes)} of", _with_label(store, subject)


def _with_label(store: Store, value: object) -> str:
    text = compact(value, store.prefixes)
    label = _label(store, value) if isinstance(value, ox.NamedNode) else ""
    return f"{label} ({text})" if label else text


def _label(store: Store, iri: ox.NamedNode) -> str:
    for name in _NAMES:
        labels = sorted(compact(each, {}) for each in _objects(store, iri, name))
        if labels:
            return labels[0]
    abstracts = sorted(compact(each, {}) for each in _objects(store, iri, term("schema:abstract")))
    return f"{abstracts[0][:60]}…" if abstracts else ""


def _classes_text(store: Store, iri: ox.NamedNode) -> str:
    return ", ".join(
        sorted(compact(each, store.prefixes) for each in _objects(store, iri, RDF_TYPE))
    )


def _objects(store: Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> Iterator[object]:
    return (quad.object for quad in store.quads.quads_for_pattern(subject, predicate, None))
