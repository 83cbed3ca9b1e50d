"""Remote stores: SPARQL queries, and loading by the Graph Store Protocol with reading back.

What speaks HTTP loads when it is first asked for: who only asks files waits for none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.system.lazy import loaded_late

if TYPE_CHECKING:
    from kg.endpoint.addresses import PRODUCTS, GraphStore
    from kg.endpoint.connection import Connection, Refusal
    from kg.endpoint.credentials import find_credentials
    from kg.endpoint.files import load
    from kg.endpoint.loading import Loaded, append, change, replace, triples_only
    from kg.endpoint.querying import query

__all__ = [
    "PRODUCTS",
    "Connection",
    "GraphStore",
    "Loaded",
    "Refusal",
    "append",
    "change",
    "find_credentials",
    "load",
    "query",
    "replace",
    "triples_only",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = loaded_late(
        __name__,
        {
            "PRODUCTS": "kg.endpoint.addresses",
            "Connection": "kg.endpoint.connection",
            "GraphStore": "kg.endpoint.addresses",
            "Loaded": "kg.endpoint.loading",
            "Refusal": "kg.endpoint.connection",
            "append": "kg.endpoint.loading",
            "change": "kg.endpoint.loading",
            "find_credentials": "kg.endpoint.credentials",
            "load": "kg.endpoint.files",
            "query": "kg.endpoint.querying",
            "replace": "kg.endpoint.loading",
            "triples_only": "kg.endpoint.loading",
        },
    )
