"""Terms as values of Python."""

from __future__ import annotations

import math
from datetime import date, datetime

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answers import Value, value_of
from kg.vocab import PREFIXES


def literal(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("7", "integer", 7),
        ("007", "nonNegativeInteger", 7),
        ("0.25", "decimal", 0.25),
        ("1e3", "double", 1000.0),
        ("-INF", "float", -math.inf),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("2021", "gYear", 2021),
        ("2021-02-03", "date", date(2021, 2, 3)),
        ("2021-02-03T04:05:06", "dateTime", datetime(2021, 2, 3, 4, 5, 6)),
        ("2021-02-30", "date", "2021-02-30"),
        ("yes", "boolean", "yes"),
        ("many", "integer", "many"),
        ("2021-02", "gYearMonth", "2021-02"),
        ("plain", "string", "plain"),
    ],
)
def test_value_of_reads_what_the_datatype_says(text: str, datatype: str, value: Value) -> None:
    found = value_of(literal(text, datatype))
    assert found == value
    assert type(found) is type(value)


@given(
    st.text(),
    st.sampled_from(["integer", "decimal", "double", "boolean", "date", "dateTime", "gYear"]),
)
def test_value_of_never_fails(text: str, datatype: str) -> None:
    term = literal(text, datatype)
    assert value_of(term) is not None


def test_value_of_other_terms_is_their_text() -> None:
    assert value_of(ox.NamedNode("https://a.example/b")) == "https://a.example/b"
    assert value_of(ox.Literal("Eule", language="de")) == "Eule"
    assert value_of(ox.BlankNode("b")) == "_:b"
    assert value_of(None) is None
