"""Gold files that are none: each says the line, what is wrong and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluation import read_gold
from kg.evaluation.people import read_answers

SOUND: dict[str, object] = {
    "id": "a",
    "title": "Owls",
    "abstract": None,
    "entities": [],
    "mentions": [],
}
MARK = {"field": "title", "start": 0, "end": 4, "type": "method", "optional": False}


def marked(**other: object) -> dict[str, object]:
    return SOUND | {"mentions": [MARK | other]}


def written(folder: Path, *rows: object) -> Path:
    file = folder / "gold.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    return file


def test_a_sound_document_is_read(tmp_path: Path) -> None:
    (document,) = read_gold(written(tmp_path, marked()))
    assert (document.paper.title, document.paper.abstract) == ("Owls", None)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([], "not a JSON object"),
        ({"id": "a"}, "a key is missing: 'title'"),
        (SOUND | {"title": 1}, "title is no text"),
        (marked(end=5), "lies outside the title"),
        (marked(start=-1), "lies outside the title"),
        (marked(start=3, end=1), "lies outside the title"),
        (marked(field="body"), "'body'"),
    ],
)
def test_a_document_that_is_none_is_named(tmp_path: Path, row: object, said: str) -> None:
    with pytest.raises(InputError) as raised:
        read_gold(written(tmp_path, SOUND, row))
    assert "gold.jsonl:2: " in str(raised.value)
    assert said in str(raised.value)


def test_deep_nesting_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text("[" * 100_000 + "]" * 100_000)
    with pytest.raises(InputError, match="jsonl:1: this is nested too deeply"):
        read_gold(file)


def test_an_answer_about_people_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="jsonl:1: a key is missing: 'paper'; give paper"):
        read_answers(written(tmp_path, {"position": 1}))
