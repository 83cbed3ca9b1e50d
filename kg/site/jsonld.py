"""JSON-LD for pages: short, since it is half of a page, and made from statements as N-Triples spells them.

A node that one other node refers to stands where it is referred to. A property whose values are
all IRIs, or all of one datatype, says so once, in the context.

Source: JSON-LD 1.1, 4.1.5 (compact IRIs), 4.2.3 (type coercion), 4.5 (embedding).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from kg.prefixes import Spelling
from kg.serialization.turtle import TYPE, Said

Described = Mapping[str, Said]
"""What is said of each subject: predicates with their objects, as N-Triples spells them."""
_KEPT = 1 << 16
"""IRIs whose names are remembered."""
_DEEPEST = 8
"""Nodes that stand within each other."""
_OFTEN = 4
"""Values of a property from which on it is shorter to say in the context what they are."""
_NODE = "node"


def write_document(described: Described, names: Names, prefixes: Mapping[str, str]) -> str:
    """Write what is said of subjects, with the prefixes that their IRIs are shortened with.

    >>> described = {"<x:a>": {"<x:p>": ["<x:b>"]}, "<x:b>": {"<x:q>": ['"1"^^<x:n>']}}
    >>> write_document(described, Names({}), {})
    '{"@context":{},"@graph":[{"@id":"x:a","x:p":{"@id":"x:b","x:q":{"@value":"1","@type":"x:n"}}}]}'
    """
    document = _Document(described, names)
    nodes = ",".join(map(document.node, document.outside))
    context = ",".join([*_entries(prefixes), *document.coercions()])
    return f'{{"@context":{{{context}}},"@graph":[{nodes}]}}'


def _entries(prefixes: Mapping[str, str]) -> Iterable[str]:
    return (f"{json.dumps(name)}:{json.dumps(iri)}" for name, iri in prefixes.items())


class Names:
    """Quotes the names of IRIs, shortened with prefixes, and remembers them from page to page."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes, self._spelling = prefixes, Spelling(prefixes)
        self._known: dict[str, str] = {}

    def prefixes_of(self, iris: Iterable[str]) -> dict[str, str]:
        """Return the prefixes that these IRIs are shortened with."""
        used = {short.partition(":")[0] for each in iris if (short := self._spelling.shorten(each))}
        return {name: self._prefixes[name] for name in sorted(used)}

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

    def __init__(self, described: Described, names: Names) -> None:
        self._described, self._names = described, names
        self._inside, self._types = _inside(described), _types(described)
        self.outside = [each for each in described if each not in self._inside]
        """The nodes that stand by themselves."""

    def coercions(self) -> list[str]:
        """List the entries of the context that say what the values of a property are."""
        of = self._names.of
        pairs = ((of(p), '"@id"' if t == _NODE else of(t)) for p, t in self._types.items())
        return [f'{name}:{{"@type":{type_}}}' for name, type_ in sorted(pairs)]

    def node(self, subject: str) -> str:
        """Write what is said of a subject."""
        entries = [f'"@id":{self._names.of(subject)}']
        for predicate, values in self._described[subject].items():
            if predicate == TYPE and all(each[0] != '"' for each in values):
                key, written = '"@type"', [self._names.of(each) for each in values]
            else:
                type_ = self._types.get(predicate, "")
                key, written = self._names.of(predicate), [self._value(v, type_) for v in values]
            several = ",".join(written)
            entries.append(f"{key}:{several if len(written) == 1 else f'[{several}]'}")
        return f"{{{','.join(entries)}}}"

    def _value(self, text: str, type_: str) -> str:
        """Write a value; what N-Triples escapes JSON does, too, and in the same way."""
        if text in self._inside:
            return self.node(text)
        kind = _kind(text)
        if kind == _NODE:
            name = self._names.of(text)
            return name if type_ == _NODE else f'{{"@id":{name}}}'
        if not kind:
            return text
        quoted = text[: text.rindex('"') + 1]
        if kind[0] == "@":
            return f'{{"@value":{quoted},"@language":"{kind[1:]}"}}'
        return quoted if type_ == kind else f'{{"@value":{quoted},"@type":{self._names.of(kind)}}}'


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
