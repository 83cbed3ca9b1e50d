"""Triples on their way to a store: sorted, cut into parts of whole subjects, and summed up."""

from __future__ import annotations

import bisect
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import IO

import pyoxigraph as ox

from kg.serialization.ordering import canonical_order
from kg.system.temporary import Scratch
from kg.vocab import RDF_TYPE

PART = 4 << 20
"""Bytes of a part, about: what is sent, and sent again, at once."""
_IN_MEMORY = 16 << 20
_SAMPLE = 20
"""Subjects that are read back."""
_LONGEST = 500
"""Triples of a subject that is read back, at most: servers cap their answers."""


@dataclass
class Shipment:
    """Triples in a temporary file as N-Triples, and what a store should hold of them.

    A store may keep values and not spellings ("1.50" and "1.5" are one): `least` counts values,
    `count` spellings.
    """

    file: IO[bytes] = field(default_factory=lambda: Scratch(_IN_MEMORY))
    parts: list[int] = field(default_factory=list)
    """Bytes of each part."""
    has_tied_part: bool = False
    """Whether the last part holds all statements about blank nodes, which cannot be told apart."""
    count: int = 0
    least: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    sample: list[tuple[bytes, ox.NamedNode, set[ox.Triple]]] = field(default_factory=list)

    def __enter__(self) -> Shipment:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    @property
    def bodies(self) -> Iterator[bytes]:
        """The parts, one after the other."""
        self.file.seek(0)
        for size in self.parts:
            yield self.file.read(size)

    def __iter__(self) -> Iterator[bytes]:
        """Give the whole in blocks, as often as it is asked for: a body that can be sent again."""
        self.file.seek(0)
        while block := self.file.read(1 << 16):
            yield block

    def add_part(self, triples: list[ox.Triple]) -> None:
        """Write triples as one part."""
        body = "".join(f"{triple} .\n" for triple in triples).encode()
        self.parts.append(self.file.write(body))
        self.count += len(triples)
        self.least += len(by_value(triples))

    def note(self, subject: ox.NamedNode | ox.BlankNode, triples: list[ox.Triple]) -> None:
        """Count the classes of a subject, and take it into the sample where its digest is low."""
        self.classes.update(
            each.object.value
            for each in triples
            if each.predicate == RDF_TYPE and isinstance(each.object, ox.NamedNode)
        )
        if isinstance(subject, ox.BlankNode):
            return
        digest = hashlib.blake2b(subject.value.encode(), digest_size=8).digest()
        is_low = len(self.sample) < _SAMPLE or digest < self.sample[-1][0]
        if is_low and len(triples) <= _LONGEST:
            entry = (digest, subject, by_value(triples))
            bisect.insort(self.sample, entry, key=lambda each: each[0])
            del self.sample[_SAMPLE:]


def pack(triples: Iterable[ox.Triple], *, part: int = PART) -> Shipment:
    r"""Sort triples, drop repetitions, and cut them into parts of about `part` bytes.

    Memory is bounded, but for graphs with blank nodes.

    >>> with pack([ox.Triple(ox.NamedNode("a:s"), RDF_TYPE, ox.NamedNode("a:C"))] * 2) as shipment:
    ...     list(shipment.bodies)
    [b'<a:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <a:C> .\n']
    """
    shipment = Shipment()
    try:
        _fill(shipment, triples, part)
    except BaseException:
        shipment.file.close()
        raise
    return shipment


def _fill(shipment: Shipment, triples: Iterable[ox.Triple], part: int) -> None:
    waiting: list[ox.Triple] = []
    tied: list[ox.Triple] = []
    size = 0
    ordered = (quad.triple for quad in canonical_order(triples))
    for subject, group in groupby(ordered, key=lambda each: each.subject):
        of_subject = list(group)
        free = [each for each in of_subject if not has_blank(each)]
        tied += [each for each in of_subject if has_blank(each)]
        shipment.note(subject, of_subject)
        waiting += free
        size += sum(len(str(each)) for each in free)
        if size >= part:
            shipment.add_part(waiting)
            waiting, size = [], 0
    if waiting:
        shipment.add_part(waiting)
    if tied:
        shipment.add_part(tied)
        shipment.has_tied_part = True


def has_blank(triple: ox.Triple) -> bool:
    """Tell whether a triple has a blank node."""
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)


def by_value(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Write numbers, times and language tags in one way.

    >>> decimal = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    >>> triple = ox.Triple(ox.NamedNode("a:s"), RDF_TYPE, ox.Literal("1.50", datatype=decimal))
    >>> [each.object.value for each in by_value([triple])]
    ['1.5']
    """
    store = ox.Store()
    store.extend(ox.Quad(each.subject, each.predicate, _lowered(each.object)) for each in triples)
    return {quad.triple for quad in store}


def _lowered(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    # Language tags do not mind case (RDF 1.1 Concepts, 3.3), and some stores change it.
    if isinstance(term, ox.Literal) and term.language:
        return ox.Literal(term.value, language=term.language.lower())
    return term
