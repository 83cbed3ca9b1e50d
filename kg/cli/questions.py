"""What is asked of `kg query`: SPARQL, a name, a file, standard input; and values for parameters."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kg.errors import InputError, QueryError
from kg.queries import PackagedQuery, load_query, parse_query
from kg.sparql import query_form


def query_base(base: str | None, query_file: str | None) -> str | None:
    """Return the IRI that relative ones of a query are resolved against: its file's, or `base`."""
    if base or query_file in (None, "-"):
        return base
    return Path(query_file or "").resolve().as_uri()


def is_query_file(query: str) -> bool:
    """Tell whether this is the name of a file with a query, and no query."""
    return query.endswith(".rq") and (len(query.split()) == 1 or Path(query).is_file())


def read_query(query: str | None, query_file: str | None) -> PackagedQuery:
    """Read SPARQL or the name of a packaged query, or a file. Raises: InputError."""
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
        with click.open_file(path, "rb") as stream:
            content: bytes = stream.read()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise InputError("cannot read the query", where=path, value=error.strerror) from error
    except UnicodeDecodeError as error:
        raise QueryError("not UTF-8 text", where=path, todo="is this a query?") from error


def read_params(params: tuple[str, ...]) -> dict[str, str]:
    """Read parameters `name=value`. Raises: InputError."""
    pairs = [split_pair(each, "--param", "name=value") for each in params]
    given = {name.lstrip("?$"): value for name, value in pairs}
    if len(given) < len(pairs):
        raise InputError("one parameter is given twice", where="--param", todo="give it once")
    return given


def split_pair(text: str, option: str, form: str) -> tuple[str, str]:
    # An IRI may hold "=", so a name in angle brackets ends at the bracket.
    match = re.fullmatch(r"<([^>]*)>=(.*)|([^=]*)=(.*)", text, re.DOTALL)
    if match is None:
        raise InputError("no value", where=option, value=text, todo=f"write {form}")
    return (match[1], match[2]) if match[1] is not None else (match[3], match[4])
