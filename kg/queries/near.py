"""What the data has that is nearly a term of a query: other in datatype, language, case, namespace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.prefixes import namespace_of
from kg.queries.lookup import Ask
from kg.sparql import Term
from kg.vocab import RDF_TYPE, term

_MOST = 3
_NUMBER = re.compile(r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)")
_USUAL = [
    ox.Literal("", language="en"),
    *(ox.Literal("", datatype=term(f"xsd:{name}")) for name in (
        "string", "integer", "decimal", "double", "gYear", "date", "dateTime", "boolean", "anyURI",
    )),
]  # fmt: skip
"""Kinds of literals that are tried where nothing tells which the data has there."""


class Near:
    """Looks into the data that answers `ask`, by SPARQL; `prefixes` name its namespaces."""

    def __init__(self, ask: Ask, prefixes: Mapping[str, str]) -> None:
        self._ask, self._prefixes = ask, prefixes
        self._names: dict[bool, list[str]] = {}

    def has(self, pattern: str) -> bool:
        """Tell whether some triple, in whatever graph, is like this pattern."""
        return bool(self._ask(f"ASK {{ {_anywhere(pattern)} }}", {}))

    def names(self, *, classes: bool) -> list[str]:
        """List the IRIs of the properties, or of the classes, of the data."""
        if classes not in self._names:
            pattern = f"?s {RDF_TYPE} ?found" if classes else "?s ?found ?o"
            found = self._find(pattern, "FILTER isIRI(?found)", None)
            self._names[classes] = sorted(each.value for each in found)
        return self._names[classes]

    def objects(self, wanted: Term, predicate: ox.NamedNode) -> list[Term]:
        """List values of a property that are nearly this one."""
        text = ox.Literal(wanted.value.lower())
        tests = [f"LCASE(STR(?found)) = {text}"]
        if isinstance(wanted, ox.NamedNode):
            local = ox.Literal(_local(wanted.value).lower())
            tests.append(f"(isIRI(?found) && STRENDS(LCASE(STR(?found)), {local}))")
        elif _NUMBER.fullmatch(wanted.value):
            double = term("xsd:double")
            tests.append(f"{double}(STR(?found)) = {double}({ox.Literal(wanted.value)})")
        if isinstance(wanted, ox.Literal) and wanted.value:
            labelled = ox.Literal(f":{wanted.value.lower()}")
            tests.append(f"(isLiteral(?found) && STRENDS(LCASE(STR(?found)), {labelled}))")
        found = self._find(f"?s {predicate} ?found", f"FILTER({' || '.join(tests)})")
        if isinstance(wanted, ox.NamedNode):
            found = [each for each in found if _is_namesake(each, wanted)]
        return found

    def behind(self, wanted: ox.Literal, predicate: ox.NamedNode) -> list[tuple[Term, Term]]:
        """List properties of the things that a property leads to, which hold a literal there."""
        pattern = _anywhere(f"?s {predicate} ?thing . ?thing ?found ?value")
        test = f"isLiteral(?value) && LCASE(STR(?value)) = {ox.Literal(wanted.value.lower())}"
        results = self._ask(
            f"SELECT DISTINCT ?found ?value {{ {pattern} FILTER({test}) }}"
            f" ORDER BY ?found LIMIT {_MOST}", {},
        )  # fmt: skip
        assert isinstance(results, ox.QuerySolutions)
        return [(row["found"], row["value"]) for row in results]

    def nodes(self, wanted: ox.NamedNode) -> list[Term]:
        """List things whose IRI is this one in another namespace, or in lower case."""
        local, own = _local(wanted.value), namespace_of(wanted.value)
        swapped = {"http:": "https:", "https:": "http:"}
        scheme, _, rest = own.partition("//")
        namespaces = {*self._prefixes.values(), own, f"{swapped.get(scheme, scheme)}//{rest}"}
        namespaces |= {f"{each[:-1]}{end}" for each in namespaces for end in "/#"}
        iris = {each + name for each in namespaces for name in (local, local.lower())}
        known = [node for iri in sorted(iris - {wanted.value}) if (node := _node(iri)) is not None]
        return self._existing(known) if local else []

    def literals(self, wanted: ox.Literal) -> list[Term]:
        """List literals of the data that differ from this one in kind, or in the case of all."""
        texts = dict.fromkeys((wanted.value, wanted.value.lower(), wanted.value.title()))
        return self._existing(
            [each for text in texts for kind in _USUAL if (each := of_kind(text, kind)) != wanted]
        )

    def kinds(self, properties: Iterable[ox.NamedNode]) -> list[ox.Literal]:
        """List the datatypes and languages of the values of properties, each as a literal."""
        chosen = "|".join(map(str, properties))
        if not chosen:
            return list(_USUAL)
        pattern = _anywhere(f"?s {chosen} ?o")
        kind = 'IF(LANG(?o) = "", STRDT("", DATATYPE(?o)), STRLANG("", LANG(?o)))'
        found = self._rows(
            f"SELECT DISTINCT ?found {{ {pattern} FILTER isLiteral(?o) BIND({kind} AS ?found) }}"
        )
        return [each for each in found if isinstance(each, ox.Literal)]

    def spellings(self, text: str, properties: Iterable[ox.NamedNode]) -> list[str]:
        """List how values of properties spell a text that they hold in other case."""
        chosen = "|".join(map(str, properties))
        if not chosen:
            return []
        test = f"CONTAINS(LCASE(STR(?found)), {ox.Literal(text.lower())})"
        found = self._find(f"?s {chosen} ?found", f"FILTER({test})")
        matches = (re.search(re.escape(text), each.value, re.IGNORECASE) for each in found)
        return [*dict.fromkeys(match[0] for match in matches if match)]

    def _existing(self, terms: Iterable[Term]) -> list[Term]:
        chosen = " ".join(map(str, dict.fromkeys(terms)))
        values = f"VALUES ?found {{ {chosen} }}"
        subject, value = _anywhere("?found ?p ?o"), _anywhere("?s ?p ?found")
        test = f"FILTER(EXISTS {{ {subject} }} || EXISTS {{ {value} }})"
        return self._rows(f"SELECT DISTINCT ?found {{ {values} {test} }} LIMIT {_MOST}")

    def _find(self, pattern: str, test: str, most: int | None = _MOST) -> list[Term]:
        limit = f"ORDER BY ?found LIMIT {most}" if most else ""
        return self._rows(f"SELECT DISTINCT ?found {{ {_anywhere(pattern)} {test} }} {limit}")

    def _rows(self, text: str) -> list[Term]:
        results = self._ask(text, {})
        assert isinstance(results, ox.QuerySolutions)
        return [row["found"] for row in results]


def of_kind(text: str, kind: ox.Literal) -> ox.Literal:
    """Make a literal of the datatype or language of another.

    >>> of_kind("owl", ox.Literal("", language="en"))
    <Literal value=owl language=en>
    """
    if kind.language:
        return ox.Literal(text, language=kind.language)
    return ox.Literal(text, datatype=kind.datatype)


def _anywhere(pattern: str) -> str:
    return f"{{ {pattern} }} UNION {{ GRAPH ?graph {{ {pattern} }} }}"


def _local(iri: str) -> str:
    return iri[len(namespace_of(iri)) :]


def _is_namesake(found: Term, wanted: ox.NamedNode) -> bool:
    if isinstance(found, ox.Literal):
        return True
    return _local(found.value).lower() == _local(wanted.value).lower()


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None
