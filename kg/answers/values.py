"""Terms of RDF as values of Python."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime

import pyoxigraph as ox

from kg.vocab import PREFIXES

Value = str | int | float | bool | date | datetime | None
_XSD = PREFIXES["xsd"]


def _boolean(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text]


def _number(text: str) -> float:
    return math.inf * (-1 if text[0] == "-" else 1) if text.endswith("INF") else float(text)


_INTEGERS = (
    "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
    "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
    "unsignedByte", "gYear",
)  # fmt: skip
_READERS: dict[str, Callable[[str], Value]] = {
    "boolean": _boolean,
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
    **dict.fromkeys(("decimal", "double", "float"), _number),
    **dict.fromkeys(_INTEGERS, int),
}


def value_of(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | Value) -> Value:
    """Return the value of a term: number, truth, date, or else its text; of an IRI the IRI.

    A literal that its datatype does not allow, or that Python cannot hold, is its text. A year
    is a whole number, a decimal a float: the terms of a table are exact.

    >>> value_of(ox.Literal("2021", datatype=ox.NamedNode(_XSD + "gYear")))
    2021
    >>> value_of(ox.NamedNode("https://schema.org/name"))
    'https://schema.org/name'
    """
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.BlankNode | ox.Triple):
        return str(term)
    if not isinstance(term, ox.Literal):
        return term
    datatype = term.datatype.value
    read = _READERS.get(datatype.removeprefix(_XSD)) if datatype.startswith(_XSD) else None
    try:
        return read(term.value) if read else term.value
    except (ValueError, KeyError):
        return term.value
