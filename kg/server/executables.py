"""The packaged queries as RDF that says how to run them. Source: SHACL Advanced Features, 5."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.queries import PackagedQuery
from kg.serialization import serialize
from kg.vocab import PREFIXES, RDF_TYPE, term


def describe_queries(queries: Iterable[PackagedQuery], address: str, format: str) -> bytes:
    """Describe packaged queries, whose pages stand behind this address."""
    return serialize(_triples(queries, address), format, PREFIXES)


def _triples(queries: Iterable[PackagedQuery], address: str) -> Iterator[Triple]:
    for query in queries:
        iri = NamedNode(f"{address}/{query.name}")
        yield Triple(iri, RDF_TYPE, term("sh:SPARQLSelectExecutable"))
        yield Triple(iri, term("sh:select"), Literal(query.text))
        yield Triple(iri, term("rdfs:label"), Literal(query.question, language="en"))
        for each in query.parameters:
            parameter = NamedNode(f"{iri.value}#{each.name}")
            may_lack = each.is_optional or each.default is not None
            yield Triple(iri, term("sh:parameter"), parameter)
            yield Triple(parameter, RDF_TYPE, term("sh:Parameter"))
            yield Triple(parameter, term("sh:path"), parameter)
            yield Triple(parameter, term("sh:name"), Literal(each.name))
            yield Triple(
                parameter, term("sh:description"), Literal(each.description, language="en")
            )
            yield Triple(parameter, term("sh:optional"), Literal(may_lack))
            for name in each.classes:
                yield Triple(parameter, term("sh:class"), term(name))
