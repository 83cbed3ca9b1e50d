"""The gate's verdict on many papers at once, each in a data namespace of its own.

So nothing that is said of one bears on another, though they name the same people, venues and
concepts: what the shapes find in all of them together they find in each alone. One look at a
hundred papers takes a third of the time of a hundred looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.errors import InputError
from kg.identity import Namespace
from kg.model import Paper
from kg.pipeline.gate import Gate, triples_of
from kg.validation.data import Data
from kg.vocab import PREFIXES

SIZE = 100
"""Papers in a batch."""


@dataclass(frozen=True, slots=True)
class _Apart(Namespace):
    """The data namespace of one paper of a batch: a folder below the base."""

    number: int = 0

    @property
    def folder(self) -> str:
        return f"{self.base}{self.number}/"

    def iri(self, class_: str, key: str) -> NamedNode:
        return NamedNode(f"{self.base}{self.number}/{class_}/{key}")


def doubtful(gate: Gate, papers: Sequence[Paper], extractor: str = "") -> set[int]:
    """Select the papers, by position, that one look at all does not pass: to be looked at alone.

    Those are the papers with a violation, and those that can only be looked at alone.

    >>> from kg.model import Record, Source
    >>> owls = Record(Source("0" * 64, "owls.txt", "records"), 1)
    >>> years = ("2001", "199x", "2003")
    >>> doubtful(Gate(), [Paper(title="Owls", year=year, records=(owls,)) for year in years])
    {1}
    """
    found: set[int] = set()
    together: list[Triple] = []
    for number, paper in enumerate(papers):
        apart = _Apart(gate.namespace.base, number)
        try:
            triples = triples_of(paper, apart, extractor)
        except InputError:
            found.add(number)
            continue
        if _refers_to_others(triples, apart):
            found.add(number)
        else:
            together += triples
    for result in gate.validator.find(Data(together)):
        if result.severity == "violation":
            number_of = result.focus.removeprefix(f"<{gate.namespace.base}").partition("/")[0]
            if not number_of.isdecimal():
                return set(range(len(papers)))
            found.add(int(number_of))
    return found


def _refers_to_others(triples: Iterable[Triple], apart: _Apart) -> bool:
    """Tell whether an address that a record gives lies in the data namespace, and outside its own."""
    own = (apart.folder, PREFIXES["kg"])
    addresses = (each.object.value for each in triples if isinstance(each.object, NamedNode))
    return any(each.startswith(apart.base) and not each.startswith(own) for each in addresses)
