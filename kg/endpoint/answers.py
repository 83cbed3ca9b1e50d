"""Read what a server answered a query with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, cast

import pyoxigraph as ox

from kg.endpoint.addresses import public
from kg.endpoint.connection import Answer
from kg.errors import ServiceError
from kg.serialization.nesting import Shallow, refuse_depth


def read_graph(answer: Answer, url: str) -> Iterator[ox.Triple]:
    """Yield the triples of an answer, in the RDF format that it names.

    Raises: ServiceError: where it is no graph, or ends too early.
    """
    form = ox.RdfFormat.from_media_type(answer.media_type)
    if form is None:
        raise _no_results(answer, url, "this is not an RDF format")
    answer.body.seek(0)
    try:
        if form == ox.RdfFormat.JSON_LD:
            refuse_depth(answer.body.read(), public(url))
            answer.body.seek(0)
        body = cast("IO[bytes]", Shallow(answer.body, form, public(url)))
        for quad in ox.parse(body, form, base_iri=url):
            yield quad.triple
    except (ValueError, SyntaxError) as error:
        raise _no_results(answer, url, str(error)) from error


def read_table(answer: Answer, url: str) -> tuple[ox.QuerySolutions | ox.QueryBoolean, int]:
    """Read the rows of an answer, or its truth value; and how many rows there are.

    The answer is read to its end first, so that rows are given only where all are there.

    Raises: ServiceError: where it is no result of a query, or ends too early.
    """
    form = ox.QueryResultsFormat.from_media_type(answer.media_type)
    if form is None:
        raise _no_results(answer, url, "this is not a format of results")
    try:
        answer.body.seek(0)
        body = answer.body.read()
        results = ox.parse_query_results(body, form)
        rows = 0 if isinstance(results, ox.QueryBoolean) else sum(1 for _ in results)
        return ox.parse_query_results(body, form), rows
    except (ValueError, SyntaxError) as error:
        raise _no_results(answer, url, str(error)) from error


def _no_results(answer: Answer, url: str, why: str) -> ServiceError:
    said = answer.hide(answer.media_type)[:80] or "no type"
    return ServiceError(
        f"the endpoint did not answer with results, but with {said}", where=public(url),
        value=" ".join(answer.hide(why).split())[:120], todo="check the address",
    )  # fmt: skip
