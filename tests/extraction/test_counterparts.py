"""Where a text says that two forms are one, and one of them is a name, so is the other."""

from __future__ import annotations

import pytest

from kg.extraction import extract
from kg.extraction.counterparts import kg_counterparts
from kg.extraction.extractor import make_doc, make_pipeline
from kg.extraction.spans import CANDIDATES
from kg.model import Paper


def added(text: str, named: str) -> list[str]:
    """Return what is added where a text is judged to name this alone."""
    doc = make_doc(make_pipeline(until="kg_judge"), Paper(abstract=text))
    begin = doc.text.index(named)
    span = doc.char_span(begin, begin + len(named), "method")
    assert span is not None
    span._.confidence = 0.8
    doc.spans[CANDIDATES] = [span]
    return [each.text for each in kg_counterparts(doc).spans[CANDIDATES] if each != span]


@pytest.mark.parametrize(
    ("text", "named", "other"),
    [
        ("We propose a Predictive Dynamic Fusion (PDF) of lamps.", "Predictive Dynamic Fusion", "PDF"),
        ("We build on the Lamp Reading Machine (LRM) of old.", "LRM", "Lamp Reading Machine"),
    ],
)  # fmt: skip
def test_the_other_form_is_added(text: str, named: str, other: str) -> None:
    assert added(text, named) == [other]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The core is to devise a module (TDM) of lamps.", "TDM"),
        ("We learn self-supervised graph attention (SGA) anew.", "SGA"),
        ("It lowers the Lamp Reading Error (LRE) by half.", "LRE"),
        ("We build on LRM alone.", "LRM"),
    ],
)
def test_what_is_no_whole_name_is_not(text: str, named: str) -> None:
    assert added(text, named) == []


def test_both_forms_are_one_concept() -> None:
    text = "We propose Predictive Dynamic Fusion (PDF), a new method. PDF outperforms PPO on Atari."
    (paper,) = extract([Paper(abstract=text)])
    forms = [each for each in paper.mentions if each.text in {"PDF", "Predictive Dynamic Fusion"}]
    assert {each.text for each in forms} == {"PDF", "Predictive Dynamic Fusion"}
    assert len({each.concept.key for each in forms}) == 1
