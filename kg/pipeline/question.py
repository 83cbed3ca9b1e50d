"""A question: SPARQL, the name of a packaged query, or a file; and values for its parameters."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from kg.errors import InputError, QueryError
from kg.queries import Given, PackagedQuery, load_query, parse_query
from kg.sparql import query_form


@dataclass(frozen=True)
class Question:
    """A query, values for its parameters, and how it is put.

    `base` resolves relative IRIs of the query; `graph` is the IRI of the one graph that is asked;
    `timeout` is in seconds, for each request to an endpoint.
    """

    query: PackagedQuery
    given: Mapping[str, Given] = field(default_factory=dict)
    base: str | None = None
    graph: str | None = None
    timeout: float | None = None
    allow_service: bool = False


def read_question(query: str | PathLike[str]) -> tuple[PackagedQuery, str | None]:
    """Read a query and the IRI of its file: a path, or else a text as `read_query` takes it.

    Raises: InputError, QueryError: as `read_query` does.
    """
    if isinstance(query, str) and query != "-" and not is_query_file(query):
        return read_query(query, None), None
    file = str(query)
    return read_query(None, file), query_base(None, file)


def query_base(base: str | None, query_file: str | None) -> str | None:
    """Return the IRI that relative ones of a query are resolved against: its file's, or `base`."""
    if base or query_file in (None, "-"):
        return base
    return Path(query_file or "").resolve().as_uri()


def is_query_file(query: str) -> bool:
    """Tell whether this is the name of a file with a query, and no query."""
    return query.endswith(".rq") and (len(query.split()) == 1 or Path(query).is_file())


def read_query(query: str | None, query_file: str | None) -> PackagedQuery:
    """Read SPARQL or the name of a packaged query, or a file; `-` is standard input.

    Raises: InputError: a file that cannot be read. QueryError: a name that is not known.
    """
    if (query is None) == (query_file is None):
        raise InputError("one query is needed", todo="give SPARQL, a NAME or --query-file F")
    if query_file is not None:
        return parse_query(query_file, _read_text(query_file))
    assert query is not None
    if query_form(query) is None and re.fullmatch(r"[\w\s.-]*", query):
        return load_query(re.sub(r"\s+", "-", query.strip()))
    return parse_query("query", query)


def _read_text(path: str) -> str:
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise InputError("cannot read the query", where=path, value=error.strerror) from error
    except UnicodeDecodeError as error:
        raise QueryError("not UTF-8 text", where=path, todo="is this a query?") from error
