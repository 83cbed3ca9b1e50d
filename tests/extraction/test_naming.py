"""Whole names and one concept for all forms of one: plurals, long forms, formulas, addresses, types."""

from __future__ import annotations

import numpy
import pytest

from kg.extraction import load_extractor
from kg.extraction.abbreviations import find_title_pair
from kg.extraction.batches import Batch
from kg.extraction.exclusions import is_excluded
from kg.extraction.extractor import make_doc, make_pipeline
from kg.extraction.joint import WIDTH, Possible, describe_together
from kg.extraction.judge import WEIGHTS, Judge, describe_candidates, load_weights
from kg.extraction.spelling import name_key
from kg.extraction.training.joint import learn_together
from kg.model import Mention, Paper


def mentions(abstract: str, title: str | None = None) -> tuple[Mention, ...]:
    return load_extractor().mentions(Paper(title=title, abstract=abstract))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GRUs", "GRU"),
        ("GLUs", "GLU"),
        ("MISs", "MIS"),
        ("$Q$-learning", "Q-learning"),
        ("double $Q$-Learning", "Double Q-learning"),
    ],
)
def test_spellings_of_a_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_plural_that_ends_like_a_latin_word_is_the_same_concept() -> None:
    found = mentions(
        "We train GRUs with dropout. A GRU is small, and gated recurrent units are fast."
    )
    recurrent = [m for m in found if m.text != "dropout"]
    assert [m.text for m in recurrent] == ["GRUs", "GRU", "gated recurrent units"]
    assert {m.concept.key for m in recurrent} == {"gru"}


def test_a_name_in_a_formula_is_found_and_linked() -> None:
    (found,) = mentions("We study the convergence of $Q$-learning with function approximation.")
    assert (found.text, found.concept.key) == ("$Q$-learning", "q-learning")


@pytest.mark.parametrize(
    ("title", "pair"),
    [
        ("TLM: Tidy Lamp Matching for agents", ("Tidy Lamp Matching", "TLM")),
        ("OWLS: Fast search via Owl-based Weighting of Lamp Scores", ("Owl-based Weighting of Lamp Scores", "OWLS")),
        ("SELF: Self-supervised Exploration of Lamps and Foxes", ("Self-supervised Exploration of Lamps and Foxes", "SELF")),
        ("LF: Lamp Finding", None),
        ("TLM: Learning to match lamps", None),
        ("On TLM, a Tidy Lamp Matching", None),
    ],
)  # fmt: skip
def test_a_title_defines_an_acronym_without_a_bracket(
    title: str, pair: tuple[str, str] | None
) -> None:
    doc = make_doc(
        make_pipeline(until="kg_abbreviations"), Paper(title=title, abstract="We learn.")
    )
    found = find_title_pair(doc)
    assert (found and tuple(form.text for form in found)) == pair


def test_both_forms_of_a_title_are_one_concept() -> None:
    found = mentions("We show that TLM learns policies.", "TLM: Tidy Lamp Matching for Agents")
    assert len({m.concept for m in found}) == 1
    assert {m.text for m in found} == {"TLM", "Tidy Lamp Matching"}


def test_a_name_in_an_address_counts_where_the_text_names_it_too() -> None:
    text = "We introduce NightOwl, an agent. Code: https://example.org/lamps/NightOwl."
    assert [m.text for m in mentions(text)] == ["NightOwl", "NightOwl"]
    assert mentions("We introduce an agent. Code: https://example.org/lamps/NightOwl.") == ()


def test_a_long_form_of_a_known_acronym_is_that_concept() -> None:
    (concept,) = {
        m.concept.key
        for m in mentions("We use Proximal Policies Optimization (PPO) as a baseline.")
    }
    assert concept == "ppo"
    other = {m.concept.key for m in mentions("We propose Paper Page Optimizer (PPO) for agents.")}
    assert "ppo" not in other


@pytest.mark.parametrize("place", ["AUSTRALIA", "France", "Tokyo"])
def test_places_are_no_names(place: str) -> None:
    assert is_excluded(place)


@pytest.mark.parametrize("task", ["NER", "VLN", "MAPF", "FPS", "ZMP", "AUVs", "EMG"])
def test_tasks_quantities_and_things_behind_acronyms_are_no_names(task: str) -> None:
    assert is_excluded(task)


def test_the_longer_of_two_names_tells_of_the_shorter() -> None:
    judge = Judge(load_weights(WEIGHTS))
    text = "We propose a deep Bright Lamp Search network, Bright Lamp Search."
    doc = make_doc(make_pipeline(until="kg_judge"), Paper(abstract=text))
    described = describe_candidates(Batch([doc]), judge.proposer, judge.corpus)
    sure = numpy.tile(numpy.array([0.1, 0.6, 0.3], numpy.float32), (len(described.keys), 1))
    possible = describe_together(Batch([doc]), described, sure)
    assert possible.rows.shape == (len(described.keys), WIDTH)
    inner = possible.groups.index(described.keys.index("lamp"))
    outer = possible.groups.index(described.keys.index("brightlampsearch"))
    holds = 7  # the odds of what holds a name come after its own odds, type and finder
    assert possible.rows[inner, holds] > possible.rows[inner, 0] - 1e-6
    assert possible.rows[outer, holds + 4] == pytest.approx(possible.rows[inner, 0])


def test_nothing_possible_is_weighed_as_nothing() -> None:
    judge = Judge(load_weights(WEIGHTS))
    doc = make_doc(make_pipeline(until="kg_judge"), Paper(abstract="We learn of lamps."))
    described = describe_candidates(Batch([doc]), judge.proposer, judge.corpus)
    none = numpy.tile(numpy.array([1, 0, 0], numpy.float32), (len(described.keys), 1))
    possible = describe_together(Batch([doc]), described, none)
    assert possible.groups == []
    assert judge.weigh(possible).shape == (0, 3)


def test_learn_together_learns_what_rows_tell() -> None:
    random = numpy.random.default_rng(0)
    rows = random.normal(5, 3, (600, 4)).astype(numpy.float32)
    answers = (rows[:, 0] > 5).astype(numpy.int64) * (1 + (rows[:, 1] > 5))
    hidden, output = learn_together(rows, answers, numpy.ones(600, numpy.float32), 0)
    judge = Judge(load_weights(WEIGHTS))
    judge.weights.joint_hidden, judge.weights.joint_output = hidden, output
    shares = judge.weigh(Possible(list(range(600)), rows, [0, 600]))
    assert (shares.argmax(axis=1) == answers).mean() > 0.9


@pytest.mark.parametrize("title", ["-", "–", "- -", "-: a new method", "—:", ": -"])
def test_a_title_of_hyphens_names_nothing(title: str) -> None:
    assert not [each for each in mentions("", title) if each.concept.type != "task"]


def test_the_edition_of_a_benchmark_is_part_of_its_name() -> None:
    found = mentions("We evaluate PPO on PASCAL VOC 2010 and, in 2012, on Atari.")
    assert [each.text for each in found if each.concept.type == "benchmark"] == [
        "PASCAL VOC 2010",
        "Atari",
    ]
