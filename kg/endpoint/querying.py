"""Ask a SPARQL endpoint."""

from __future__ import annotations

import urllib.error
from http.client import HTTPException
from importlib.metadata import version

import pyoxigraph as ox

from kg.endpoint.addresses import check_url, public
from kg.errors import ServiceError
from kg.sparql import Results, query_form

_LONGEST_GET = 1500
"""Characters of a query beyond which it goes by POST."""


def query(url: str, text: str, *, timeout: float = 60) -> Results:
    """Answer a query at a SPARQL endpoint. Long queries go by POST; `timeout` is in seconds.

    Raises: ServiceError: where the endpoint fails or answers with something else.
    Source: SPARQL 1.1 Protocol, 2.1.
    """
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    is_graph = query_form(text) in ("construct", "describe")
    wrapper = SPARQLWrapper(check_url(url, "--endpoint"), agent=f"kg/{version('kg')}")
    wrapper.setQuery(text)
    wrapper.setReturnFormat(TURTLE if is_graph else JSON)
    wrapper.setTimeout(max(1, round(timeout)))
    if len(text) > _LONGEST_GET:
        wrapper.setMethod(POST)
    try:
        answer = wrapper.query().response
        with answer:
            media_type, body = answer.headers.get("Content-Type", ""), answer.read()
    except SPARQLWrapperException as error:
        raise ServiceError(
            "the endpoint refused the query", where=public(url), value=_first_line(str(error))
        ) from error
    except urllib.error.HTTPError as error:
        error.close()
        raise ServiceError("the endpoint failed", where=public(url), value=error.code) from error
    except (OSError, HTTPException) as error:
        raise ServiceError(
            "the endpoint cannot be reached", where=public(url), value=str(error),
            todo="check the address, and that the server runs",
        ) from error  # fmt: skip
    return parse_answer(body, media_type, is_graph, url)


def _first_line(text: str) -> str:
    lines = (line for line in text.replace("\\n", "\n").splitlines() if line.strip())
    return " ".join(list(lines)[-2:])[:300]


def parse_answer(body: bytes, content_type: str, is_graph: bool, url: str) -> Results:
    """Read what a server answered with, in the format that it names.

    Raises: ServiceError: where that is no result of a query.
    """
    media_type = content_type.partition(";")[0].strip()
    try:
        if is_graph:
            form = ox.RdfFormat.from_media_type(media_type)
            if form is None:
                raise ValueError("no RDF format")
            return [quad.triple for quad in ox.parse(body, form, base_iri=url)]
        result_form = ox.QueryResultsFormat.from_media_type(media_type)
        return ox.parse_query_results(body, result_form or ox.QueryResultsFormat.JSON)
    except (ValueError, SyntaxError) as error:
        raise ServiceError(
            "the endpoint did not answer with results", where=public(url),
            value=media_type or "no content type", todo="check the address",
        ) from error  # fmt: skip
