"""Fetch all rows from an endpoint that gives a certain number of them at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pyoxigraph as ox

from kg.endpoint.connection import Refusal
from kg.sparql import read_tokens
from kg.text import whole_number

_ROUND = 1_000
"""Caps are multiples of this: one more page is asked for where so many rows came."""
_MOST_PAGES = 1_000
"""Pages that are asked for at most: an endpoint may have no end."""
_Table = ox.QuerySolutions | ox.QueryBoolean


def limit_of(text: str) -> int | None:
    """Read the LIMIT of the query as a whole.

    >>> limit_of("SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 3 } } LIMIT 20")
    20
    """
    words = _outer_words(text)
    index = words.index("limit") + 1 if "limit" in words else len(words)
    return whole_number(words[index]) if index < len(words) else None


def could_be_cut(rows: int, headers: Mapping[str, str], limit: int | None) -> bool:
    """Tell whether an endpoint may have kept rows back.

    Virtuoso says so in X-SPARQL-MaxRows; of others a round number of rows is a sign.
    """
    if not rows or (limit is not None and rows >= limit):
        return False
    return headers.get("x-sparql-maxrows") == str(rows) or rows % _ROUND == 0


def join_pages(
    first: ox.QuerySolutions,
    rows: int,
    text: str,
    ask: Callable[[str], tuple[_Table, int]],
    say: Callable[[str], None],
) -> ox.QuerySolutions:
    """Ask for page after page, until one is not full, and join them all.

    A query with LIMIT, OFFSET or VALUES at its end is not paged. Without ORDER BY the pages
    follow the order of the endpoint, which is the same for each as a rule.

    An endpoint that gives the same page again, or page after page without end, is left.

    Raises: ServiceError: where the endpoint fails.
    """
    words = _outer_words(text)
    if {"limit", "offset", "values"} & set(words):
        say(f"cut: {rows} rows came; the endpoint may have kept others back")
        return first
    document = _as_json(first)
    bindings, pages, page_rows = document["results"]["bindings"], 1, rows
    last = list(bindings)
    while page_rows == rows:
        if pages == _MOST_PAGES:
            say(f"cut: {len(bindings)} rows are shown, of {pages} pages; page on with OFFSET")
            break
        try:
            page, page_rows = ask(f"{text}\nLIMIT {rows} OFFSET {pages * rows}")
        except Refusal as error:
            say(f"cut: {len(bindings)} rows are shown, and the next were refused: {error}")
            break
        if page_rows:
            assert isinstance(page, ox.QuerySolutions)
            if (more := _as_json(page)["results"]["bindings"]) == last:
                say(f"cut: {len(bindings)} rows are shown; the endpoint gives the same page again")
                break
            bindings += more
            last = more
            pages += 1
    if pages > 1:
        order = "" if "order" in words else ", in its own order: ORDER BY would make that sure"
        say(f"the endpoint gives {rows} rows at a time: {pages} pages joined{order}")
    joined = ox.parse_query_results(json.dumps(document), ox.QueryResultsFormat.JSON)
    assert isinstance(joined, ox.QuerySolutions)
    return joined


def _as_json(solutions: ox.QuerySolutions) -> dict[str, dict[str, list[object]]]:
    text = solutions.serialize(format=ox.QueryResultsFormat.JSON) or b""
    document: dict[str, dict[str, list[object]]] = json.loads(text)
    return document


def _outer_words(text: str) -> list[str]:
    """List the words and numbers of a query that stand in no braces, in lower case."""
    words, depth = [], 0
    for token in read_tokens(text):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.kind in ("word", "number"):
            words.append(token.text.lower())
    return words
