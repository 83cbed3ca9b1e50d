"""Readings of tasks and claims: read, scored, and what is found measured against them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluation.readings import evaluate_reading, read_readings, scores_of

ABSTRACT = "We propose Owl. Experiments show that Owl outperforms all baselines by 5%."
TEXT = {"id": "a", "title": "Owls for machine translation", "abstract": ABSTRACT}
CLAIM = {"field": "abstract", "start": 16, "end": len(ABSTRACT)}
READING = {"id": "a", "tasks": ["machine-translation", "entity-linking"], "claims": [CLAIM]}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    texts, reading = tmp_path / "texts.jsonl", tmp_path / "reading.jsonl"
    texts.write_text(json.dumps(TEXT), encoding="utf-8")
    reading.write_text(json.dumps(READING), encoding="utf-8")
    return texts, reading


def test_tasks_and_claims_are_measured_against_a_reading(files: tuple[Path, Path]) -> None:
    measured = evaluate_reading(*files)
    tasks, claims = (measured[each][0] for each in ("tasks", "claims"))
    assert (tasks.found, tasks.false, tasks.missed) == (1, 0, 1)
    assert (claims.found, claims.false, claims.missed) == (1, 0, 0)


def test_command_prints_a_row_for_tasks_and_one_for_claims(
    files: tuple[Path, Path], run_kg: Callable[..., Any]
) -> None:
    lines = run_kg("evaluate", str(files[0]), "--tasks", str(files[1])).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["what", "tasks", "claims"]
    found = json.loads(
        run_kg("evaluate", str(files[0]), "--tasks", str(files[1]), "--results", "json").stdout
    )
    assert found["tasks"]["missed"] == 1


def test_text_without_a_reading_is_named(files: tuple[Path, Path]) -> None:
    files[1].write_text(json.dumps({**READING, "id": "b"}), encoding="utf-8")
    with pytest.raises(InputError, match="lacks a text: 'a'"):
        evaluate_reading(*files)


@pytest.mark.parametrize("line", ['{"id": "a", "tasks": []}', "[]", ""])
def test_file_that_holds_no_readings_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "reading.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=r"reading\.jsonl"):
        read_readings(file)


@given(st.lists(st.tuples(st.frozensets(st.integers(0, 5)), st.frozensets(st.integers(0, 5))), min_size=1, max_size=8))  # fmt: skip
def test_interval_holds_between_nothing_and_all(
    sets: list[tuple[frozenset[int], frozenset[int]]],
) -> None:
    score, (low, high) = scores_of(sets)
    assert 0 <= low <= high <= 1
    assert score.found + score.missed == sum(len(gold) for _, gold in sets)
