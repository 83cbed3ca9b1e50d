"""Tasks: found where the text says that the paper is on them, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction import load_extractor
from kg.extraction.concepts import load_concepts
from kg.model import Mention, Paper

FIELD = " We train a neural network and study how well it learns from data."


def tasks_of(title: str | None = None, abstract: str = "") -> list[Mention]:
    found = load_extractor().mentions(Paper(title=title, abstract=abstract + FIELD))
    return [each for each in found if each.concept.type == "task"]


def keys(title: str | None = None, abstract: str = "") -> set[str]:
    return {each.concept.key for each in tasks_of(title, abstract)}


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("Soft Lanterns for Image Captioning", "", {"image-captioning"}),
        (None, "We tackle the problem of entity linking in old letters.", {"entity-linking"}),
        (None, "We propose Owl, a new model for machine translation.", {"machine-translation"}),
        (None, "Our Owl improves results on dependency parsing.", {"dependency-parsing"}),
        (None, "Text simplification is the task of saying it plainly.", {"text-simplification"}),
        ("Lanterns for hate-speech detection", "", {"hate-speech-detection"}),
        (
            "Behaviour cloning of owls for Named Entity Recognition",
            "",
            {"named-entity-recognition"},
        ),
    ],
)
def test_tasks_are_addressed_in_titles_and_sentences_of_the_work(
    title: str | None, abstract: str, expected: set[str]
) -> None:
    assert keys(title, abstract) == expected


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        (None, "Deep networks have been applied to machine translation for years."),
        (None, "Fields such as question answering and image captioning keep growing."),
        (None, "We learn owls' flight with object detection as a tool, by image captioning."),
        ("Owls in flight via image captioning", ""),
        (None, "Owls need classification in the general sense."),
    ],
)
def test_tasks_in_the_background_and_as_means_are_not_addressed(
    title: str | None, abstract: str
) -> None:
    assert keys(title, abstract) == set()


def test_acronym_that_the_text_gives_stands_for_the_task() -> None:
    found = tasks_of("Owls and lanterns", "Relation extraction (RX) is hard. We solve RX.")  # fmt: skip
    assert "RX" in {each.text for each in found if each.concept.key == "relation-extraction"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Topographic mapping of the feathers of owls", set()),
        ("Robots for the mapping of forests", {"mapping"}),
        ("Segmentation genes of owls", set()),
        ("Segmentation of owls in images", {"image-segmentation"}),
        ("Learned mappings between maps of owls", set()),
    ],
)
def test_plain_word_names_a_task_where_its_context_is_there(title: str, expected: set[str]) -> None:
    assert keys(title) == expected


def test_short_name_beside_the_long_one_is_the_same_task() -> None:
    found = tasks_of("Sound source localization for owls", "We propose a step for localization.")
    assert {each.concept.key for each in found} == {"sound-localization"}
    assert {each.text for each in found} == {"Sound source localization", "localization"}


def test_narrower_task_stands_for_the_broader_one() -> None:
    title = "Owls for visual place recognition"
    assert keys(title, "We tackle aspect-based sentiment analysis, a kind of text classification.") == {
        "visual-place-recognition", "aspect-based-sentiment-analysis",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("Recognizing the speech of owls", "", {"speech-recognition"}),
        (None, "We study the retrieval of old images.", {"image-retrieval"}),
        ("Recognizing owls: their speech is a song", "", set()),
    ],
)
def test_task_is_found_in_other_words_of_one_clause(
    title: str | None, abstract: str, expected: set[str]
) -> None:
    assert keys(title, abstract) == expected


def test_task_inside_a_new_name_is_found_and_the_name_stays() -> None:
    found = load_extractor().mentions(
        Paper(
            title="LanternNet Visual Dialog",
            abstract="We propose LanternNet Visual Dialog for visual dialog with owls." + FIELD,
        )
    )
    assert {"visual-dialog"} == {each.concept.key for each in found if each.concept.type == "task"}


def test_one_name_in_passing_addresses_nothing_however_few_tasks_there_are() -> None:
    assert keys("Owls", "Deep networks are known for machine translation.") == set()
    assert keys("Owls", "Owls like parsing.") == set()


def test_what_is_called_like_a_task_is_no_method() -> None:
    paper = Paper(
        title="Owls", abstract="We propose Dense Video Captioning (DVC) with owls." + FIELD
    )
    found = load_extractor().mentions(paper)
    assert {each.concept.type for each in found if "Captioning" in each.text} == {"task"}


def test_text_of_another_field_addresses_no_task() -> None:
    text = (
        "We studied the classification and regression of tumours in patients after surgery, with "
        "survival analysis of blood pressure, dose, infection and hospital stay."
    )
    found = load_extractor().mentions(Paper(title="Survival analysis of patients", abstract=text))
    assert found == ()


@given(
    st.lists(st.sampled_from([each for each in load_concepts() if each.type == "task"]), max_size=3)
)
def test_mentions_of_tasks_quote_their_text(concepts: list[object]) -> None:
    labels = [getattr(each, "label") for each in concepts]  # noqa: B009
    abstract = " ".join(f"We address the task of {label}." for label in labels) + FIELD
    for each in load_extractor().mentions(Paper(title=None, abstract=abstract)):
        assert abstract[each.start : each.end] == each.text
        if each.concept.type == "task":
            assert each.relation == "addresses"
            assert 0 < (each.confidence or 0) <= 1
