"""Questions to a store or an endpoint: packaged queries, parameters, result formats, descriptions."""

from kg.queries.counting import count_things
from kg.queries.description import describe
from kg.queries.lookup import find_things, suggest
from kg.queries.packaged import PackagedQuery, Parameter, list_queries, load_query, parse_query
from kg.queries.parameters import fill_parameters, parse_value
from kg.queries.results import choose_format, compact, read_rows, write_results
from kg.queries.worker import run_within

__all__ = [
    "PackagedQuery",
    "Parameter",
    "choose_format",
    "compact",
    "count_things",
    "describe",
    "fill_parameters",
    "find_things",
    "list_queries",
    "load_query",
    "parse_query",
    "parse_value",
    "read_rows",
    "run_within",
    "suggest",
    "write_results",
]
