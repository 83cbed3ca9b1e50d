"""Questions to a store or an endpoint: packaged queries, parameters, result formats, descriptions."""

from kg.queries.counting import stats
from kg.queries.description import describe, identify
from kg.queries.finding import find
from kg.queries.fulltext import FullText, Hit
from kg.queries.labels import Labels
from kg.queries.lookup import find_things, suggest
from kg.queries.near import Near
from kg.queries.packaged import PackagedQuery, Parameter, list_queries, load_query, parse_query
from kg.queries.parameters import Given, fill_parameters, parse_value, resolve_parameters
from kg.queries.results import (
    choose_format,
    make_solutions,
    read_rows,
    stream_results,
    write_results,
)
from kg.queries.suggestions import explain_empty, explain_graph

__all__ = [
    "FullText",
    "Given",
    "Hit",
    "Labels",
    "Near",
    "PackagedQuery",
    "Parameter",
    "choose_format",
    "describe",
    "explain_empty",
    "explain_graph",
    "fill_parameters",
    "find",
    "find_things",
    "identify",
    "list_queries",
    "load_query",
    "make_solutions",
    "parse_query",
    "parse_value",
    "read_rows",
    "resolve_parameters",
    "stats",
    "stream_results",
    "suggest",
    "write_results",
]
