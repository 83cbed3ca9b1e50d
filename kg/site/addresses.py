"""Where things stand on the site: a page for each thing of a kind, a fragment for each part of it.

The page of `BASE + paper/KEY` is `paper/KEY.html`, with `paper/KEY.ttl` beside it. A key that
no file system and no server would read another way stands as it is; any other is hashed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from kg.identity import digest
from kg.site.graph import Graph
from kg.vocab import term

_PLAIN = re.compile(r"(?!index$|x-[0-9a-f]{16}$|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[A-Za-z0-9][A-Za-z0-9._-]{0,149}(?<!\.)", re.I)  # fmt: skip
"""Keys that are names of files everywhere; Windows keeps devices under some."""
_HASHED = re.compile(r"[a-z]+/x-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that has pages: its segment of IRIs and paths, its class, its names."""

    segment: str
    class_: str
    singular: str
    plural: str


KINDS = {
    each.segment: each
    for each in (
        Kind("paper", "kg:Publication", "paper", "papers"),
        Kind("person", "schema:Person", "person", "people"),
        Kind("org", "schema:Organization", "organization", "organizations"),
        Kind("agent", "foaf:Agent", "author", "other authors"),
        Kind("method", "kg:Method", "method", "methods"),
        Kind("benchmark", "kg:Benchmark", "benchmark", "benchmarks"),
        Kind("task", "kg:Task", "task", "tasks"),
        Kind("venue", "schema:CreativeWork", "venue", "venues"),
        Kind("grant", "schema:Grant", "grant", "grants"),
        Kind("work", "fabio:Work", "work", "works"),
        Kind("scheme", "skos:ConceptScheme", "vocabulary", "vocabularies"),
        Kind("source", "prov:Entity", "list", "lists"),
        Kind("software", "prov:SoftwareAgent", "program", "programs"),
    )
}
"""The kinds, by their segments, in the order of the menu."""

_TO_WHOLE = ("schema:isPartOf", "oa:hasSource", "oa:hasTarget", "foaf:primaryTopic", "schema:about",
             "prov:used", "dcterms:isReplacedBy")  # fmt: skip
"""Properties from a part to what it is a part of."""
_TO_PART = ("kg:authorship", "oa:hasSelector")
"""Properties from a whole to its parts."""
_POINTING = {
    "paper": ("schema:isPartOf", "foaf:primaryTopic", "schema:about", "dcterms:isReplacedBy"),
    "text": ("oa:hasSource",),
    "span": ("oa:hasTarget",),
    "source": ("prov:used", "oa:hasSource"),
    **dict.fromkeys(
        ("authorship", "mention", "claim", "reading", "position", "quote", "record", "run", "code"),
        (),
    ),
}
"""Segments: which of the former point to a node of it; to others only former names do."""
_NAMING = {
    "paper": ("kg:authorship",), "span": ("oa:hasSelector",),
    **dict.fromkeys(
        ("text", "source", "authorship", "mention", "claim", "reading", "position", "quote", "record", "run", "code"), ()
    ),
}  # fmt: skip
"""Segments: by which of the latter a node of it names its parts; others by any."""
_SELECTORS = ("position", "quote")


