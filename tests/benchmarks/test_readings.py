"""The readings of tasks and claims that lie with the project: sound, without texts, and found again."""

from __future__ import annotations

import gzip
import json
from dataclasses import fields
from pathlib import Path

import pytest
from readings import texts_of
from readings_fitted import fit
from readings_measured import READINGS, counted, find_texts, in_scheme, read_all

from kg.evaluation.corrections import Correction, document_key, write_corrections
from kg.extraction.concepts import load_concepts
from kg.model import Paper

PAPER = Paper(title="Owls", abstract="They see. They hear.")


def test_readings_name_tasks_of_their_scheme_and_hold_no_text() -> None:
    tasks = {each.key for each in load_concepts() if each.type == "task"}
    old = set((READINGS / "scheme-311.txt").read_text(encoding="utf-8").split())
    assert len(old) == 311
    for path in READINGS.glob("*-*.jsonl"):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            assert row.keys() == {"id", "tasks", "claims"}
            assert set(row["tasks"]) <= (tasks | old)
            assert all(each.keys() == {"field", "start", "end"} for each in row["claims"])
    assert {name: len(readers) for name, readers in read_all().items()}["first"] == 2


def test_task_counts_as_the_nearest_broader_one_of_a_scheme() -> None:
    broader = {"a": (), "b": ("a",), "c": ("b",), "d": ()}
    assert in_scheme("c", {"a"}, broader) == in_scheme("c", {"a", "d"}, broader) == "a"
    assert in_scheme("c", {"c", "a"}, broader) == "c"
    assert in_scheme("d", {"a"}, broader) is None
    assert counted("first")["chip-design"] == "combinatorial-optimization"


def test_texts_are_found_by_their_digests(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"title": PAPER.title, "abstract": PAPER.abstract}), "utf-8")
    key = document_key(PAPER)
    assert find_texts({key}, [gold], None) == {key: PAPER}
    with pytest.raises(SystemExit, match="1 texts are not in these files"):
        find_texts({key, "0" * 16}, [gold], None)


def test_names_that_were_read_hold_no_text_and_are_found_again(tmp_path: Path) -> None:
    read: list[set[str]] = []
    for path in sorted(READINGS.glob("names_*.jsonl")):
        rows = [*map(json.loads, path.read_text(encoding="utf-8").splitlines())]
        assert {key for row in rows for key in row} == {each.name for each in fields(Correction)}
        read.append({row["document"] for row in rows})
    assert [*map(len, read)] == [110, 110]
    assert not set.intersection(*read)
    unlabelled, corrections = tmp_path / "lines.gz", tmp_path / "corrections.jsonl"
    unlabelled.write_bytes(gzip.compress(b"Bats. They hear.\nOwls. They see. They hear.\n"))
    write_corrections(corrections, [Correction(document_key(PAPER), "title", 0, 4, None)])
    text = {"id": document_key(PAPER), "title": PAPER.title, "abstract": PAPER.abstract}
    assert [*texts_of(corrections, unlabelled)] == [{**text, "entities": [], "mentions": []}]


def test_weights_follow_what_was_marked() -> None:
    marked = [({"always": 1.0, "yes": 1.0}, True, 1.0), ({"always": 1.0, "no": 1.0}, False, 1.0)]
    weights = fit(marked * 20, ridge=1.0)
    assert weights["yes"] > 1
    assert weights["no"] < -1
