"""What a text says outright that a new name is: a benchmark, a method, a machine, a problem."""

from __future__ import annotations

import pytest

from kg.extraction import load_extractor
from kg.extraction.apposition import Told, what_is_told
from kg.extraction.extractor import make_doc, make_pipeline
from kg.extraction.token_arrays import doc_words, token_texts
from kg.model import Paper


def told(text: str, name: str) -> Told | None:
    doc = make_doc(make_pipeline(until="kg_vocabulary"), Paper(abstract=text))
    texts = token_texts(doc)
    places = [(n, n + 1) for n, each in enumerate(texts) if each == name]
    assert places
    return what_is_told(texts, doc_words(doc), places)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We release Lumo, the first large dataset collected at night.", "benchmark"),
        ("Lumo: A Resource for reading lamps", "benchmark"),
        ("Lumo (Lamps in Motion) is a benchmark suite of lamps.", "benchmark"),
        ("We build on a new dataset, Lumo, of lamps.", "benchmark"),
        ("We propose Lumo, a rich, open and large environment of lamps.", "benchmark"),
        ("We test it on several data sets: Lumo, and one of ours.", "benchmark"),
        ("It masters games such as Lumo and chess.", "benchmark"),
        ("Lumo: A Dataset Condensation Method", "method"),
        ("Lumo: A Resource-Constrained Network", "method"),
        ("We train an agent called the Lumo in many environments.", "method"),
        ("Lumo is a robot that reads.", "other"),
        ("Our robot Lumo reads. Lumo walks.", "other"),
        ("We solve the Lumo problem.", "other"),
    ],
)
def test_what_a_text_says_of_a_name_is_heard(text: str, kind: Told) -> None:
    assert told(text, "Lumo") == kind


@pytest.mark.parametrize(
    "text",
    [
        "On Lumo, a model is trained.",
        "Lumo: a robot planning idea",
        "By testing on several data sets, Lumo is shown to win.",
        "In a simulated environment, Lumo reads lamps.",
        "We use a dataset called Lumo-Deception.",
        "We evaluate Lumo on lamps.",
    ],
)
def test_what_is_said_of_other_things_is_not(text: str) -> None:
    assert told(text, "Lumo") is None


def test_a_noun_for_a_method_beside_a_name_outweighs_a_problem() -> None:
    assert told("The Lumo algorithm solves what we call the Lumo problem.", "Lumo") is None


def test_a_name_that_ends_in_bench_is_a_benchmark() -> None:
    assert told("We introduce LampBench for reading.", "LampBench") == "benchmark"


def test_a_benchmark_is_one_and_a_robot_is_no_name() -> None:
    text = (
        "We introduce LampNav, a simulated environment for navigation of agents. We evaluate PPO on "
        "LampNav. All is run on a humanoid robot, LUMOBOT."
    )
    mentions = load_extractor().mentions(Paper(title="LampNav", abstract=text))
    found = {(each.text, each.concept.type) for each in mentions if each.concept.type != "task"}
    assert found == {("LampNav", "benchmark"), ("PPO", "method")}
