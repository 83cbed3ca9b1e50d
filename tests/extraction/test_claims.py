"""Claims: the sentences that say how well something does, and what they name and state."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction import load_extractor
from kg.extraction.claims import find_claims, weigh
from kg.model import Claim, Concept, Mention, Paper

OWL = Mention("title", 0, 3, "Owl", Concept("method", "owl", "Owl"))
BEGINNING = "Owls hunt at night. We propose Owl, a network for hunting. "


def claims(sentence: str) -> tuple[Claim, ...]:
    return find_claims(Paper(title="Owl", abstract=BEGINNING + sentence, mentions=(OWL,)))


@pytest.mark.parametrize(
    "sentence",
    [
        "Our method outperforms all baselines on three data sets.",
        "Experiments show that Owl improves accuracy by 3.5% over the previous state of the art.",
        "Owl achieves state-of-the-art results on ImageNet.",
        "In experiments, Owl is ten times faster than DQN and comparable in accuracy.",
        "We find that Owl performs better than the baselines, with fewer samples.",
        "Empirical results indicate that Owl surpasses human performance on 52 of 57 games.",
    ],
)
def test_sentences_of_results_are_claims(sentence: str) -> None:
    (claim,) = claims(sentence)
    assert claim.text == sentence
    assert 0 < (claim.confidence or 0) <= 1


@pytest.mark.parametrize(
    "sentence",
    [
        "We evaluate Owl on ImageNet.",
        "We prove a regret bound for Owl.",
        "Owl aims to hunt in the dark.",
        "The code is available at https://owls.example.org.",
        "A novel loss lets the network see.",
    ],
)
def test_plans_proofs_and_addresses_are_none(sentence: str) -> None:
    assert claims(sentence) == ()


def test_what_others_achieved_at_the_beginning_is_no_claim() -> None:
    text = "Deep networks have achieved success in many fields. We study owls. We count them."
    assert find_claims(Paper(title="Owl", abstract=text, mentions=(OWL,))) == ()


def test_paper_that_names_nothing_of_the_field_claims_nothing() -> None:
    text = "The drug outperforms all others, with 5% better survival rates than placebo."
    assert find_claims(Paper(abstract=text)) == ()
    assert find_claims(Paper(title="Owl", abstract=text, mentions=(OWL,))) != ()


def test_claim_says_metric_number_and_what_is_named() -> None:
    text = (
        BEGINNING + "Experiments show that Owl outperforms DQN on Atari by 12.5% in mean accuracy."
    )
    paper = Paper(abstract=text)
    paper = replace(paper, mentions=load_extractor().mentions(paper))
    (claim,) = find_claims(paper)
    assert (claim.metric, claim.number) == ("mean accuracy", "12.5%")
    assert {"dqn", "atari"} <= {each.key for each in claim.concepts}
    assert {each.type for each in claim.concepts} <= {"method", "benchmark"}


@pytest.mark.parametrize(
    ("stated", "number"),
    [
        ("on 52 of 57 games", "52 of 57"), ("a score of 0.415", "0.415"), ("76.24% mIoU", "76.24%"),
        ("4dB higher PSNR", "4dB"), ("a 2x speed-up", "2x"), ("CIFAR-10 and GPT-3", None),
    ],
)  # fmt: skip
def test_number_is_the_first_figure_and_no_part_of_a_name(stated: str, number: str | None) -> None:
    (claim,) = claims(f"Experiments show that Owl outperforms all baselines, with {stated}.")
    assert claim.number == number


@given(st.text(max_size=300))
def test_claims_quote_their_text_in_order(text: str) -> None:
    abstract = f"{text}. We outperform all baselines by 5% accuracy."
    found = find_claims(Paper(title="Owl", abstract=abstract, mentions=(OWL,)))
    assert all(abstract[each.start : each.end] == each.text for each in found)
    assert list(found) == sorted(found, key=lambda each: each.start)


def test_late_sentences_are_likelier_claims() -> None:
    sentence = "Owl achieves better accuracy."
    assert weigh(sentence, 1) > weigh(sentence, 0)
