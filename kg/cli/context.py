"""What the data refers to: from files, and from endpoints that are asked for its types."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad, Triple

_BATCH = 200
"""Things that one query asks for."""
_QUERY = """\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
CONSTRUCT { ?thing a ?class . ?class rdfs:subClassOf ?above }
WHERE {
  ?thing a ?class .
  OPTIONAL { ?class rdfs:subClassOf+ ?above }
}
"""


class Context:
    """The files and endpoints named by `--context`. Files are read at once.

    Raises: RdfError: a file that cannot be read.
    """

    def __init__(self, names: Iterable[str]) -> None:
        from kg.serialization import parse_file

        self.endpoints = [name for name in names if name.startswith(("http://", "https://"))]
        self._files: list[Quad] = [
            quad for name in names if name not in self.endpoints for quad in parse_file(name)
        ]

    def about(self, triples: Sequence[Triple]) -> list[Quad | Triple]:
        """Give what is known beside the data: the files, and the types of what it refers to.

        Raises: ServiceError: an endpoint that fails.
        """
        found: list[Quad | Triple] = [*self._files]
        if self.endpoints:
            things = _references(triples, {quad.subject for quad in self._files})
            for url in self.endpoints:
                found += _look_up(url, things)
        return found


def _references(triples: Sequence[Triple], known: set[object]) -> list[NamedNode]:
    """List the things that the data points to and does not describe."""
    from pyoxigraph import NamedNode

    from kg.vocab import RDF_TYPE

    described = known | {each.subject for each in triples}
    things = {
        each.object for each in triples
        if isinstance(each.object, NamedNode) and each.predicate != RDF_TYPE
        and each.object not in described
    }  # fmt: skip
    return sorted(things, key=str)


def _look_up(url: str, things: Sequence[NamedNode]) -> list[Triple]:
    from kg.endpoint import query
    from kg.sparql import bind

    found: list[Triple] = []
    waiting = iter(things)
    while batch := list(itertools.islice(waiting, _BATCH)):
        found += query(url, bind(_QUERY, {"thing": batch}))  # type: ignore[arg-type]
    return found
