"""Why a query may be empty: terms that the data does not have, and nearly the same that it has."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.errors import KgError, ServiceError
from kg.prefixes import Spelling
from kg.queries.casts import read_casts
from kg.queries.constants import Constant, read_constants
from kg.queries.emptiness import is_hollow
from kg.queries.lookup import Ask
from kg.queries.near import Near, of_kind
from kg.sparql import Grammar, Params, Results, Term, bind, read_declared, read_tokens
from kg.suggest import alike, did_you_mean
from kg.vocab import term

_MOST = 5
_ENOUGH = 0.7
_SPELLING = 0.8
"""How much the name behind the namespace counts, of 1."""
_PATIENCE = 5.0
"""Seconds that may go into an explanation, unless told otherwise."""
_TEXT, _INTEGER = term("xsd:string"), term("xsd:integer")


class _EnoughError(Exception):
    """The explanation has taken as long as it may."""


def explain_empty(
    ask: Ask,
    text: str,
    params: Params | None = None,
    *,
    prefixes: Mapping[str, str],
    base: str | None = None,
    patience: float = _PATIENCE,
) -> list[str]:
    """Say which terms a query without results asks for in vain, and what would match.

    Properties and classes are looked for that the data does not have, values that none of its
    triples has, and literals in expressions whose kind or case keeps the query from its results.
    Those are left out that a query can do without (in OPTIONAL, MINUS, NOT EXISTS and
    templates). Nothing is asked once `patience` (seconds) is at its end, or a service has failed.
    """
    end = time.monotonic() + patience

    def ask_in_time(text: str, params: Params) -> Results:
        if time.monotonic() > end:
            raise _EnoughError
        return ask(text, params)

    explanation = _Explanation(ask_in_time, bind(text, params or {}), prefixes, base)
    notes: dict[str, None] = {}
    try:
        for note in explanation.notes():
            notes[note] = None
            if len(notes) == _MOST:
                break
    except (_EnoughError, ServiceError):
        pass  # It only helps: what was found so far is said.
    return [*notes]


def explain_graph(
    ask: Ask, text: str, graph: str | None, graphs: Callable[[], list[str]]
) -> str | None:
    """Say that the graph that was asked is empty, where it is; `graphs` lists some that are not.

    `graph` is the named graph that was asked in place of the default one.
    """
    chooses = any(token.text.lower() in ("graph", "from") for token in read_tokens(text))
    if (chooses and graph is None) or ask("ASK { ?s ?p ?o }", {}):
        return None
    named = sorted(graphs())
    listed = ", ".join(f"<{each}>" for each in named[:_MOST])
    if graph is not None:
        others = f"; there is {listed}" if named else ""
        return f"the data has no graph <{graph}>{others}"
    if not named:
        return None
    return f"the default graph is empty, and there are named graphs; ask one: --graph {named[0]}"


def similarity(one: str, other: str) -> float:
    """Compare two IRIs, from 0 to 1: most by the name, the rest by the namespace.

    `http` and `https` make one namespace, and so do the two ends `/` and `#`.

    >>> similarity("http://schema.org/name", "https://schema.org/name")
    1.0
    """
    (namespace, name), (other_namespace, other_name) = _split(one), _split(other)
    same = namespace == other_namespace
    return _SPELLING * alike(name, other_name) + (1 - _SPELLING) * same


def _split(iri: str) -> tuple[str, str]:
    namespace, name = re.fullmatch(r"(.*?)([^/#:]*)", iri, re.DOTALL).groups()  # type: ignore[union-attr]
    return re.sub(r"^https?:", "", namespace).rstrip("/#"), name


class _Explanation:
    """What a query asks for, term by term, held against the data."""

    def __init__(self, ask: Ask, text: str, prefixes: Mapping[str, str], base: str | None) -> None:
        self._ask, self._text = ask, text
        known = {**prefixes, **read_declared(text)}
        self._spelling = Spelling(known)
        self._near = Near(ask, prefixes)
        self._grammar = Grammar(known, base)
        self._constants = read_constants(text, self._grammar)
        self._better: dict[Constant, Term] = {}

    def notes(self) -> Iterator[str]:
        """Yield a sentence for each term that is asked for in vain."""
        absent = [each for each in self._constants if self._is_absent(each)]
        loose = [each for each in self._constants if _is_loose(each)]
        if not self._is_empty(self._text):
            return
        for constant in absent:
            note = self._say(constant)
            if note:
                yield note
        if loose and (not self._better or self._is_empty(self._mended())):
            yield from self._try_others(loose)
        for cast, mended, text in read_casts(self._text, self._grammar):
            if not self._is_empty(text):
                yield f"{cast} cannot read what is there; {mended} has"

    def _is_absent(self, constant: Constant) -> bool:
        wanted, role = constant.term, constant.role
        if role == "property":
            return not self._near.has(f"?s {wanted} ?o")
        if role == "class":
            return not self._near.has(f"?s a {wanted}")
        if role == "object":
            return constant.predicate is not None and not self._near.has(
                f"?s {constant.predicate} {wanted}"
            )
        if isinstance(wanted, ox.Literal):
            return False
        return not (self._near.has(f"{wanted} ?p ?o") or self._near.has(f"?s ?p {wanted}"))

    def _say(self, constant: Constant) -> str | None:
        if constant.role in ("property", "class"):
            found = self._names_like(constant)
            is_class = constant.role == "class"
            what = "nothing has the class" if is_class else "no triple has the property"
            hint = did_you_mean(self._spell(each) for each in found)
            note = f"{what} {constant.text}{'; ' * bool(hint)}{hint}"
        else:
            if constant.predicate is not None:
                found = self._near.objects(constant.term, constant.predicate)
                what = f"no triple has {self._spell(constant.predicate)} {constant.text}"
            else:
                assert isinstance(constant.term, ox.NamedNode)
                found = self._near.nodes(constant.term)
                what = f"the data does not have {constant.text}"
            if not found:
                return self._say_behind(constant, what)
            note = f"{what}; {' or '.join(map(self._spell, found))} would match"
        if found:
            self._better[constant] = found[0]
        return note

    def _say_behind(self, constant: Constant, what: str) -> str | None:
        """Say that the things which a property leads to have the text, where they do."""
        if not isinstance(constant.term, ox.Literal) or constant.predicate is None:
            return None
        path = self._spell(constant.predicate)
        found = [
            f"{path}/{self._spell(property)} {self._spell(value)}"
            for property, value in self._near.behind(constant.term, constant.predicate)
        ]
        return f"{what}; {' or '.join(found)} would match" if found else None

    def _names_like(self, constant: Constant) -> list[Term]:
        wanted = constant.term.value
        known = self._near.names(classes=constant.role == "class")
        closest = max(known, key=lambda each: similarity(wanted, each), default="")
        return [ox.NamedNode(closest)] if similarity(wanted, closest) >= _ENOUGH else []

    def _try_others(self, loose: Sequence[Constant]) -> Iterator[str]:
        """Try the literals in expressions as others, until the query has results."""
        for others in self._others(loose):
            if others and not self._is_empty(self._mended(others)):
                for constant, other in others.items():
                    yield f"{constant.text} matches nothing; {self._spell(other)} would"
                return

    def _others(self, loose: Sequence[Constant]) -> Iterator[dict[Constant, Term]]:
        """Yield replacements: all literals of one kind by those of another, then by their case."""
        properties = [
            each.term for each in self._constants
            if each.role == "property" and isinstance(each.term, ox.NamedNode)
        ]  # fmt: skip
        kinds = self._near.kinds(properties)
        kinds += [ox.Literal("", datatype=each) for each in (_TEXT, _INTEGER)]
        groups = itertools.groupby(sorted(loose, key=_kind), key=_kind)
        for same, kind in itertools.product([list(group) for _, group in groups], kinds):
            others = {each: of_kind(each.term.value, kind) for each in same}
            yield {each: other for each, other in others.items() if other != each.term}
        spelt: dict[Constant, Term] = {}
        for constant in loose:
            for spelling in self._near.spellings(constant.term.value, properties)[:1]:
                assert isinstance(constant.term, ox.Literal)
                if spelling != constant.term.value:
                    spelt[constant] = of_kind(spelling, constant.term)
        yield spelt
        for kind in kinds:
            yield {each: of_kind(other.value, kind) for each, other in spelt.items()}

    def _mended(self, others: Mapping[Constant, Term] | None = None) -> str:
        text = self._text
        replaced = {**self._better, **(others or {})}
        for constant, other in sorted(replaced.items(), key=lambda item: -item[0].start):
            text = f"{text[: constant.start]} {other} {text[constant.end :]}"
        return text

    def _is_empty(self, text: str) -> bool:
        try:
            return is_hollow(self._ask(text, {}))
        except ServiceError:
            raise
        except KgError:  # It is no query any more with another term in this place.
            return True

    def _spell(self, node: Term) -> str:
        return self._spelling.spell_term(node)


def _is_loose(constant: Constant) -> bool:
    """Tell whether this is a literal that only the whole query can tell to be in vain."""
    return isinstance(constant.term, ox.Literal) and (
        constant.role == "other" or (constant.role == "object" and constant.predicate is None)
    )


def _kind(constant: Constant) -> tuple[str, str]:
    assert isinstance(constant.term, ox.Literal)
    return constant.term.datatype.value, constant.term.language or ""
