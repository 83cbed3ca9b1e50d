"""What the server answers, in OpenAPI 3.1: for programs that make clients or tests of it."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from kg.queries import PackagedQuery, list_queries
from kg.server.negotiation import GRAPHS, SOLUTIONS, Offer
from kg.server.protocol import FORM, QUERY

_RESULTS = tuple(dict.fromkeys(each.media_type for each in (*SOLUTIONS, *GRAPHS)))
_PLAIN = {"text/plain": {"schema": {"type": "string"}}}
_STRING = {"type": "string"}
_FILLED = {"type": "string", "minLength": 1}
_IRIS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_REFUSALS = {
    "400": "What was asked cannot be read",
    "403": "Nothing is changed here",
    "404": "There is no such thing",
    "405": "No such method here",
    "406": "None of the accepted media types is to be had",
    "408": "The body did not come in time",
    "413": "The body is too large",
    "415": "A query is not sent so",
    "429": "Too many requests",
    "503": "At a limit of time, memory or size",
}


@cache
def describe_api() -> dict[str, Any]:
    """Describe every address that programs use."""
    paths: dict[str, Any] = {
        "/sparql": {
            "get": _operation("Answer a query, or describe the service", _RESULTS, [
                _parameter("query", _STRING), *_GRAPH_PARAMETERS, _parameter("results", _names(SOLUTIONS)),
            ]),
            "post": _operation("Answer a query", _RESULTS, _GRAPH_PARAMETERS) | {
                "requestBody": {"required": True, "content": {
                    FORM: {"schema": {"type": "object", "required": ["query"], "properties": {
                        "query": _STRING, "default-graph-uri": _IRIS, "named-graph-uri": _IRIS,
                    }}},
                    QUERY: {"schema": _STRING},
                }},
            },
        },
        "/store": {"get": _operation("Give a graph", [each.media_type for each in GRAPHS], [
            _parameter("graph", {"type": "string", "format": "iri"}), _parameter("default", _STRING),
        ])},
        "/.well-known/void": {"get": _operation("Describe the data set", ["text/turtle"], [])},
        "/health": {"get": _operation("Tell whether it serves, and what", ["application/json"], [])},
        "/metrics": {"get": _operation("Count requests, for Prometheus", ["text/plain"], [])},
        "/openapi.json": {"get": _operation("Describe all this", ["application/json"], [])},
    }  # fmt: skip
    paths |= {f"/queries/{each.name}": {"get": _packaged(each)} for each in list_queries()}
    info = {"title": "A knowledge graph of publications", "version": version("kg")}
    return {"openapi": "3.1.0", "info": info, "paths": paths}


def _packaged(query: PackagedQuery) -> dict[str, Any]:
    needed = {each.name: each.default is None and not each.is_optional for each in query.parameters}
    parameters = [
        _parameter(
            each.name, _FILLED if needed[each.name] else _STRING, each.description,
            required=needed[each.name],
        )
        for each in query.parameters
    ]  # fmt: skip
    media_types = ["text/html", *(each.media_type for each in (*SOLUTIONS, *GRAPHS))]
    return _operation(
        query.question, media_types, [*parameters, _parameter("results", _names(SOLUTIONS))]
    )


def _names(offers: tuple[Offer, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(dict.fromkeys(each.format for each in offers))}


def _parameter(
    name: str, schema: dict[str, Any], description: str = "", *, required: bool = False
) -> dict[str, Any]:
    said = {"description": description} if description else {}
    return {"name": name, "in": "query", "required": required, "schema": schema, **said}


_GRAPH_PARAMETERS = [_parameter("default-graph-uri", _IRIS), _parameter("named-graph-uri", _IRIS)]


def _operation(
    summary: str, media_types: list[str] | tuple[str, ...], parameters: list[dict[str, Any]]
) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": {
        "description": "The answer", "content": {each: {} for each in dict.fromkeys(media_types)},
    }, "303": {"description": "It is there"}, "304": {"description": "It is known already"}}  # fmt: skip
    answers |= {
        status: {"description": text, "content": _PLAIN} for status, text in _REFUSALS.items()
    }
    return {"summary": summary, "parameters": parameters, "responses": answers}
