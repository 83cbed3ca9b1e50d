"""Prefixes: IRIs shortened and expanded with them, and those of the data that is asked.

Source: W3C RDF 1.1 Turtle, 2.4 and 6.5 (PNAME_LN); SPARQL 1.1 Query Language has the same grammar.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.identity import Namespace
from kg.vocab import DEFAULT_BASE, PREFIXES, term

_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
_INNER = rf"{_LETTER}_0-9\u00b7\u0300-\u036f\u203f\u2040\-"
_LOCAL = re.compile(rf"[{_LETTER}_0-9](?:[{_INNER}.]*[{_INNER}])?")
"""Local names that need no escape, and that the store's parser knows: none beyond U+FFFF."""
_NAME = re.compile(rf"((?:[{_LETTER}](?:[{_INNER}.]*[{_INNER}])?)?):((?:[^\s<>\"{{}}|\\^`]|\\.)*)")
_OWN = re.compile(rf"(\S+[/#])(?:{'|'.join(Namespace().prefixes().keys() - PREFIXES.keys())})/")

_STRING = term("xsd:string")
_REMEMBERED = 1024
"""IRIs whose names are kept: properties and classes come again and again."""

SAMPLE = """PREFIX kg: <https://example.org/kg/ns#>
SELECT ?thing {
  VALUES ?class { kg:Publication kg:Method kg:Benchmark kg:Task }
  { ?thing a ?class } UNION { GRAPH ?graph { ?thing a ?class } }
} LIMIT 100"""
"""Asks a data set for `?thing`s whose IRIs show its namespace to `prefixes_shown`."""


def namespace_of(iri: str) -> str:
    """Return an IRI up to its last `/` or `#`, that one included.

    >>> namespace_of("https://schema.org/name")
    'https://schema.org/'
    """
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


class Spelling:
    """Writes IRIs with prefixes; the longest namespace wins, and of two names the first.

    >>> Spelling({"schema": "https://schema.org/"}).shorten("https://schema.org/name")
    'schema:name'
    """

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._names: dict[str, str] = {}
        for name, namespace in prefixes.items():
            self._names.setdefault(namespace, name)
        odd = (each for each in self._names if each and each != namespace_of(each))
        self._odd = sorted(odd, key=len, reverse=True)
        self._known = lru_cache(_REMEMBERED)(self._shorten)

    def shorten(self, iri: str) -> str | None:
        """Return the prefixed name of an IRI, None where it has none without escapes."""
        return self._known(iri)

    def _shorten(self, iri: str) -> str | None:
        return self.shorten_in(namespace_of(iri), iri)

    def shorten_in(self, namespace: str, iri: str) -> str | None:
        """Return the prefixed name of an IRI whose `namespace_of` is known, and remember none."""
        for odd in self._odd:
            if iri.startswith(odd) and _LOCAL.fullmatch(iri, len(odd)):
                return f"{self._names[odd]}:{iri[len(odd) :]}"
        name = self._names.get(namespace)
        if name is None or not _LOCAL.fullmatch(iri, len(namespace)):
            return None
        return f"{name}:{iri[len(namespace) :]}"

    def spell(self, iri: str) -> str:
        """Return the prefixed name of an IRI, else the IRI in angle brackets."""
        return self.shorten(iri) or f"<{iri}>"

    def spell_term(self, node: NamedNode | Literal) -> str:
        """Return an IRI, or a literal with its language or datatype, as Turtle has it."""
        if isinstance(node, NamedNode):
            return self.spell(node.value)
        if node.language or node.datatype == _STRING:
            return str(node)
        return f"{Literal(node.value)}^^{self.spell(node.datatype.value)}"


def spell(iri: str, prefixes: Mapping[str, str]) -> str:
    """Write one IRI as `Spelling` does.

    >>> spell("https://example.org/a/b", {"ex": "https://example.org/"})
    '<https://example.org/a/b>'
    """
    return Spelling(prefixes).spell(iri)


def expand(name: str, prefixes: Mapping[str, str]) -> str | None:
    r"""Return the IRI of a prefixed name, escapes undone; None where no prefix is known in it.

    >>> expand(r"ex:a\/b", {"ex": "https://example.org/"})
    'https://example.org/a/b'
    """
    match = _NAME.fullmatch(name)
    if match is None or match[1] not in prefixes:
        return None
    return prefixes[match[1]] + re.sub(r"\\(.)", r"\1", match[2])


def prefixes_shown(
    iris: Iterable[str], declared: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Gather the prefixes of a data set: those it declares, of its namespace, and the known ones.

    Its namespace is that of most of these `iris` (of things or of their namespaces) that are made
    as `kg build` makes them; the default one where none is. What is declared comes first.

    >>> prefixes_shown(["https://data.example.org/paper/doi-10.1-x"])["person"]
    'https://data.example.org/person/'
    """
    first = dict(declared or {})
    bases = Counter(match[1] for iri in (*first.values(), *iris) if (match := _OWN.match(iri)))
    base = min(bases, key=lambda each: (-bases[each], each), default=DEFAULT_BASE)
    return {**first, **Namespace(base).prefixes(), **first}
