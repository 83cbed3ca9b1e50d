"""Of several names of tasks that are said in other words, the longest that the text has counts."""

from __future__ import annotations

from kg.extraction.concepts import Entry
from kg.extraction.paraphrases import Paraphrases
from kg.model import Concept

NAMES = ("owl detection", "snowy owl detection", "night owl detection", "barn segmentation")


def found(text: str) -> list[tuple[str, str]]:
    names = Paraphrases((name, Entry(Concept("task", name, name))) for name in NAMES)
    words = text.lower().split()
    starts = [index == 0 for index in range(len(words))]
    places = names.find(words, starts)
    return [(" ".join(words[a:b]), entry.concept.key) for a, b, entry in places]


def test_the_longest_name_counts_and_of_equal_ones_the_first() -> None:
    assert found("we detect owls") == [("detect owls", "owl detection")]
    assert found("to detect snowy owls") == [("detect snowy owls", "snowy owl detection")]
    assert found("detecting snowy owls by night") == [
        ("detecting snowy owls", "snowy owl detection")
    ]


def test_words_of_another_root_or_clause_name_nothing() -> None:
    assert found("we detect barns") == []
    assert found("we detect . owls sleep") == []
    assert found("barns are segmented") == [("barns are segmented", "barn segmentation")]
