"""Mentions: what is found where, as what, linked to what, and why."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction import extract, load_extractor
from kg.model import Mention, Paper, Rejected
from kg.sources import read


def mentions(abstract: str, title: str | None = None) -> tuple[Mention, ...]:
    return load_extractor().mentions(Paper(title=title, abstract=abstract))


def found(abstract: str, title: str | None = None) -> list[tuple[str, str, str]]:
    return [(m.text, m.concept.type, m.relation) for m in mentions(abstract, title)]


def names(abstract: str, title: str | None = None) -> list[str]:
    return [m.text for m in mentions(abstract, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We introduce NightOwl, an agent with memory.", ("NightOwl", "method", "introduces")),
        ("We propose Lantern, a benchmark for lamps.", ("Lantern", "benchmark", "introduces")),
        ("This paper presents a new suite of tasks called OWL-8.", ("OWL-8", "benchmark", "introduces")),
        ("A novel testbed (BARN) mixes sources.", ("BARN", "benchmark", "introduces")),
        ("Our method, FLY-2, is fast.", ("FLY-2", "method", "introduces")),
        ("We evaluate our agent on Procgen.", ("Procgen", "benchmark", "evaluates_on")),
        ("Results on the Quagmire9 dataset are good.", ("Quagmire9", "benchmark", "evaluates_on")),
        ("It outperforms PPO in all tasks.", ("PPO", "method", "compares_with")),
        ("The agent is trained with dropout.", ("dropout", "method", "uses")),
        ("A network pre-trained on ImageNet is given.", ("ImageNet", "benchmark", "uses")),
        ("Q-learning converges slowly.", ("Q-learning", "method", "mentions")),
    ],
)  # fmt: skip
def test_extract_finds_name_type_and_relation(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]


def test_extract_keeps_the_cue_of_every_relation_but_mentions() -> None:
    text = "We introduce NightOwl. It outperforms DQN on Atari. Adam is an optimizer."
    assert [(m.text, m.relation, m.cue) for m in mentions(text)] == [
        ("NightOwl", "introduces", "introduce"),
        ("DQN", "compares_with", "outperforms"),
        ("Atari", "evaluates_on", "outperforms"),
        ("Adam", "mentions", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We go to the reach of the rainbow and see a falcon.",
        "Deep reinforcement learning with large language models (LLMs) solves MDPs and POMDPs.",
        "We report FID, BLEU and KL divergence on a GPU at ICML.",
        "Adam ate. Go home. Ray is here.",
        "https://example.org/PPO is gone",
        "THIS WHOLE SENTENCE IS WRITTEN LOUDLY",
    ],
)
def test_extract_leaves_alone_what_is_no_name(text: str) -> None:
    assert names(text) == []


def test_extract_takes_ambiguous_names_with_support_from_context() -> None:
    assert names("We train it with the Adam optimizer.") == ["Adam"]
    assert names("It plays the game of Go and chess.") == ["Go", "chess"]
    assert names("DQN and Rainbow are agents.") == ["DQN", "Rainbow"]


def test_extract_prefers_the_longest_name() -> None:
    text = "We test on Atari 100K, Atari 2600, Atari and CIFAR-10/100."
    assert names(text) == ["Atari 100K", "Atari 2600", "Atari", "CIFAR-10/100"]


def test_extract_joins_both_forms_of_an_abbreviation() -> None:
    text = "We propose Bright Lamp Search (BLS). BLS is bright, and so is bright lamp search."
    concepts = {m.concept for m in mentions(text)}
    assert names(text) == ["Bright Lamp Search", "BLS", "BLS", "bright lamp search"]
    (concept,) = concepts
    assert (concept.label, concept.alt_labels) == ("BLS", ("Bright Lamp Search",))
    assert not concept.curated


def test_extract_reads_an_abbreviation_before_its_long_form() -> None:
    (concept,) = {m.concept for m in mentions("We use BLS (Bright Lamp Search).")}
    assert concept.alt_labels == ("Bright Lamp Search",)


def test_extract_believes_the_definition_of_the_document() -> None:
    other = mentions("We propose Paper Page Optimizer (PPO). PPO sorts pages.")
    assert {m.concept.curated for m in other} == {False}
    known = mentions("We use Proximal Policy Optimization (PPO). PPO is known.")
    assert {m.concept.key for m in known} == {"ppo"}


def test_extract_drops_the_abbreviation_of_a_task() -> None:
    assert names("Hierarchical lamp classification (HLC) is a task. HLC is hard.") == []


def test_extract_gives_a_long_form_and_another_two_concepts() -> None:
    (one, *_), (two, *_) = mentions("Bright Lamp Search (BLS)."), mentions("Big Ladder Sum (BLS).")
    assert one.concept.label == two.concept.label == "BLS"
    assert one.concept.key != two.concept.key


def test_extract_gives_one_name_one_concept_in_all_papers() -> None:
    (one,), (two,) = mentions("We introduce NightOwl."), mentions("It beats NightOwl.")
    assert one.concept == two.concept
    assert one.concept.key.startswith("nightowl-")


def test_extract_finds_a_name_everywhere_title_included() -> None:
    found_in = mentions("We introduce Libra, a model. With Libra we win.", title="On Libra")
    assert [(m.field, m.start, m.text) for m in found_in] == [
        ("title", 3, "Libra"),
        ("abstract", 13, "Libra"),
        ("abstract", 34, "Libra"),
    ]


def test_extract_reads_the_head_of_a_title() -> None:
    first = mentions("Lamps are dark.", title="NightOwl: a benchmark of lamps")[0]
    assert (first.text, first.concept.type, first.relation, first.cue) == (
        "NightOwl", "benchmark", "introduces", "NightOwl:",
    )  # fmt: skip


def test_extract_passes_the_type_along_a_list() -> None:
    text = "We evaluate on D4RL, Lampworld3 and MuJoCo."
    assert [m.concept.type for m in mentions(text)] == ["benchmark"] * 3


def test_extract_links_spellings_to_one_concept() -> None:
    text = "Graph neural networks, GNNs, a graph neural-network and the GNN."
    assert {m.concept.key for m in mentions(text)} == {"gnn"}
    assert len(mentions(text)) == 4


def test_extract_cuts_off_what_is_hung_on_a_name() -> None:
    assert names("We use a Perceiver-based model.") == ["Perceiver"]


def test_extract_counts_code_points() -> None:
    text = "𝒬 naïve 学习: we introduce NightOwl 🦉, and NightOwl wins."
    for mention in mentions(text):
        assert text[mention.start : mention.end] == mention.text == "NightOwl"


def assert_sound(paper: Paper, found: tuple[Mention, ...]) -> None:
    places = [(m.field == "abstract", m.start, m.end) for m in found]
    assert places == sorted(places)
    for mention in found:
        assert getattr(paper, mention.field)[mention.start : mention.end] == mention.text
    names = [(m.field, m.start, m.end) for m in found if m.concept.type != "task"]
    for (field, _, end), (next_field, start, _) in pairwise(names):
        assert field != next_field or end <= start


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["We introduce", "PPO", "(PPO)", "NightOwl", "Atari 100K", ",", ".", ":", "\n\n", "–",
             "a novel", "Deep Sea", "on", "LLMs", "and", "$\\lambda$", "-based", "𝒬", "called"]
        )
    ),
    st.text(max_size=40),
)  # fmt: skip
def test_extract_is_sound_on_any_text(pieces: list[str], title: str) -> None:
    paper = Paper(title=title, abstract=" ".join(pieces))
    assert_sound(paper, load_extractor().mentions(paper))


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n", "(" * 20_000, "(+*" * 20_000, "สวัสดีชาวโลก " * 5_000, "\x00\x01\x0b\x1f" * 5_000,
        "RECODE " * 10_000, "A-" * 20_000, "X" * 100_000, "foo (BAR) " * 2_000,
        "We introduce NightOwl. " * 5_000,
    ],
)  # fmt: skip
def test_extract_survives_strange_text(text: str) -> None:
    paper = Paper(title=text[:100], abstract=text)
    assert_sound(paper, load_extractor().mentions(paper))


def test_extract_reads_thousands_of_sentences() -> None:
    paper = Paper(abstract="We introduce NightOwl and evaluate it on Atari. " * 2_000)
    assert len(load_extractor().mentions(paper)) == 2 * 2_000


def test_extract_reads_more_than_a_million_characters() -> None:
    paper = Paper(abstract=f"{' ' * 1_000_000}We introduce NightOwl.")
    assert [each.start for each in load_extractor().mentions(paper)] == [1_000_013]


def papers(root: Path) -> Iterator[Paper]:
    for path in sorted((root / "seeds").glob("*.txt")):
        for item in read(path):
            assert not isinstance(item, Rejected)
            if isinstance(item, Paper):
                yield item


@pytest.fixture(scope="module")
def seed_papers(request: pytest.FixtureRequest) -> list[Paper]:
    return list(extract(papers(request.config.rootpath)))


@pytest.mark.parametrize(
    "name",
    ["RECODE", "R2D3", "A-LIX", "NAMMs", "PonderNet", "CoBERL", "JaxPruner", "DisentanGAIL", "HTM"],
)
def test_extract_finds_the_methods_that_the_seeds_introduce(
    seed_papers: list[Paper], name: str
) -> None:
    relations = {m.relation for p in seed_papers for m in p.mentions if m.text == name}
    types = {m.concept.type for p in seed_papers for m in p.mentions if m.text == name}
    assert "introduces" in relations
    assert types == {"method"}


@pytest.mark.parametrize(
    "label",
    ["Atari 100K", "D4RL", "Procgen", "MOOD", "CALE", "CLRS Algorithmic Reasoning Benchmark"],
)
def test_extract_finds_the_benchmarks_of_the_seeds(seed_papers: list[Paper], label: str) -> None:
    found = [m for p in seed_papers for m in p.mentions if m.concept.label == label]
    assert found
    assert {m.concept.type for m in found} == {"benchmark"}


def test_extract_relates_recode_to_its_benchmarks(seed_papers: list[Paper]) -> None:
    (paper,) = [p for p in seed_papers if any(m.text == "RECODE" for m in p.mentions)]
    evaluated = {m.concept.key for m in paper.mentions if m.relation == "evaluates_on"}
    assert evaluated == {"dm-hard-8", "atari"}
    assert_sound(paper, paper.mentions)


def test_extract_does_not_depend_on_the_hash_seed(root: Path) -> None:
    command = [sys.executable, "-m", "kg", "extract", str(next((root / "seeds").glob("000*")))]
    outputs = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "12"
    }
    assert len(outputs) == 1
