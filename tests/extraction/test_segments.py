"""Segments: what a text marks off itself is proposed, in time that grows with its length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.batches import Batch
from kg.extraction.extractor import make_doc, make_pipeline
from kg.extraction.judge import WEIGHTS, Judge, describe_candidates, load_weights
from kg.extraction.segments import segments
from kg.model import Paper

WORDS = st.sampled_from(["Owl", "owls", "for", "-", "The", "barn", ":", "(", "QX", "of", "\n\n"])


def found(texts: list[str], title_end: int) -> list[str]:
    keys = [text.casefold().rstrip("s") for text in texts]
    starts = [index == title_end for index in range(len(texts))]
    return [" ".join(texts[a:b]) for a, b in segments(texts, keys, starts, title_end)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Barn Owl Mirth for Mice", ["Barn Owl Mirth"]),
        ("Sad Owls as a Signal", ["Sad Owls"]),
        ("LAMP : Light Among Many People via Night Walk", ["Many People", "Night Walk"]),
        ("Owls", []),
        ("Owl Bat Fox Elk Ape Yak Cat Dog", []),
    ],
)
def test_pieces_of_a_title_stand_between_words_that_no_name_is_made_of(
    title: str, expected: list[str]
) -> None:
    texts = title.split()
    assert found(texts, len(texts)) == expected


def test_a_piece_of_the_title_is_proposed_wherever_it_stands() -> None:
    texts = ["Sad", "Owls", "for", "Mice", "We", "show", "that", "sad", "owl", "is", "best"]
    assert found(texts, 4) == ["Sad Owls", "sad owl"]


def test_words_with_capitals_are_proposed_without_the_function_word_before_them() -> None:
    texts = ["We", "call", "The", "Sad", "Owl", "-", "Fly", "Net", "good", "and", "Sad"]
    assert found(texts, 0) == ["Sad Owl - Fly Net"]


@given(st.lists(WORDS, max_size=40), st.integers(0, 40))
def test_segments_lie_in_the_text_and_begin_and_end_with_words(texts: list[str], end: int) -> None:
    end = min(end, len(texts))
    keys = [text.casefold() for text in texts]
    for first, stop in segments(texts, keys, [False] * len(texts), end):
        assert 0 <= first < stop <= len(texts)
        assert 2 <= stop - first <= 7
        assert first >= end or stop <= end


def test_the_judge_sees_names_of_words_that_no_gold_name_has() -> None:
    judge = Judge(load_weights(WEIGHTS))
    paper = Paper(title="Grumbling Walruses as a Signal", abstract="The grumbling walrus is loud.")
    doc = make_doc(make_pipeline(until="kg_judge"), paper)
    described = describe_candidates(Batch([doc]), judge.proposer, judge.corpus)
    seen = [doc[begin:end].text for begin, end in described.spans]
    assert {"Grumbling Walruses", "grumbling walrus"} <= set(seen)
