"""The SPARQL 1.1 Protocol: what a request asks, read from its address and its body.

Source: SPARQL 1.1 Protocol, 2.1 query operation.
"""

from __future__ import annotations

from starlette.requests import Request

from kg.server.bodies import Fields, as_text, every, one, read_body, read_fields
from kg.server.jobs import Ask
from kg.server.negotiation import GRAPHS, SOLUTIONS, Offer, choose, named
from kg.server.refusals import Refusal
from kg.sparql import query_form, read_tokens
from kg.store import Graphs
from kg.vocab import absolute_iri

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_READ_ONLY = "nothing is changed here: this is read only"
_CHANGING = {"now", "rand", "uuid", "struuid", "bnode"}
"""Functions that answer otherwise each time."""


async def read_request(request: Request) -> Fields:
    """Read the fields of a request, the text of the query among them as `query`, if it has one.

    Raises: Refusal: 400, 403, 408, 413 or 415.
    """
    fields = read_fields(request.scope["query_string"])
    if request.method == "POST":
        fields = await _read_post(request, fields)
    if any(name == "update" for name, _ in fields):
        raise Refusal(403, _READ_ONLY, todo="ask a query")
    return fields


async def _read_post(request: Request, fields: Fields) -> Fields:
    kind, _, parameters = request.headers.get("Content-Type", "").partition(";")
    kind = kind.strip().lower()
    if kind == UPDATE:
        raise Refusal(403, _READ_ONLY, todo="ask a query")
    if not kind and request.headers.get("Content-Length", "0") == "0" and fields:
        return fields  # There is no body that a type could be told of.
    if kind not in (FORM, QUERY):
        raise Refusal(
            415, "a query is not sent as this", value=kind or None, todo=f"send {FORM} or {QUERY}"
        )
    _check_charset(parameters)
    body = await read_body(request)
    if kind == FORM:
        return [*read_fields(body), *fields]
    return [("query", as_text(body)), *fields]


def _check_charset(parameters: str) -> None:
    for each in parameters.split(";"):
        name, _, value = each.strip().partition("=")
        if name.lower() == "charset" and value.strip("\"' ").lower() not in ("utf-8", "utf8"):
            raise Refusal(415, "a query in another charset", value=value, todo="send UTF-8")


def read_ask(fields: Fields, accept: str | None, base: str) -> tuple[Ask, Offer]:
    """Read what is asked at this address, and in which media type the answer is to be.

    Raises: Refusal: what cannot be asked so. InputError: what is no IRI.
    """
    text = one(fields, "query")
    if text is None:
        raise Refusal(400, "no query is given", todo="give one as `query`")
    form = query_form(text)
    if form == "update":
        raise Refusal(403, _READ_ONLY, todo="ask a query")
    offers = GRAPHS if form in ("construct", "describe") else SOLUTIONS
    format = one(fields, "results")
    offer = choose(offers, accept) if format is None else named(offers, format)
    return Ask(text, offer.format, _read_graphs(fields), base), offer


def _read_graphs(fields: Fields) -> Graphs | None:
    default, others = every(fields, "default-graph-uri"), every(fields, "named-graph-uri")
    for name, iris in (("default-graph-uri", default), ("named-graph-uri", others)):
        for each in iris:
            absolute_iri(each, name)
    return Graphs(default, others) if default or others else None


def is_steady(text: str) -> bool:
    """Tell whether a query has the same answer whenever it is asked of the same data.

    >>> is_steady("ASK {}"), is_steady("SELECT (NOW() AS ?now) {}")
    (True, False)
    """
    return not any(
        token.kind == "word" and token.text.lower() in _CHANGING for token in read_tokens(text)
    )
