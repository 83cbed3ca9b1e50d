"""Reading gold again in a terminal: a key each, written at once, honoured by training and measuring."""

from __future__ import annotations

import json
from pathlib import Path

from running import Run
from terminal import walk

from kg.evaluation.corrections import read_corrections

TEXTS = (
    {"id": "a", "title": "Playing Atari with DQN", "abstract": "We propose DuskNet, a network."},
    {"id": "b", "title": "Owls in the night", "abstract": "They see. We use SAC on MuJoCo."},
)


def write(path: Path, *, annotated: bool) -> Path:
    blank: dict[str, object] = {"entities": [], "mentions": []} if annotated else {}
    path.write_text("".join(f"{json.dumps(each | blank)}\n" for each in TEXTS), encoding="utf-8")
    return path


def test_gold_review_takes_a_key_each_and_goes_on_where_it_ended(tmp_path: Path, run: Run) -> None:
    gold, made = write(tmp_path / "gold.jsonl", annotated=True), tmp_path / "made.jsonl"
    with walk("gold", "review", gold, "--corrections", made, until="; see") as terminal:
        first = terminal.shown
        terminal.press("m")
        assert len(read_corrections(made)) == 1
        terminal.press("u")
        assert read_corrections(made) == []
        terminal.press("b")
        terminal.press("n")
        terminal.press("o")
        terminal.press("\r")
    assert "gold: no name" in first
    written = read_corrections(made)
    assert [each.type for each in written[:2]] == ["benchmark", None]
    assert [each.optional for each in written] == [False, False, True]
    code, _, said = run("evaluate", gold, "--corrections", made)
    assert code == 0
    assert "3 of 3 corrections honoured" in said
    with walk("gold", "review", gold, "--corrections", made, until="; see") as terminal:
        terminal.press("n")
    assert len(read_corrections(made)) == 4
    assert read_corrections(made)[:3] == written


def test_gold_review_annotates_texts_of_ones_own_for_training(tmp_path: Path, run: Run) -> None:
    texts, made = write(tmp_path / "texts.jsonl", annotated=False), tmp_path / "made.jsonl"
    with walk("gold", "review", texts, "--corrections", made, until="; see") as terminal:
        assert "gold:" not in terminal.shown
        terminal.press("m")
    code, _, said = run("train", "--gold", texts, "--output", tmp_path / "weights")
    assert code == 2
    assert "a key is missing" in said
    code, _, said = run(
        "train", "--gold", texts, "--corrections", made, "--output", tmp_path / "weights"
    )
    assert code == 2
    assert "1 of 1 corrections honoured" in said
    assert "left out: 1 texts that nobody annotated" in said
    assert "too few documents with names: '1'" in said


def test_gold_review_needs_a_terminal_and_a_file(tmp_path: Path, run: Run) -> None:
    gold = write(tmp_path / "gold.jsonl", annotated=True)
    code, _, said = run("gold", "review", gold, "--corrections", tmp_path / "made.jsonl")
    assert (code, said.count("\n")) == (2, 1)
    assert "terminal" in said
    assert run("gold", "review", tmp_path / "none", "--corrections", tmp_path / "m")[0] == 2
