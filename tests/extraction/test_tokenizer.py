"""Tokens: names stay whole, glue comes apart, no character is lost."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.extractor import make_pipeline
from kg.extraction.sentences import sentence_starts
from kg.extraction.spelling import name_key, singular
from kg.extraction.tokenizer import Tokenizer, tokenize

NAMES = [
    "DM-HARD-8", "CIFAR-10/100", r"Q($\lambda$)", "R2D2", "A-LIX", "SoftMoE", "TD(λ)", "GPT-3.5",
    "t5x", "TD(0)", "ImageNet-1k", "DQN+", "WikiText-103", "Atari-100k", "β-VAE"[2:], "A*",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("frame", ["{}", "We use {}.", "({}), and", "“{}”; we", "with {}:"])
def test_tokenize_keeps_names_whole(name: str, frame: str) -> None:
    assert name in list(tokenize(frame.format(name)))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("attention heads.NAMMs are", ["attention", "heads", ".", "NAMMs", "are"]),
        ("PPO-based", ["PPO", "-", "based"]),
        ("actor-critic", ["actor", "-", "critic"]),
        ("PPO/SAC", ["PPO", "/", "SAC"]),
        ("Peng's Q(λ)", ["Peng", "'s", "Q(λ)"]),
        ("**NightOwl**", ["*", "*", "NightOwl", "*", "*"]),
        ("e.g. DQN", ["e.g.", "DQN"]),
        ("see https://example.org/a-b, or", ["see", "https://example.org/", "a-b", ",", "or"]),
    ],
)
def test_tokenize_takes_apart_what_is_glued(text: str, tokens: list[str]) -> None:
    assert [token for token in tokenize(text) if not token.isspace()] == tokens


@given(st.text())
def test_tokenize_loses_no_character(text: str) -> None:
    assert "".join(tokenize(text)) == text


@given(st.text(alphabet=" \n\tAa1-/.+(λ)$\\'"))
def test_tokenizer_doc_has_the_text_and_its_offsets(text: str) -> None:
    doc = Tokenizer(spacy.blank("en").vocab)(text)
    assert doc.text == text
    assert all(text[token.idx :].startswith(token.text) for token in doc)


def test_pipeline_survives_saving_and_loading(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pipeline")
    make_pipeline().to_disk(folder)
    doc = spacy.load(folder)("We evaluate NightOwl on DM-HARD-8.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("NightOwl", "method"),
        ("DM-HARD-8", "benchmark"),
    ]
    assert doc.ents[1].kb_id_ == "benchmark/dm-hard-8"


def test_sentence_starts_breaks_where_the_title_ends_and_in_endless_text() -> None:
    assert sentence_starts(["a", "b", "c"], [True] * 3, 2) == [True, False, True]
    assert sum(sentence_starts(["a"] * 5000, [False] * 5000)) == 10
    assert sum(sentence_starts(["a"] * 5000, [True] * 5000)) == 20
    assert sentence_starts([], []) == []


def test_sentence_starts_leaves_abbreviations_and_numbers_alone() -> None:
    tokens = list(tokenize("See e.g. PPO. It has 0.5 (cf. Fig. 2). We stop."))
    starts = sentence_starts(tokens, [False] * len(tokens))
    found = [token for token, start in zip(tokens, starts, strict=True) if start]
    assert found == ["See", "It", "We"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("actor-critic", "Actor Critics"),
        ("CIFAR-10", "CIFAR10"),
        ("mixture of experts", "Mixtures-of-Experts"),
        ("behaviour cloning", "behavior cloning"),
        ("Proximal Policy Optimisation", "proximal policy optimization"),
        ("Montezuma’s Revenge", "Montezuma's Revenge"),
    ],
)
def test_name_key_is_one_for_all_spellings(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@given(st.text(alphabet=st.characters(categories=["L", "N"])))
def test_singular_keeps_the_beginning(name: str) -> None:
    assert singular(name)[: max(len(name) - 3, 0)] == name[: max(len(name) - 3, 0)]
