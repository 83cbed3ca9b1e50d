"""Name blank nodes by content, so that equal graphs are equal text, within a budget.

Source: RDF Dataset Canonicalization 1.0 (RDFC-1.0), section 4; 7.1 advises the budget, for graphs
that are made to take for ever.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence
from itertools import permutations

from pyoxigraph import BlankNode, DefaultGraph, Quad

from kg.errors import ServiceError

BUDGET = 300_000
"""Steps that telling like blank nodes apart may take: some seconds."""
_FOR_EACH = 2
"""Steps that each statement about a blank node adds to the budget."""
_COPIED = 64
"""Labels whose copying counts as one step."""

_Names = dict[str, str]
"""Labels of blank nodes, in the order in which they were given names, with the names."""
_Told = tuple[str, _Names]
_Telling = Generator[tuple[str, _Names], _Told, _Told]


def name_blank_nodes(quads: Iterable[Quad], *, budget: int = BUDGET) -> list[Quad]:
    """Name the blank nodes of a data set `c14n0`, `c14n1`, … by what is said of them.

    Repeated statements are dropped; the order is any.

    Raises: ServiceError: where too many blank nodes are too much alike.

    >>> from kg.vocab import RDF_TYPE
    >>> [str(quad)[:7] for quad in name_blank_nodes([Quad(BlankNode("x"), RDF_TYPE, RDF_TYPE)])]
    ['_:c14n0']
    """
    distinct = set(quads)
    names = {
        BlankNode(label): BlankNode(name) for label, name in _Canon(distinct, budget).run().items()
    }
    return [Quad(*(names.get(each, each) for each in quad)) for quad in distinct]


class _Canon:
    """The state of RDFC-1.0: what is said of each blank node, and the names that are given."""

    def __init__(self, quads: Iterable[Quad], budget: int) -> None:
        self._said: dict[str, list[str]] = defaultdict(list)
        self._neighbours: dict[str, list[tuple[str, str]]] = defaultdict(list)
        """For each blank node the others that share a statement with it, and their part in it."""
        for quad in quads:
            blanks = _blanks(quad)
            for label in {label for _, label in blanks}:
                self._said[label].append(_spell(quad, label))
                self._neighbours[label] += [each for each in blanks if each[1] != label]
        self._alone = {label: _digest(*sorted(lines)) for label, lines in self._said.items()}
        """What each blank node looks like without its neighbours, as a digest."""
        self._names: _Names = {}
        self._left = budget + _FOR_EACH * sum(map(len, self._said.values()))

    def run(self) -> _Names:
        alike: dict[str, list[str]] = defaultdict(list)
        for label, digest in self._alone.items():
            alike[digest].append(label)
        for _, group in sorted(alike.items()):
            if len(group) == 1:
                _name(self._names, "c14n", group[0])
        for _, group in sorted(alike.items()):
            self._name_alike([label for label in group if label not in self._names])
        return self._names

    def _name_alike(self, group: Sequence[str]) -> None:
        told = [self._tell(label, {label: "b0"}) for label in group]
        for _, names in sorted(told, key=lambda each: each[0]):
            for label in names:
                _name(self._names, "c14n", label)

    def _tell(self, label: str, names: _Names) -> _Told:
        """Tell a node from others that look like it, without a call for each neighbour's neighbour."""
        waiting = [self._explore(label, names)]
        told: _Told | None = None
        while waiting:
            try:
                deeper = waiting[-1].send(told) if told else next(waiting[-1])
            except StopIteration as stop:
                waiting.pop()
                told = stop.value
            else:
                waiting.append(self._explore(*deeper))
                told = None
        assert told is not None
        return told

    def _explore(self, label: str, names: _Names) -> _Telling:
        """Tell a node by its neighbours and theirs (4.8, Hash N-Degree Quads)."""
        self._spend(1 + len(self._neighbours[label]), label)
        groups: dict[str, list[str]] = defaultdict(list)
        for part, other in self._neighbours[label]:
            name = self._names.get(other) or names.get(other)
            group = groups[_digest(part, f"_:{name}" if name else self._alone[other])]
            if other not in group:
                group.append(other)
        found: list[str] = []
        for digest, group in sorted(groups.items()):
            best: _Told | None = None
            is_open = len(group) > 1  # With one order only there is nothing to go back to.
            for order in permutations(group):
                self._spend(1 + is_open * len(names) // _COPIED, label)
                trial = names.copy() if is_open else names
                path = yield from self._walk(order, trial, best and best[0])
                best = path if path and (best is None or path[0] < best[0]) else best
            assert best is not None
            found += [digest, best[0]]
            names = best[1]
        return _digest(*found), names

    def _walk(
        self, order: Sequence[str], names: _Names, best: str | None
    ) -> Generator[tuple[str, _Names], _Told, _Told | None]:
        """Name neighbours in this order; None where another order has come out before it."""
        unseen = [each for each in order if each not in self._names and each not in names]
        path = "".join(f"_:{self._names.get(each) or _name(names, 'b', each)}" for each in order)
        for label in dict.fromkeys(unseen):
            if best is not None and len(path) >= len(best) and path > best:
                return None
            name = names[label]
            digest, names = yield label, names
            path += f"_:{name}<{digest}>"
        return path, names

    def _spend(self, steps: int, label: str) -> None:
        self._left -= steps
        if self._left < 0:
            raise ServiceError(
                "too many blank nodes cannot be told from each other", value=min(self._said[label]),
                todo="give them IRIs, or something to tell them by",
            )  # fmt: skip


def _name(names: _Names, prefix: str, label: str) -> str:
    return names.setdefault(label, f"{prefix}{len(names)}")


def _digest(*parts: str) -> str:
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def _blanks(quad: Quad) -> list[tuple[str, str]]:
    """List the blank nodes of a statement: which part of it they are, and their labels."""
    parts = (
        (f"s{quad.predicate}", quad.subject),
        (f"o{quad.predicate}", quad.object),
        ("g", quad.graph_name),
    )
    return [(part, node.value) for part, node in parts if isinstance(node, BlankNode)]


def _spell(quad: Quad, label: str) -> str:
    """Write a statement in which this node is `_:a` and every other blank node `_:z`."""
    terms = [
        str(each) if not isinstance(each, BlankNode) else "_:a" if each.value == label else "_:z"
        for each in quad
        if not isinstance(each, DefaultGraph)
    ]
    return f"{' '.join(terms)} .\n"
