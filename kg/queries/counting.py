"""What a graph holds, counted."""

from __future__ import annotations

from kg.queries.packaged import load_query
from kg.queries.parameters import fill_parameters
from kg.queries.results import Layout, write_results
from kg.store import Store

_TABLES = (("Classes", "statistics"), ("Papers", "coverage"), ("Top concepts", "top-concepts"))
"""Headings, each with the packaged query that answers it."""


def count_things(store: Store, layout: Layout, *, top: int) -> str:
    """Count triples, things of each class, what is known of papers, and the `top` concepts."""
    parts = [f"{len(store)} triples"]
    for heading, name in _TABLES:
        packaged = load_query(name)
        values, _ = fill_parameters(packaged.parameters, {}, store.query, store.prefixes)
        limit = top if name == "top-concepts" else None
        shown, _ = write_results(
            store.query(packaged.text, values),
            "table",
            prefixes=store.prefixes,
            layout=layout,
            limit=limit,
        )
        parts.append(f"{heading}\n{shown.decode().rstrip()}")
    return "\n\n".join(parts)
