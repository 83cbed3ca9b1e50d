"""What a graph holds, counted."""

from __future__ import annotations

from itertools import islice

from kg.answers import Sheet, Table
from kg.queries.lookup import select
from kg.queries.packaged import load_query
from kg.queries.parameters import fill_parameters
from kg.store import Data, open_data

_TABLES = (("Classes", "statistics"), ("Papers", "coverage"), ("Top concepts", "top-concepts"))
"""Headings, each with the packaged query that answers it."""


def stats(data: Data = None, *, top: int = 10) -> Sheet:
    """Count what a graph holds: triples, things of each class, what is known of papers, concepts.

    `data` is a store or RDF files, else the build in `out/`; `top` concepts are counted, those
    that most papers name.

    Raises: RdfError: a file that cannot be parsed. InputError: no build is there.

    >>> from kg.resources import ONTOLOGY_FILE
    >>> [*stats(ONTOLOGY_FILE)]
    ['Classes', 'Papers', 'Top concepts']
    """
    store = open_data(data)
    tables = {}
    for heading, name in _TABLES:
        packaged = load_query(name)
        values, _ = fill_parameters(packaged.parameters, {}, store.query, store.prefixes)
        found = select(store.query, packaged.text, values)
        rows = islice(found, top if name == "top-concepts" else None)
        columns = [each.value for each in found.variables]
        tables[heading] = Table(columns, map(tuple, rows), store.prefixes)
    return Sheet(f"{len(store)} triples", tables)
