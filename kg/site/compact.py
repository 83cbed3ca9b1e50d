"""Statements in arrays on disk: read once from their files, and shared by all that write a site.

Terms are numbered in the order of their texts, so that what is listed by number is in order. A term
is spelled as in N-Triples, but an IRI without the bracket that ends it. A statement is a row of
three numbers; rows are there twice, in the order of subjects and in that of objects.
"""

from __future__ import annotations

import json
import mmap
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import NamedNode

from kg.site.statements import COSTLY, Spelled

if TYPE_CHECKING:
    Numbers = memoryview[int]  # Which is no type at run time before Python 3.14.

TEXTS = "texts"
NUMBERS = (
    "ends",
    "subjects",
    "predicates",
    "objects",
    "first",
    "to_predicates",
    "to_subjects",
    "to_first",
)
"""The files: the texts of the terms, where each ends, the columns of the rows in the order of
subjects, the first row of each, and the same in the order of objects."""
TYPES: dict[str, Literal["i", "q"]] = {name: "q" if name == "ends" else "i" for name in NUMBERS}
"""Codes of the types of the numbers."""
_REMEMBERED = 1 << 16
"""Terms that are kept as they were made."""

_MIXING = np.uint64(0x9E3779B97F4A7C15)
_AT_A_TIME = 1 << 13
"""Texts that are weighed at a time."""


