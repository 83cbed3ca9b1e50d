"""What is spelled as Turtle says which namespaces stand in it: no second look is needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serialization import turtle
from kg.serialization.turtle import Terms, by_subject, namespaces, spell_block
from kg.vocab import PREFIXES

XSD, RDF = PREFIXES["xsd"], PREFIXES["rdf"]
IRIS = st.sampled_from(
    ("<x:a/b>", "<x:a#b>", "<x:c>", f"<{RDF}type>", f"<{RDF}nil>", f"<{XSD}integer>")
)
VALUES = IRIS | st.sampled_from(
    ('"a <x:no/b>"', '"a"@en', f'"1"^^<{XSD}integer>', f'"b"^^<{XSD}integer>', '"c"^^<x:d/e>', "_:b")
)  # fmt: skip
LINES = st.lists(st.builds("{} {} {}".format, IRIS | st.just("_:b"), IRIS, VALUES), min_size=1)


def spell(lines: list[str], terms: Terms) -> list[str]:
    return [spell_block(*block, terms) for block in by_subject(sorted(set(lines)))]


@given(LINES)
def test_terms_meet_the_namespaces_of_the_lines(lines: list[str]) -> None:
    terms = Terms({"a": "x:a/", "xsd": XSD})
    spell(lines, terms)
    assert terms.namespaces == namespaces(lines)


def test_what_is_forgotten_is_spelled_again_and_was_met(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"<x:{n}/s> <x:p/p> <x:{n}/o>" for n in range(9)]
    prefixes = {"p": "x:p/", "n": "x:1/"}
    whole = spell(lines, Terms(prefixes))
    monkeypatch.setattr(turtle, "_KEPT", 2)
    terms = Terms(prefixes)
    assert spell(lines, terms) == whole
    assert len(terms) <= 2
    assert terms.namespaces == namespaces(lines)
