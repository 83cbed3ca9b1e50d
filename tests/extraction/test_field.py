"""Silence outside the field: texts of other fields, headings of parts, cited authors."""

from __future__ import annotations

import pytest

from kg.extraction import load_extractor
from kg.extraction.field import evidence, load_weights
from kg.extraction.sentences import sentence_starts
from kg.extraction.structure import find_structure
from kg.extraction.tokenizer import tokenize
from kg.extraction.training.field import learn_field
from kg.model import Paper

MEDICAL = (
    "BACKGROUND: Falls of elderly patients are a frequent cause of admission to hospital. METHODS: Patients "
    "aged over 65 years were recruited in two clinics of AUSTRALIA, and randomised to Vitamin D or placebo by "
    "the FALLSTOP protocol. SETTING: Hospitals of Perth (WA). RESULTS: Of 412 participants, 38 fell "
    "during the follow-up; mortality did not differ (OR 0.97, 95% CI 0.81-1.16). CONCLUSIONS: The Morse Fall "
    "Scale (MFS) predicted injury among women. TRIAL REGISTRATION: ACTRN0001."
)
PHYSICS = (
    "We report spectroscopic observations of the nearby galaxy NGC 9999 with the ALMA interferometer and the "
    "KMOS spectrograph. The emission of cold gas traces a rotating disk of mass 3e9 solar masses, and the "
    "Sersic profile of the bulge agrees with the Tully-Fisher relation. A supernova of type SN-Ia, found by "
    "the ZTF survey, lies in the outer spiral arm."
)


def names(abstract: str, title: str | None = None) -> list[str]:
    return [m.text for m in load_extractor().mentions(Paper(title=title, abstract=abstract))]


@pytest.mark.parametrize("text", [MEDICAL, PHYSICS], ids=["medicine", "astronomy"])
def test_a_text_of_another_field_names_nothing(text: str) -> None:
    assert evidence(tokenize(text), load_weights()) < 0
    assert names(text) == []


def test_a_text_of_another_field_keeps_a_known_name_where_the_sentence_is_of_the_field() -> None:
    sentence = "We train a convolutional neural network to classify the images of the dataset."
    assert names(f"{MEDICAL} {sentence}") == ["convolutional neural network"]


def test_known_names_do_not_speak_against_the_field() -> None:
    (paper,) = load_extractor().extract([Paper(abstract="NightOwl beats DQN on Procgen.")])
    assert {each.text for each in paper.mentions} >= {"DQN", "Procgen"}


def test_headings_are_no_names_in_a_text_of_the_field() -> None:
    text = (
        "BACKGROUND: Deep networks overfit small datasets. AIM: We train agents faster. METHODS AND MATERIALS: We "
        "use PPO with dropout. CODE AND DATA: A reward model is learned. RESULTS: PPO outperforms DQN on Atari."
    )
    assert names(text) == ["PPO", "dropout", "PPO", "DQN", "Atari"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("METHODS: We train.", "METHODS"),
        ("Results and Discussion - We train.", ""),
        ("Main Outcome Measures: Regret.", "Main Outcome Measures"),
        ("Background Deep nets overfit.", "Background"),
        ("OBJECTIVE To learn.", "OBJECTIVE"),
        ("Aims. To learn.", "Aims"),
        ("Methods that learn are good.", ""),
        ("Results on Atari are good.", ""),
        ("GATO: a generalist agent.", ""),
        ("It fails [2].METHODS: We train.", "METHODS"),
        ("We extend it (Lamp et al., 2019).", "Lamp"),
        ("Owl and Fox (2018) prove it.", "Owl Fox"),
        ("as shown before (Owl, Fox, & Hen, 2018)", "Owl Fox Hen"),
        ("the bound of Owl & Fox holds", "Owl Fox"),
        ("PPO (2017) and A2C", ""),
        ("Search & Rescue is a game", ""),
    ],
)
def test_structure_is_headings_and_cited_authors(text: str, marked: str) -> None:
    texts = [token for token in tokenize(text) if token != " "]
    words = list(tokenize(text))
    spaced = sentence_starts(words, [False] * len(words))
    starts = [start for start, word in zip(spaced, words, strict=True) if word != " "]
    found = find_structure(texts, starts, 0)
    assert " ".join(texts[n] for n in sorted(found)) == marked


def test_cited_authors_are_no_names_in_a_text_of_the_field() -> None:
    text = (
        "We extend the policy gradient of Zwick & Ozols with a learned reward (Imrie et al. 2019)."
    )
    assert names(text) == ["policy gradient"]


def test_learn_field_tells_two_fields_apart_and_leaves_out_what_is_ours() -> None:
    ours = ["the agent learns a policy", "a network learns features"] * 20
    others = [*["the patient takes a medicine"] * 20, *["a policy learns features"] * 2]
    weights = learn_field(ours, others)
    words = ["agent", "policy", "patient"]
    agent, policy, patient = (evidence([word], weights) - evidence([], weights) for word in words)
    assert agent > 0 > patient
    assert policy == pytest.approx(agent, abs=0.1)  # what is ours among the others is left out


def test_every_text_is_of_the_field_where_no_others_are_known() -> None:
    weights = learn_field(["the agent learns"], [])
    assert evidence(["patient"] * 50, weights) > 0
    assert evidence(map(str, range(1000)), weights) > 0
