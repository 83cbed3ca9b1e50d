"""What the data refers to: from files, and from endpoints that are asked for its types."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.endpoint import query
from kg.identity import paper_keys, print_identifier
from kg.model import Paper
from kg.serialization import parse_file
from kg.sparql import bind
from kg.vocab import PREFIXES, RDF_TYPE, term

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
_IDENTIFIER = term("schema:identifier")
_QUERY_IDENTIFIERS = f"""\
PREFIX schema: <{PREFIXES["schema"]}>
CONSTRUCT {{ ?paper schema:identifier ?identifier }} WHERE {{ ?paper schema:identifier ?identifier }}
"""


class Context:
    """The files and endpoints named by `--context`, and statements. Files are read at once.

    Raises: RdfError: a file that cannot be read.
    """

    def __init__(self, names: Iterable[str], statements: Iterable[Triple | Quad] = ()) -> None:
        self.endpoints = [name for name in names if name.startswith(("http://", "https://"))]
        files = (name for name in names if name not in self.endpoints)
        self._known: list[Triple | Quad] = [*statements]
        self._known += (quad for name in files for quad in parse_file(name))

    def about(self, triples: Sequence[Triple]) -> list[Triple | Quad]:
        """Give what is known beside the data: what is at hand, and the types of what it refers to.

        Raises: ServiceError: an endpoint that fails.
        """
        found = [*self._known]
        if self.endpoints:
            things = _references(triples, {quad.subject for quad in self._known})
            found += self._ask(_QUERY, "thing", things)
        return found

    def names(self, papers: Sequence[Paper]) -> set[str]:
        """Collect what papers there are known by: identifiers as printed, and keys in IRIs.

        All of those at hand; endpoints are asked about the identifiers of `papers`.

        Raises: ServiceError: an endpoint that fails.
        """
        asked = {Literal(name) for paper in papers for name in _identifiers(paper)}
        answers = self._ask(_QUERY_IDENTIFIERS, "identifier", sorted(asked, key=str))
        known = [*self._known, *answers]
        identifiers = {
            each.object.value
            for each in known
            if each.predicate == _IDENTIFIER and isinstance(each.object, Literal)
        }
        subjects = (each.subject for each in self._known)
        keys = {_key(node.value) for node in subjects if isinstance(node, NamedNode)}
        return identifiers | (keys - {""})

    def _ask(self, text: str, variable: str, values: Sequence[NamedNode | Literal]) -> list[Triple]:
        found: list[Triple] = []
        for url in self.endpoints:
            waiting = iter(values)
            while batch := list(itertools.islice(waiting, _BATCH)):
                found += query(url, bind(text, {variable: batch}))  # type: ignore[arg-type]
        return found


def is_named(paper: Paper, names: set[str]) -> bool:
    """Tell whether a paper has one of the names that `Context.names` gives."""
    return not names.isdisjoint([*paper_keys(paper), *_identifiers(paper)])


def _identifiers(paper: Paper) -> list[str]:
    return [print_identifier(each) for each in paper.identifiers]


def _key(iri: str) -> str:
    """Return the key in the IRI of a paper, whatever the base; else nothing."""
    return iri.rpartition("/paper/")[2] if "/paper/" in iri else ""


def _references(triples: Sequence[Triple], known: set[object]) -> list[NamedNode]:
    """List the things that the data points to and does not describe."""
    described = known | {each.subject for each in triples}
    things = {
        each.object for each in triples
        if isinstance(each.object, NamedNode) and each.predicate != RDF_TYPE
        and each.object not in described
    }  # fmt: skip
    return sorted(things, key=str)
