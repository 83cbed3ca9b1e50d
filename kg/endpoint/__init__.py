"""Remote stores: SPARQL queries, and loading by the Graph Store Protocol with reading back."""

from kg.endpoint.addresses import PRODUCTS, GraphStore
from kg.endpoint.loading import find_credentials, load, triples_only
from kg.endpoint.querying import query

__all__ = ["PRODUCTS", "GraphStore", "find_credentials", "load", "query", "triples_only"]
