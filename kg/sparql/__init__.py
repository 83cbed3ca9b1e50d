"""The text of SPARQL queries: its tokens, values bound into it, what it may not do, where it breaks."""

from kg.sparql.binding import Params, Results, Term, bind, name_columns
from kg.sparql.checking import check, check_size, refuse_update
from kg.sparql.explaining import Grammar, explain, show_offset
from kg.sparql.reach import Reach, reach_of
from kg.sparql.tokens import (
    FORMS,
    Token,
    declare,
    query_form,
    read_declared,
    read_tokens,
    read_undeclared,
    read_variables,
)

__all__ = [
    "FORMS", "Grammar", "Params", "Reach", "Results", "Term", "Token", "bind", "check", "check_size", "declare",
    "explain", "name_columns", "query_form", "reach_of", "read_declared", "read_tokens", "read_undeclared",
    "read_variables", "refuse_update", "show_offset",
]  # fmt: skip
