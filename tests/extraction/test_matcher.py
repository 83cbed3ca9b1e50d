"""The matcher: one name in every spelling that is safe, and no name in words that only join to one."""

from __future__ import annotations

import pytest

from kg.extraction.concepts import Entry
from kg.extraction.extractor import make_doc, make_pipeline
from kg.extraction.matcher import Matcher, vocabulary_form
from kg.model import Concept, Paper

LABELS = ("InOWL", "ImageOwl", "BarnNet", "owlprop", "Tree-OWL", "Doc2Owl")


def matched(text: str) -> list[str]:
    forms = [
        vocabulary_form(Entry(Concept("method", label.casefold(), label)), label)
        for label in LABELS
    ]
    doc = make_doc(make_pipeline(until="kg_vocabulary"), Paper(abstract=text))
    return [doc[begin:end].text for begin, end, _ in Matcher(forms).find(doc, frozenset())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We change the state in OWL filters.", []),
        ("An image owl sleeps.", []),
        ("An Image owl sleeps.", []),
        ("In the barn net we see them.", []),
        ("An InOWL filter.", ["InOWL"]),
        ("We use In-OWL and Image Owl.", ["In-OWL", "Image Owl"]),
        ("Barn Net is deep.", ["Barn Net"]),
        ("By owl prop and owl-prop and owlprop.", ["owl prop", "owl-prop", "owlprop"]),
        ("A tree OWL or a Tree-OWL.", ["tree OWL", "Tree-OWL"]),
        ("We take doc2owl and Doc2Owl.", ["Doc2Owl"]),
    ],
)
def test_a_name_of_one_word_with_capitals_is_not_two_words_without(
    text: str, expected: list[str]
) -> None:
    assert matched(text) == expected
