"""Remote stores: SPARQL queries, and loading by the Graph Store Protocol with reading back."""

from kg.endpoint.addresses import PRODUCTS, GraphStore
from kg.endpoint.connection import Connection
from kg.endpoint.credentials import find_credentials
from kg.endpoint.loading import Loaded, append, change, replace, triples_only
from kg.endpoint.querying import query

__all__ = [
    "PRODUCTS",
    "Connection",
    "GraphStore",
    "Loaded",
    "append",
    "change",
    "find_credentials",
    "query",
    "replace",
    "triples_only",
]
