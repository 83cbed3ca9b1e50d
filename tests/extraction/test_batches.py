"""Docs that are judged together: each gets the answer that it gets alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.extraction import batches, kinds, load_extractor, name_surroundings
from kg.extraction.batches import GAP, Batch
from kg.extraction.extractor import make_docs, make_pipeline
from kg.extraction.token_arrays import doc_words, token_texts
from kg.model import Paper

PIPELINE = make_pipeline(until="kg_judge")
PAPERS = (
    Paper(
        title="NightOwl: a Method", abstract="We introduce NightOwl. It beats PPO on Atari games."
    ),
    Paper(
        title="Owls", abstract="Bright Lamp Search (BLS) network; BLS, DQN, and the Atari dataset."
    ),
    Paper(abstract=" we train on MuJoCo and the Barn benchmark suite"),
    Paper(title="(PPO"),
    Paper(abstract="."),
    Paper(),
    Paper(title="A benchmark", abstract="METHODS: We use R2D2-based owls. RESULTS: dataset PPO"),
)
WORDS = st.sampled_from(
    [
        "owl",
        "PPO",
        "Atari",
        "(",
        ")",
        ",",
        ".",
        "and",
        "method",
        "dataset",
        "We",
        "which",
        "network",
        "environment",
        "BLS-2",
        "\n",
        "of",
        "X",
    ]
)


def docs_of(papers: tuple[Paper, ...]) -> list[Doc]:
    return list(make_docs(PIPELINE, papers))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(PAPERS), max_size=8))
def test_what_is_found_in_a_paper_depends_on_no_other(papers: list[Paper]) -> None:
    extractor = load_extractor()
    alone = [extractor.mentions(paper) for paper in papers]
    assert [each.mentions for each in extractor.extract(papers)] == alone
    assert sum(map(len, alone)) or not {PAPERS[0], PAPERS[1]}.intersection(papers)


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_papers_come_in_order_however_many_are_judged_at_once(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [load_extractor().mentions(paper) for paper in PAPERS]
    monkeypatch.setattr(batches, "_MOST_DOCS", most)
    found = list(load_extractor().extract(iter(PAPERS)))
    assert [each.title for each in found] == [each.title for each in PAPERS]
    assert [each.mentions for each in found] == expected


def test_no_more_papers_are_read_ahead_than_are_judged_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batches, "_MOST_DOCS", 3)
    read = []

    def papers() -> Iterator[Paper]:
        for number in range(9):
            read.append(number)
            yield PAPERS[0]

    next(iter(load_extractor().extract(papers())))
    assert len(read) == 3


def test_long_docs_are_judged_in_smaller_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_MOST_TOKENS", 20)
    docs = docs_of(PAPERS)
    parts = list(batches.batches(docs))
    assert [doc for part in parts for doc in part.docs] == docs
    assert all(sum(part.sizes[:-1]) < 20 for part in parts)
    assert len(parts) > 1


def test_a_gap_stands_behind_each_doc() -> None:
    docs = docs_of(PAPERS)
    batch = Batch(docs)
    for doc, first, size in zip(docs, batch.firsts, batch.sizes, strict=False):
        assert batch.texts[first : first + size] == token_texts(doc)
        assert batch.texts[first + size : first + size + GAP] == [""] * GAP
    assert len(batch.texts) == batch.firsts[-1]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=25), min_size=1, max_size=3), st.data())
def test_surroundings_say_what_the_nouns_one_by_one_say(
    texts: list[list[str]], data: st.DataObject
) -> None:
    docs = docs_of(tuple(Paper(abstract=" ".join(words)) for words in texts))
    batch = Batch(docs)
    number = data.draw(st.integers(0, len(docs) - 1))
    doc, first = docs[number], batch.firsts[number]
    if not len(doc):
        return
    begin = data.draw(st.integers(0, len(doc) - 1))
    end = data.draw(st.integers(begin + 1, min(doc_words(doc).sentence(begin)[1], begin + 3)))
    numbers = name_surroundings._WORDS.of(batch.texts)
    place = numpy.array([begin + first]), numpy.array([end + first])
    names = {0: None, 1: "benchmark", 2: "method"}
    beside = name_surroundings._beside(numbers, *place)[0]
    assert names[int(beside)] == kinds.kind_at(token_texts(doc), begin, end)
    around = name_surroundings._around(batch, numbers, *place)[0]
    assert names[int(around)] == kinds.kind_around(doc_words(doc), begin, end)
