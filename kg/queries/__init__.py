"""Questions to a store or an endpoint: packaged queries, parameters, result formats, descriptions."""

from kg.queries.counting import count_things
from kg.queries.description import describe
from kg.queries.fulltext import FullText, Hit, as_solutions
from kg.queries.lookup import find_things, suggest
from kg.queries.near import Near
from kg.queries.packaged import PackagedQuery, Parameter, list_queries, load_query, parse_query
from kg.queries.parameters import fill_parameters, parse_value
from kg.queries.results import (
    choose_format,
    compact,
    read_rows,
    stream_results,
    write_results,
)
from kg.queries.suggestions import explain_empty, explain_graph

__all__ = [
    "FullText",
    "Hit",
    "Near",
    "PackagedQuery",
    "Parameter",
    "as_solutions",
    "choose_format",
    "compact",
    "count_things",
    "describe",
    "explain_empty",
    "explain_graph",
    "fill_parameters",
    "find_things",
    "list_queries",
    "load_query",
    "parse_query",
    "parse_value",
    "read_rows",
    "stream_results",
    "suggest",
    "write_results",
]
