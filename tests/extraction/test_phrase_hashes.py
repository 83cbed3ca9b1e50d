"""Hashes of phrases: one for each key, however it is cut into tokens."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction import phrase_hashes
from kg.extraction.corpus import Corpus
from kg.extraction.phrase_hashes import PhraseHashes, phrase_hash

_KEYS = st.lists(st.text(max_size=12), min_size=1, max_size=12)


@given(_KEYS, st.data())
def test_a_run_of_tokens_hashes_as_its_key(keys: list[str], data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(keys)))
    end = data.draw(st.integers(begin, len(keys)))
    found = PhraseHashes(keys).between(numpy.array([begin]), numpy.array([end]))
    assert int(found[0]) == phrase_hash("".join(keys[begin:end]))


def test_other_phrases_have_other_hashes() -> None:
    letters = "abcdefghij"
    keys = {a + b + c for a in letters for b in letters for c in letters}
    keys |= {"ab", "ba", "a", "b", "graph network", "network graph"}
    assert len({phrase_hash(key) for key in keys}) == len(keys)


def test_a_corpus_tells_names_apart_that_differ_in_one_character_alone() -> None:
    letters = "abcdefghij"
    for pattern in ("{}", "{}qn", "m{}zoo", "bright{}"):
        seen, other = (phrase_hash(pattern.format(letter)) for letter in ("z", "y"))
        corpus = Corpus(numpy.array([seen >> 32], numpy.uint32), numpy.array([[1, 2]], numpy.uint8))
        others = [phrase_hash(pattern.format(letter)) for letter in letters] + [other]
        rows = corpus.look_up(numpy.array([seen, *others], numpy.uint64))
        assert rows[0].tolist() == [1, 2]
        assert (rows[1:] == 255).all()


def test_numbers_of_keys_are_forgotten_and_known_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrase_hashes, "_MOST", 4)
    numbered = phrase_hashes._Numbered()
    keys = [f"owl{n}" for n in range(30)]
    first = numbered.of(keys)
    assert (numbered.of(["owl0"]) == first[:1]).all()
    assert len(numbered) == 1
    assert first.tolist() == [list(phrase_hashes._numbers(key)) for key in keys]
