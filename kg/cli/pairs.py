"""Pairs on the command line: `--param name=value`, `--named-graph IRI=FILE`."""

from __future__ import annotations

import re

from kg.errors import InputError


def read_params(params: tuple[str, ...]) -> dict[str, str]:
    """Read parameters `name=value`. Raises: InputError."""
    pairs = [split_pair(each, "--param", "name=value") for each in params]
    given = {name.lstrip("?$"): value for name, value in pairs}
    if len(given) < len(pairs):
        raise InputError("one parameter is given twice", where="--param", todo="give it once")
    return given


def split_pair(text: str, option: str, form: str) -> tuple[str, str]:
    """Split `NAME=VALUE`, whose name may be an IRI in angle brackets. Raises: InputError."""
    # An IRI may hold "=", so a name in angle brackets ends at the bracket.
    match = re.fullmatch(r"<([^>]*)>=(.*)|([^=]*)=(.*)", text, re.DOTALL)
    if match is None:
        raise InputError("this gives no value", where=option, value=text, todo=f"write {form}")
    return (match[1], match[2]) if match[1] is not None else (match[3], match[4])