class Addresses:
    """Finds the page of a thing, the thing of a page, and the fragment of a part."""

    def __init__(self, graph: Graph, base: str) -> None:
        self.graph, self.base = graph, base
        self._kinds: dict[NamedNode, Kind] = {}

    def kind_of(self, thing: NamedNode) -> Kind | None:
        """Return the kind of a thing that has a page, None for a part and for what is not here."""
        kind = self._kinds.get(thing) or self._find_kind(thing)
        if kind is not None:
            self._kinds[thing] = kind
        return kind

    def _find_kind(self, thing: NamedNode) -> Kind | None:
        segment, slash, key = thing.value.removeprefix(self.base).partition("/")
        kind = KINDS.get(segment) if slash and key else None
        if kind is None or not thing.value.startswith(self.base):
            return None
        return kind if self.graph.is_a(thing, kind.class_) else None

    def things(self, kind: Kind) -> Iterator[NamedNode]:
        """Yield the things of a kind, in the order of their IRIs."""
        start = f"{self.base}{kind.segment}/"
        for thing in self.graph.subjects("rdf:type", term(kind.class_)):
            if thing.value.startswith(start):
                self._kinds[thing] = kind
                yield thing

    def path(self, thing: NamedNode) -> str | None:
        """Return the path of a thing's page, without a suffix; None where it has no page."""
        kind = self.kind_of(thing)
        return None if kind is None else self._path(kind, thing)

    def former_path(self, iri: NamedNode) -> str | None:
        """Return the path of the page that leads on from a former IRI; None for that of a part."""
        segment, slash, key = iri.value.removeprefix(self.base).partition("/")
        kind = KINDS.get(segment) if iri.value.startswith(self.base) and slash and key else None
        return None if kind is None else self._path(kind, iri)

    def _path(self, kind: Kind, thing: NamedNode) -> str:
        key = thing.value[len(self.base) + len(kind.segment) + 1 :]
        name = key if _PLAIN.fullmatch(key) else f"x-{digest(thing.value)}"
        return f"{kind.segment}/{name}"

    def thing(self, path: str) -> NamedNode | None:
        """Return the thing whose page has this path; None where there is none."""
        if _HASHED.fullmatch(path):
            return self._hashed.get(path)
        segment, _, key = path.partition("/")
        if segment not in KINDS or not _PLAIN.fullmatch(key):
            return None
        thing = NamedNode(self.base + path)
        return thing if self.kind_of(thing) else None

    @cached_property
    def _hashed(self) -> dict[str, NamedNode]:
        pairs = (
            (self._path(kind, each), each) for kind in KINDS.values() for each in self.things(kind)
        )
        return {path: thing for path, thing in pairs if _HASHED.fullmatch(path)}

    def parts(self, thing: NamedNode) -> list[NamedNode]:
        """List the parts of a thing that have no page of their own, and the thing before them."""
        found = {thing: None}
        waiting = [thing]
        while waiting:
            whole = waiting.pop()
            for part in self._parts(whole):
                if part not in found and self.kind_of(part) is None:
                    found[part] = None
                    waiting.append(part)
        return list(found)

    def _parts(self, whole: NamedNode) -> Iterator[NamedNode]:
        segment = whole.value.removeprefix(self.base).partition("/")[0]
        for predicate in _POINTING.get(segment, ("dcterms:isReplacedBy",)):
            yield from self.graph.subjects(predicate, whole)
        for predicate in _NAMING.get(segment, _TO_PART):
            yield from self.graph.nodes(whole, predicate)

    def whole(self, part: NamedNode) -> NamedNode | None:
        """Return the thing with a page that a node is, or is part of; None where there is none."""
        seen = {part}
        waiting = [part]
        while waiting:
            each = waiting.pop(0)
            if self.kind_of(each):
                return each
            wholes = [node for p in _TO_WHOLE for node in self.graph.nodes(each, p)]
            wholes += [node for p in _TO_PART for node in self.graph.subjects(p, each)]
            waiting += [node for node in wholes if node not in seen]
            seen.update(wholes)
        return None

    def fragment(self, part: NamedNode, whole: NamedNode) -> str:
        """Name the fragment of a part within the page of its whole; empty where it has no name.

        A selector of a span shares the fragment of the span.
        """
        segment, _, local = part.value.removeprefix(self.base).partition("/")
        key = whole.value.removeprefix(self.base).partition("/")[2]
        segment = "span" if segment in _SELECTORS else segment
        if segment in KINDS:
            return ""  # A former name of the whole.
        return f"{segment}.{local.removeprefix(f'{key}.')}" if local != key else segment
