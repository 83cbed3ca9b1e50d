"""JSON-LD for pages: short, since it is half of a page, and made from statements as N-Triples spells them.

A node that one other node refers to stands where it is referred to. The context says once what the
values of a property are, where all are IRIs or of one datatype, gives short names to properties and
classes that come often, and has prefixes for what many IRIs of the page begin with.

Source: JSON-LD 1.1, 4.1.5 (compact IRIs), 4.2.3 (type coercion), 4.5 (embedding).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from os.path import commonprefix

from kg.prefixes import Spelling
from kg.serialization.turtle import TYPE, Said

Described = Mapping[str, Said]
"""What is said of each subject: predicates with their objects, as N-Triples spells them."""
_KEPT = 1 << 15
"""IRIs whose names are remembered."""
_DEEPEST = 8
"""Nodes that stand within each other."""
_OFTEN = 4
"""Values of a property from which on it is shorter to say in the context what they are."""
_MANY = 8
"""Uses of a name from which on a shorter one pays."""
_LAST = re.compile(r"[/#]([A-Za-z]{2,})>$")
_NODE = "node"


def write_document(described: Described, names: Names, iris: Set[str]) -> str:
    """Write what is said of subjects; `iris` are those that are spelled there.

    >>> described = {"<x:a>": {"<x:p>": ["<x:b>"]}, "<x:b>": {"<x:q>": ['"1"^^<x:n>']}}
    >>> write_document(described, Names({}), set())
    '{"@context":{},"@graph":[{"@id":"x:a","x:p":{"@id":"x:b","x:q":{"@value":"1","@type":"x:n"}}}]}'
    """
    document = _Document(described, names, iris)
    nodes = ",".join(map(document.node, document.outside))
    return f'{{"@context":{{{",".join(document.context())}}},"@graph":[{nodes}]}}'


class Names:
    """Quotes the names of IRIs, shortened with prefixes, and remembers them from page to page."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes, self._spelling = prefixes, Spelling(prefixes)
        self._known: dict[str, str] = {}

    def prefixed(self, iris: Iterable[str]) -> dict[str, list[str]]:
        """List the local names of these IRIs by their prefixes."""
        found: dict[str, list[str]] = {}
        for each in iris:
            prefix, colon, local = (self._spelling.shorten(each) or "").partition(":")
            if colon:
                found.setdefault(prefix, []).append(local)
        return found

    def iri(self, prefix: str) -> str:
        """Return what a prefix stands for."""
        return self._prefixes[prefix]

    def of(self, text: str) -> str:
        """Quote the name of an IRI or of a blank node."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            iri = text[1:-1] if text[0] == "<" else text
            known = json.dumps(self._spelling.shorten(iri) or iri, ensure_ascii=False)
            self._known[text] = known
        return known


class _Document:
    """Writes the nodes of one page."""

    def __init__(self, described: Described, names: Names, iris: Set[str]) -> None:
        self._described, self._names = described, names
        self._inside, self._types = _inside(described), _types(described)
        prefixed = names.prefixed(iris)
        self._starts = {prefix: _start(several) for prefix, several in prefixed.items()}
        taken = {*prefixed, *(each.partition(":")[0] for each in iris)}
        self._terms = _terms(described, taken)
        self.outside = [each for each in described if each not in self._inside]
        """The nodes that stand by themselves."""

    def context(self) -> Iterator[str]:
        """Yield the entries of the context: prefixes, terms, and what the values of properties are."""
        for prefix, start in sorted(self._starts.items()):
            iri = json.dumps(self._names.iri(prefix) + start, ensure_ascii=False)
            yield f'"{prefix}":{{"@id":{iri},"@prefix":true}}' if start else f'"{prefix}":{iri}'
        for text in sorted({*self._terms, *self._types}):
            type_ = self._types.get(text, "")
            is_ = [f'"@id":{self._name(text)}'] if text in self._terms else []
            is_ += [f'"@type":{self._type(type_)}'] if type_ else []
            yield f"{self._term(text)}:{{{','.join(is_)}}}"

    def node(self, subject: str) -> str:
        """Write what is said of a subject."""
        entries = [f'"@id":{self._name(subject)}']
        for predicate, values in self._described[subject].items():
            if predicate == TYPE and all(each[0] != '"' for each in values):
                key, written = '"@type"', [self._term(each) for each in values]
            else:
                type_ = self._types.get(predicate, "")
                key, written = self._term(predicate), [self._value(v, type_) for v in values]
            several = ",".join(written)
            entries.append(f"{key}:{several if len(written) == 1 else f'[{several}]'}")
        return f"{{{','.join(entries)}}}"

    def _term(self, text: str) -> str:
        """Quote the name of a property or a class."""
        term = self._terms.get(text)
        return f'"{term}"' if term else self._name(text)

    def _type(self, kind: str) -> str:
        return '"@id"' if kind == _NODE else self._name(kind)

    def _name(self, text: str) -> str:
        """Quote the name of a node, short of what all names with its prefix begin with."""
        name = self._names.of(text)
        prefix, _, local = name[1:].partition(":")
        start = self._starts.get(prefix)
        return f'"{prefix}:{local[len(start) :]}' if start else name

    def _value(self, text: str, type_: str) -> str:
        """Write a value; what N-Triples escapes JSON does, too, and in the same way."""
        if text in self._inside:
            return self.node(text)
        kind = _kind(text)
        if kind == _NODE:
            name = self._name(text)
            return name if type_ == _NODE else f'{{"@id":{name}}}'
        if not kind:
            return text
        quoted = text[: text.rindex('"') + 1]
        if kind[0] == "@":
            return f'{{"@value":{quoted},"@language":"{kind[1:]}"}}'
        return quoted if type_ == kind else f'{{"@value":{quoted},"@type":{self._name(kind)}}}'


def _kind(text: str) -> str:
    """Tell what a value is: a node, of a datatype, in a language, or plain text, which is empty.

    >>> [_kind(each) for each in ("<x:a>", '"a"', '"a"@en', '"1"^^<x:n>')]
    ['node', '', '@en', '<x:n>']
    """
    if text[0] != '"':
        return _NODE
    return text[text.rindex('"') + 1 :].removeprefix("^^")


def _types(described: Described) -> dict[str, str]:
    """Find the properties that have values of one kind, and often: IRIs, or one datatype."""
    kinds: dict[str, Counter[str]] = {}
    for said in described.values():
        for predicate, values in said.items():
            kinds.setdefault(predicate, Counter()).update(map(_kind, values))
    return {
        predicate: kind
        for predicate, counts in kinds.items()
        for kind, n in counts.items()
        if len(counts) == 1
        and n >= _OFTEN
        and (kind == _NODE or kind[:1] == "<")
        and predicate != TYPE
    }


def _start(names: list[str]) -> str:
    """Find what many local names begin with, up to a full stop; empty where one has no more.

    >>> _start(["owls.title.0-4", "owls.title.5-9"] * 4), _start(["owls.1", "owls."] * 4)
    ('owls.title.', '')
    """
    start = commonprefix(names) if len(names) >= _MANY else ""  # noqa: RUF071  # Of characters.
    start = start[: start.rfind(".") + 1]
    return start if all(each[len(start) :][:1].isalnum() for each in names) else ""


def _terms(described: Described, taken: Set[str]) -> dict[str, str]:
    """Name the properties and classes that come often by the last part of their IRIs alone."""
    counts: Counter[str] = Counter()
    for said in described.values():
        counts.update(said.keys() - {TYPE})
        counts.update(each for each in said.get(TYPE, ()) if each[0] == "<")
    last = {each: _LAST.search(each) for each in counts}
    found = {each: match[1] for each, match in last.items() if match and match[1] not in taken}
    shared = Counter(found.values())
    return {
        each: term for each, term in found.items() if shared[term] == 1 and counts[each] >= _MANY
    }


def _inside(described: Described) -> set[str]:
    """Find the nodes that stand where they are referred to: by one other, and not too deep."""
    referring: dict[str, list[str]] = {}
    for subject, said in described.items():
        for values in said.values():
            for each in values:
                if each in described:
                    referring.setdefault(each, []).append(subject)
    classes = {each for said in described.values() for each in said.get(TYPE, ())}
    above = {n: several[0] for n, several in referring.items() if len(several) == 1}
    return {each for each in above if each not in classes and _has_end(each, above)}


def _has_end(node: str, above: Mapping[str, str]) -> bool:
    """Tell whether the way up from a node ends soon; in a ring it never does."""
    for _ in range(_DEEPEST):
        if node not in above:
            return True
        node = above[node]
    return False
