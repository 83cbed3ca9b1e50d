"""What depends on a word or on a text alone is asked once: of each distinct word, of each text."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.extraction import abbreviations, coined, field, matcher, word_shapes
from kg.extraction.extractor import make_doc, make_pipeline
from kg.extraction.token_arrays import doc_text, once_a_doc, token_texts
from kg.extraction.word_tests import WordTest
from kg.model import Paper

PIPELINE = make_pipeline(until="kg_judge")
TEXT = "We use Night Owl (NO), and NO is a method.  We use it on owls,\nsee [1]. "


def doc_of(text: str) -> Doc:
    return make_doc(PIPELINE, Paper(title="Night Owl", abstract=text))


def test_a_word_is_asked_once_wherever_it_stands() -> None:
    asked: Counter[str] = Counter()

    def is_long(word: str) -> bool:
        asked[word] += 1
        return len(word) > 3

    test = WordTest(is_long)
    assert test.places(["owls", "see", "owls"]) == [0, 2]
    assert test.places(["see", "owls"]) == [1]
    assert asked == {"owls": 1, "see": 1}


def test_answers_do_not_grow_with_the_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.word_tests._MOST", 4)
    test = WordTest(str.isupper)
    words = [f"{'A' if n % 2 else 'a'}{n}" for n in range(40)]
    assert test.places(words) == list(range(1, 40, 2))
    assert len(test) <= 4


def test_a_doc_is_asked_once_and_forgotten_with_it() -> None:
    asked = []

    @once_a_doc
    def size(doc: Doc) -> int:
        asked.append(len(doc))
        return len(doc)

    doc = doc_of(TEXT)
    assert size(doc) == size(doc) == len(doc)
    assert asked == [len(doc)]
    for tell in (
        doc_text,
        matcher.document_words,
        field.is_of_field,
        lambda d: [*abbreviations.find_pairs(d)],
    ):
        tell(doc)
    gone = ref(doc)
    del doc
    gc.collect()
    assert gone() is None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_the_text_of_a_doc_is_what_spacy_joins(text: str) -> None:
    doc = make_doc(PIPELINE, Paper(abstract=text))
    assert doc_text(doc) == doc.text


@pytest.mark.parametrize(
    ("test", "asked"),
    [
        (word_shapes._MAY_BE_NAME, word_shapes.has_name_shape),
        (coined._IS_PHRASE, coined.INTRODUCING.fullmatch),
    ],
)
def test_places_of_a_text_are_those_of_its_words_one_by_one(
    test: WordTest, asked: Callable[[str], object]
) -> None:
    texts = token_texts(doc_of(f"{TEXT} We introduce MuJoCo, PPO and TD(0), and built R2D2."))
    expected = [n for n, text in enumerate(texts) if asked(text)]
    assert test.places(texts) == expected
    assert expected


def test_find_begins_only_where_a_key_goes_on() -> None:
    known = matcher.load_matcher()
    keys = ["we", "use", "proximal", "policy", "optimization", "in", "a", "", "barn"]
    begins = known._begins(keys)
    assert 2 in begins
    assert {0, 1, 7}.isdisjoint(begins)
