"""Ask a SPARQL endpoint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox

from kg.endpoint.addresses import check_url
from kg.endpoint.answers import read_graph, read_table
from kg.endpoint.bounds import OF_QUERY, Bounds
from kg.endpoint.connection import Answer, Connection
from kg.endpoint.credentials import find_credentials
from kg.endpoint.paging import could_be_cut, join_pages, limit_of
from kg.sparql import Results, query_form
from kg.vocab import absolute_iri

_LONGEST_GET = 1500
"""Characters of a query beyond which it goes by POST."""


def query(
    url: str,
    text: str,
    *,
    graph: str | None = None,
    timeout: float | None = None,
    bounds: Bounds = OF_QUERY,
    retry: int = 2,
    say: Callable[[str], None] = lambda message: None,
) -> Results:
    """Answer a query at a SPARQL endpoint; `graph` is the IRI of the one graph that is asked.

    `timeout` is in seconds, for each request and its whole answer; without one the endpoint may
    be silent for a minute, and `bounds` say how long it may go on.

    Long queries go by POST. Where the endpoint gives a part of the rows only, the others are
    fetched page by page; `say` is told of that, and of what could not be fetched.

    Raises: ServiceError: where the endpoint fails or answers with something else.
    Source: SPARQL 1.1 Protocol, 2.1.
    """
    is_graph = query_form(text) in ("construct", "describe")
    server = check_url(url, "--endpoint")
    if graph is not None:
        absolute_iri(graph, "--graph")
    if timeout is not None:
        bounds = replace(bounds, seconds=timeout)
    with Connection(
        find_credentials(url), retry=retry, timeout=timeout or 60, bounds=bounds, say=say
    ) as connection:

        def ask(page: str) -> Answer:
            return _send(connection, server, page, graph, is_graph=is_graph)

        answer = ask(text)
        if is_graph:
            triples = list(read_graph(answer, server))
            # Virtuoso gives one triple more than its cap.
            sizes = (len(triples), len(triples) - 1)
            if any(could_be_cut(each, answer.headers, limit_of(text)) for each in sizes):
                say(f"{len(triples)} triples came, perhaps not all: page with LIMIT and OFFSET")
            return triples
        results, rows = read_table(answer, server)
        if isinstance(results, ox.QueryBoolean):
            return results
        if not could_be_cut(rows, answer.headers, limit_of(text)):
            return results
        return join_pages(results, rows, text, lambda page: read_table(ask(page), server), say)


def _send(
    connection: Connection, url: str, text: str, graph: str | None, *, is_graph: bool
) -> Answer:
    """Make the request that SPARQLWrapper builds, over a connection that tries again."""
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

    wrapper = SPARQLWrapper(url)
    wrapper.setOnlyConneg(True)
    wrapper.setQuery(text)
    if graph is not None:
        wrapper.addDefaultGraph(graph)
    wrapper.setReturnFormat(TURTLE if is_graph else JSON)
    if len(text) > _LONGEST_GET:
        wrapper.setMethod(POST)
    request = wrapper._createRequest()
    content = request.data
    assert content is None or isinstance(content, bytes)
    headers = {name: value for name, value in request.header_items() if name != "User-agent"}
    address = request.full_url
    if "?" in url:  # It goes on from there, where SPARQLWrapper begins anew.
        address = address.replace(f"{url}?", f"{url}&", 1)
    return connection.send(request.get_method(), address, content=content, headers=headers)