class Compact:
    """The statements that `write_compact` put into a folder, as `Statements` has them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._texts = _mapped(folder / TEXTS)
        # One number is had from a view in a fraction of the time that an array takes.
        views = {name: _view(folder / name, TYPES[name]) for name in NUMBERS}
        self._ends, self._first, self._to_first = views["ends"], views["first"], views["to_first"]
        self._predicates, self._objects = views["predicates"], views["objects"]
        self._to_predicates, self._to_subjects = views["to_predicates"], views["to_subjects"]
        columns = (np.frombuffer(views[name], np.int32) for name in NUMBERS[1:4])
        self._columns = tuple(columns)
        self._property = cache(self._spelled)  # There are few, and each comes again and again.
        self._numbers: dict[NamedNode, int] = {}
        self._nodes: dict[int, NamedNode] = {}

    def nodes(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """List as `Statements` says."""
        found = (self._node(each) for each in self._values(subject, predicate))
        return [each for each in found if each is not None]

    def texts(self, subject: NamedNode, predicate: NamedNode) -> list[str]:
        """List as `Statements` says."""
        found = (self._literal(each) for each in self._values(subject, predicate))
        return sorted(each for each in found if each is not None)

    texts_alone = texts

    def subjects(self, predicate: NamedNode, thing: NamedNode) -> list[NamedNode]:
        """List as `Statements` says."""
        rows = _rows(
            self._number(thing), self._to_first, self._to_predicates, self._number(predicate)
        )
        found = (self._node(each) for each in self._to_subjects[rows])
        return [each for each in found if each is not None]

    def states(self, subject: NamedNode, predicate: NamedNode, thing: NamedNode) -> bool:
        """Tell whether a statement is made."""
        number = self._number(thing)
        return number is not None and number in self._values(subject, predicate)

    def pairs(self, predicate: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
        """Yield as `Statements` says."""
        for subject, value in self._related(predicate):
            one, other = self._node(subject), self._node(value)
            if one is not None and other is not None:
                yield one, other

    def literals(self, predicate: NamedNode) -> Iterator[tuple[NamedNode, str]]:
        """Yield as `Statements` says."""
        for subject, value in self._related(predicate):
            node, text = self._node(subject), self._literal(value)
            if node is not None and text is not None:
                yield node, text

    def having(self, predicate: NamedNode) -> set[NamedNode]:
        """Find as `Statements` says."""
        found = {self._node(subject) for subject, _ in self._related(predicate)}
        return {each for each in found if each is not None}

    def spelled(self, subject: NamedNode) -> list[Spelled]:
        """List as `Statements` says."""
        number, spelled = self._number(subject), self._spelled
        if number is None:
            return []
        rows, text = slice(self._first[number], self._first[number + 1]), str(subject)
        columns = zip(self._predicates[rows], self._objects[rows], strict=True)
        return [(text, self._property(predicate), spelled(value)) for predicate, value in columns]

    def weight(self, subject: NamedNode) -> int:
        """Add up as `Statements` says."""
        number = self._number(subject)
        return 0 if number is None else int(self._weights[number])

    @cached_property
    def _weights(self) -> NDArray[np.int64]:
        """What is said of each term weighs this much."""
        ends = np.frombuffer(self._ends, np.int64)
        terms = weigh_terms(self._texts, ends)
        rows = sum(terms[each] for each in self._columns)
        total = np.concatenate(([0], np.cumsum(rows)))
        first = np.frombuffer(self._first, np.int32)
        return np.diff(total[first])

    def digests(self, beside: str) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
        """Return a number for each node and what is said of it, and the terms of the nodes.

        The numbers are comparable within one process. Properties whose IRIs begin with `beside` are
        left out.
        """
        every = range(len(self._first) - 1)
        texts = map(self._text, every)
        terms = np.fromiter(map(hash, texts), np.int64, len(every)).astype(np.uint64)
        subjects, predicates, objects = self._columns
        used = np.unique(predicates)
        ignored = [each for each in used if self._spelled(each).startswith(f"<{beside}")]
        said = (terms[predicates] ^ _MIXING) * (terms[objects] | np.uint64(1))
        said[np.isin(predicates, ignored)] = 0
        total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(said, dtype=np.uint64)))
        nodes = np.unique(subjects).astype(np.intp)
        first = np.frombuffer(self._first, np.int32)
        return terms[nodes] * _MIXING ^ (total[first[nodes + 1]] - total[first[nodes]]), nodes

    def node_of(self, term: int) -> NamedNode | None:
        """Return a term that is an IRI."""
        return self._node(term)

    def _values(self, subject: NamedNode, predicate: NamedNode) -> Numbers:
        rows = _rows(self._number(subject), self._first, self._predicates, self._number(predicate))
        return self._objects[rows]

    def _related(self, predicate: NamedNode) -> Iterator[tuple[int, int]]:
        number = self._number(predicate)
        subjects, predicates, objects = self._columns
        rows: NDArray[np.intp] = np.flatnonzero(predicates == (-1 if number is None else number))
        return zip(subjects[rows].tolist(), objects[rows].tolist(), strict=True)

    def _text(self, number: int) -> bytes:
        return self._texts[self._ends[number] : self._ends[number + 1]]

    def _spelled(self, number: int) -> str:
        text = self._text(number).decode()
        return f"{text}>" if text[0] == "<" != text[1] else text

    def _literal(self, number: int) -> str | None:
        text = self._text(number).decode()
        if text[0] != '"':
            return None
        quoted = text[: text.rindex('"') + 1]
        # What N-Triples escapes JSON does, too, and in the same way.
        return json.loads(quoted) if "\\" in quoted else quoted[1:-1]

    def _node(self, number: int) -> NamedNode | None:
        """Return a term that is an IRI."""
        node = self._nodes.get(number)
        if node is None and is_iri(text := self._text(number)):
            node = NamedNode(text[1:].decode())
            self._remember(node, number)
        return node

    def _number(self, node: NamedNode) -> int | None:
        number = self._numbers.get(node)
        if number is None:
            text = f"<{node.value}".encode()
            number = bisect_left(range(len(self._first) - 1), text, key=self._text)
            if number == len(self._first) - 1 or self._text(number) != text:
                return None
            self._remember(node, number)
        return number

    def _remember(self, node: NamedNode, number: int) -> None:
        if len(self._nodes) >= _REMEMBERED:
            self._nodes.clear()
            self._numbers.clear()
        self._nodes[number], self._numbers[node] = node, number


def is_iri(text: bytes) -> bool:
    """Tell a term that is an IRI from others; what begins with two brackets is a statement."""
    return text[:1] == b"<" != text[1:2]


def weigh_terms(texts: bytes | mmap.mmap, ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Weigh each of the texts that end at these places, as `weigh` does."""
    costs = np.ones(256, np.int64)
    for each, more in COSTLY.items():
        costs[ord(each)] += more
    found = np.zeros(len(ends) - 1, np.int64)
    for start in range(0, len(found), _AT_A_TIME):
        places = ends[start : start + _AT_A_TIME + 1]
        block = np.frombuffer(texts[places[0] : places[-1]], np.uint8)
        total = np.concatenate(([0], np.cumsum(costs[block])))
        found[start : start + _AT_A_TIME] = np.diff(total[places - places[0]])
    return found


def _rows(number: int | None, first: Numbers, predicates: Numbers, predicate: int | None) -> slice:
    """Find the rows of a term that have a predicate: they are sorted by it."""
    if number is None or predicate is None:
        return slice(0)
    start, end = first[number], first[number + 1]
    start = bisect_left(predicates, predicate, start, end)
    return slice(start, bisect_right(predicates, predicate, start, end))


def _view(file: Path, type_: Literal["i", "q"]) -> Numbers:
    return memoryview(_mapped(file)).cast(type_)


def _mapped(file: Path) -> mmap.mmap | bytes:
    with file.open("rb") as opened:
        if not file.stat().st_size:  # No bytes cannot be mapped.
            return b""
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
