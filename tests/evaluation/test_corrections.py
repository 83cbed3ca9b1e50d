"""Corrections: gold is mended by what a reader decided, apart from the texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluation import GoldDocument, evaluate, read_gold
from kg.evaluation.corrections import (
    Correction,
    correct,
    document_key,
    read_corrections,
    write_corrections,
)
from kg.evaluation.disagreeing import find_questions
from kg.evaluation.gold import read_texts
from kg.model import Paper

ABSTRACT = "We propose DuskNet, a network. DuskNet uses attention and beats DQN on Atari."


def row(*names: tuple[str, str, bool], **more: Any) -> dict[str, Any]:
    """Return a document in which names are marked where they first stand."""
    mentions = [
        {
            "field": "abstract", "start": ABSTRACT.index(text), "end": ABSTRACT.index(text) + len(text),
            "text": text, "type": type_, "entity": text, "optional": optional,
        }
        for text, type_, optional in names
    ]  # fmt: skip
    entities = [
        {"name": text, "type": type_, "roles": ["uses"], "optional": optional, "surfaces": [text]}
        for text, type_, optional in names
    ]
    return {"id": "a", "title": "", "abstract": ABSTRACT, "entities": entities, "mentions": mentions} | more  # fmt: skip


def documents(tmp_path: Path, *rows: dict[str, Any]) -> list[GoldDocument]:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in rows), encoding="utf-8")
    return read_texts(path)


def of(text: str, type_: str | None, **more: Any) -> Correction:
    start = ABSTRACT.index(text)
    key = document_key(Paper(abstract=ABSTRACT))
    return Correction(key, "abstract", start, start + len(text), type_, **more)


def names(document: GoldDocument) -> list[tuple[str, str, bool]]:
    return [(each["text"], each["type"], each["optional"]) for each in document.mentions]


def test_span_that_is_corrected_stands_for_what_it_overlaps(tmp_path: Path) -> None:
    gold = documents(tmp_path, row(("attention", "method", False), ("Net", "method", False)))
    (mended,), honoured = correct(gold, [of("DuskNet", "method", relation="introduces")])
    assert honoured == 1
    assert names(mended) == [("DuskNet", "method", False), ("attention", "method", False)]
    assert [(each["name"], each["roles"]) for each in mended.entities] == [
        ("attention", ["uses"]), ("DuskNet", ["introduces"]),
    ]  # fmt: skip


def test_no_name_takes_the_mention_and_its_entity_away(tmp_path: Path) -> None:
    gold = documents(tmp_path, row(("attention", "method", False), ("DQN", "method", False)))
    (mended,), _ = correct(gold, [of("attention", None)])
    assert names(mended) == [("DQN", "method", False)]
    assert [each["name"] for each in mended.entities] == ["DQN"]


def test_either_way_is_optional(tmp_path: Path) -> None:
    gold = documents(tmp_path, row(("attention", "method", False)))
    (mended,), _ = correct(gold, [of("attention", "method", optional=True)])
    assert names(mended) == [("attention", "method", True)]


def test_corrections_of_other_documents_and_outside_the_text_are_not_honoured(
    tmp_path: Path,
) -> None:
    gold = documents(tmp_path, row(("DQN", "method", False)))
    key = document_key(Paper(abstract=ABSTRACT))
    wrong = [
        Correction("0" * 16, "abstract", 0, 2, "method"),
        Correction(key, "title", 0, 2, "method"),
    ]
    assert correct(gold, wrong) == (gold, 0)


def test_text_without_annotations_is_annotated_by_its_corrections(tmp_path: Path) -> None:
    text = {"id": "a", "title": "", "abstract": ABSTRACT, "mentions": [{"as": "found"}]}
    (blank,) = documents(tmp_path, text)
    assert not blank.is_annotated
    (mended,), _ = correct([blank], [of("Atari", "benchmark")])
    assert mended.is_annotated
    assert names(mended) == [("Atari", "benchmark", False)]


@given(
    st.lists(
        st.builds(
            Correction,
            document=st.text("0123456789abcdef", min_size=16, max_size=16),
            field=st.sampled_from(["title", "abstract"]),
            start=st.integers(0, 50),
            end=st.integers(51, 99),
            type=st.sampled_from(["method", "benchmark", None]),
            optional=st.booleans(),
        )
    )
)
def test_corrections_are_read_as_written_the_last_of_each_span(
    tmp_path_factory: pytest.TempPathFactory, made: list[Correction]
) -> None:
    path = tmp_path_factory.mktemp("corrections") / "c.jsonl"
    write_corrections(path, made)
    last = {(each.document, each.field, each.start, each.end): each for each in made}
    assert read_corrections(path) == list(last.values())


@pytest.mark.parametrize(
    "line",
    [
        '{"document": "a", "field": "body", "start": 0, "end": 1, "type": null}',
        '{"document": "a", "field": "title", "start": 3, "end": 1, "type": null}',
        '{"document": "a", "field": "title", "start": 0, "end": 1, "type": "task"}',
        '{"document": "a", "field": "title", "start": 0, "end": 1}',
    ],
)
def test_what_is_no_correction_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=r"c\.jsonl:1"):
        read_corrections(path)


def test_evaluation_honours_corrections_and_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    documents(tmp_path, row(("DQN", "method", False)))
    before = evaluate(path)
    corrections = tmp_path / "c.jsonl"
    write_corrections(corrections, [of("Atari", "benchmark")])
    after = evaluate(path, corrections=corrections)
    assert (before.corrections, after.corrections) == (0, 1)
    assert before.mentions["benchmark"].false == after.mentions["benchmark"].found == 1
    assert len(read_gold(path)[0].mentions) == 1  # The gold file stays as it is.


def test_questions_on_gold_are_those_where_the_judge_is_sure_of_something_else(
    tmp_path: Path,
) -> None:
    gold = documents(tmp_path, row(("DQN", "method", False), ("a network", "method", False)))
    asked = find_questions(gold)
    assert [each.doubt for each in asked] == sorted((each.doubt for each in asked), reverse=True)
    said = {each.text: each.gold for each in asked}
    assert "DQN" not in said
    assert said["Atari"] == "no name"
    assert said["a network"] == "method"
    (atari,) = [each for each in asked if each.text == "Atari"]
    assert "[Atari]" in atari.sentence
    answers = atari.answer("benchmark")
    again = find_questions(gold, answers)
    assert {each.text for each in again} == said.keys() - {"Atari"}


def test_texts_of_ones_own_are_asked_by_doubt_and_wholly(tmp_path: Path) -> None:
    plain = {"title": "", "abstract": ABSTRACT, "id": "b"}
    sure = {"title": "Playing Atari with DQN", "abstract": "", "id": "a"}
    asked = find_questions(documents(tmp_path, sure, plain))
    order = list(dict.fromkeys(each.document for each in asked))
    most = [max(each.doubt for each in asked if each.document == key) for key in order]
    assert most == sorted(most, reverse=True)
    assert {"DuskNet", "DQN", "Atari"} <= {each.text for each in asked}
    dusk = next(each for each in asked if each.text == "DuskNet")
    assert len(dusk.places) == 2
    assert [each.start for each in dusk.answer("method")] == [11, 31]
