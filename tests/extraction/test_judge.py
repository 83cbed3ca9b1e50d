"""The judge: proposing phrases, describing them, judging names, saving and loading."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction import Extractor, load_extractor
from kg.extraction.batches import Batch
from kg.extraction.corpus import count_corpus
from kg.extraction.extractor import make_doc, make_pipeline
from kg.extraction.features import ROWS
from kg.extraction.judge import TYPES, Judge, describe_candidates, load_weights, log_odds, softmax
from kg.extraction.judge import WEIGHTS as PACKAGED
from kg.extraction.phrase_hashes import Hashes, phrase_hash
from kg.extraction.phrases import Proposer, count_places
from kg.extraction.spans import CANDIDATES
from kg.model import Paper

PAPER = Paper(
    title="Lantern: planning with sparse memory trees",
    abstract="We introduce Lantern, a planner that combines sparse memory trees with Monte Carlo "
    "tree search. Lantern outperforms PPO on Atari and Procgen.",
)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(load_weights(PACKAGED))


def test_count_places_bars_frequent_words_that_are_in_no_name() -> None:
    texts = ["we", "train", "tree", "search", "here"]
    proposer = Proposer(count_places([(texts, [(2, 4)])] * 10))
    assert list(proposer.phrases(texts, [True] + [False] * 4)) == [(2, 4)]


def test_phrases_do_not_run_over_the_start_of_a_sentence() -> None:
    proposer = Proposer(count_places([]))
    found = set(proposer.phrases(["graph", "net", "tree"], [True, False, True]))
    assert found == {(0, 2)}


def hashes(*keys: str) -> Hashes:
    return numpy.array([phrase_hash(key) for key in keys], numpy.uint64)


def test_count_corpus_tells_capitals_cues_and_nouns() -> None:
    proposer = Proposer(count_places([]))
    lines = ["results using Bright Search algorithm", "methods like Bright Search"] * 3
    corpus = count_corpus(lines, proposer)
    known, unknown = corpus.look_up(hashes("brightsearch", "darksearch")).tolist()
    assert known[0] == 2  # log2 of six, rounded down
    assert known[1] == 5  # always with capitals
    assert set(unknown) == {255}


def test_look_up_in_no_corpus_finds_nothing() -> None:
    corpus = count_corpus([], Proposer(count_places([])))
    assert corpus.look_up(hashes("a", "b")).shape == (2, 8)


def test_describe_groups_spellings_of_a_name_and_stays_within_the_table(judge: Judge) -> None:
    doc = make_doc(make_pipeline(until="kg_judge"), PAPER)
    described = describe_candidates(Batch([doc]), judge.proposer, judge.corpus)
    assert described.rows.min() >= 0
    assert described.rows.max() < ROWS
    assert len(described.rows) == len(described.spans) == len(described.groups)
    places = {doc[a:b].text for a, b in described.spans}
    assert {"Lantern", "PPO", "Atari", "Monte Carlo tree search"} <= places
    lanterns = [
        group
        for (a, b), group in zip(described.spans, described.groups.tolist(), strict=True)
        if doc[a:b].text == "Lantern"
    ]
    assert len(lanterns) == 3
    assert len(set(lanterns)) == 1


def test_judge_keeps_names_with_type_and_confidence(judge: Judge) -> None:
    doc = judge(make_doc(make_pipeline(until="kg_judge"), PAPER))
    kept = {span.text: span for span in doc.spans[CANDIDATES]}
    assert kept["Lantern"].label_ == "method"
    assert kept["Atari"].label_ == "benchmark"
    assert all(0 < span._.confidence <= 1 for span in kept.values())
    assert not {"planner", "memory", "planning"} & set(kept)


def test_probabilities_do_not_depend_on_other_names(judge: Judge) -> None:
    doc = make_doc(make_pipeline(until="kg_judge"), PAPER)
    described = describe_candidates(Batch([doc]), judge.proposer, judge.corpus)
    probabilities = judge.probabilities(described)
    assert probabilities.shape == (len(described.keys), 1 + len(TYPES))
    assert numpy.allclose(probabilities.sum(axis=1), 1, atol=1e-5)


@given(st.lists(st.floats(-30, 30), min_size=3, max_size=3))
def test_softmax_sums_to_one_and_log_odds_fall_with_the_probability_of_none(
    scores: list[float],
) -> None:
    shares = softmax(numpy.array([scores], dtype=numpy.float32))
    assert shares.sum() == pytest.approx(1, abs=1e-5)
    odds = log_odds(numpy.sort(shares[0]))
    assert all(numpy.diff(odds) <= 0)


@pytest.mark.parametrize(
    "text", ["", " \n", "§§§ ¶ ≈≈ ∮", "ภาษาไทยไม่มีช่องว่าง", "\x00\x07 a\x1bb", "DQN " * 10_000]
)
def test_extract_survives_strange_text(text: str) -> None:
    (paper,) = load_extractor().extract([Paper(title="A", abstract=text)])
    assert all(m.text == getattr(paper, m.field)[m.start : m.end] for m in paper.mentions)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_extract_gives_confidence_of_two_decimals_to_all(text: str) -> None:
    (paper,) = load_extractor().extract([Paper(abstract=f"We introduce RECODE. {text}")])
    for mention in paper.mentions:
        assert mention.confidence is not None
        assert round(mention.confidence, 2) == mention.confidence


def test_min_confidence_leaves_out_the_less_sure() -> None:
    (everything,) = load_extractor().extract([PAPER])
    least = max(m.confidence or 0 for m in everything.mentions)
    (sure,) = Extractor(load_extractor().nlp, min_confidence=least).extract([PAPER])
    assert 0 < len(sure.mentions) <= len(everything.mentions)
    assert sure.mentions == tuple(m for m in everything.mentions if m.confidence == least)


def test_saved_pipeline_finds_the_same(tmp_path: Path) -> None:
    nlp = make_pipeline()
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    (ours,) = Extractor(nlp).extract([PAPER])
    (theirs,) = Extractor(loaded).extract([PAPER])
    assert ours.mentions == theirs.mentions


def test_weights_saved_twice_are_the_same_bytes(tmp_path: Path, judge: Judge) -> None:
    judge.to_disk(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (PACKAGED / path.name).read_bytes()
