"""Deciding in a terminal: twenty pairs, rebuilt, honoured, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run
from terminal import review

import kg
from kg.errors import InputError
from kg.pipeline.doubts import in_order, read_pairs
from kg.pipeline.reviewing import DecisionFile, read_doubts
from kg.resolution import read_decisions

PAIRS = 22


def word(n: int, k: int) -> str:
    """Make a word of its own for each pair and place."""
    return "".join(
        "aeiou"[(n + k) % 5] + "bcdfghklmnprst"[(n * (k + 3) + m) % 14] for m in range(n % 3 + 3)
    )


def write_list(folder: Path) -> Path:
    """Write pairs of papers of one title and year by other people: nobody can tell but a reader."""
    entries = []
    for n in range(PAIRS):
        title = " ".join(word(n, k) for k in range(4))
        for who in ("Ada Lark", "Bea Rook"):
            entries.append(
                f"@article{{{who[0]}{n}, title={{{title}}}, author={{{who}}}, year=2001}}"
            )
    path = folder / "owls.bib"
    path.write_text("\n".join(entries), encoding="utf-8")
    return path


def test_review_takes_twenty_decisions_that_the_next_build_honours(
    tmp_path: Path, run: Run
) -> None:
    source, out, decisions = write_list(tmp_path), tmp_path / "out", tmp_path / "decided.tsv"
    kg.build(source, out, mentions=False)
    with review(out, decisions) as terminal:
        terminal.press("u")  # Nothing to undo yet.
        terminal.decide("d")
        terminal.press("u")
        assert not read_decisions(decisions).rows
        for n in range(20):
            terminal.decide("sd"[n % 2], f"reason {n}")
        terminal.press("\r")  # Skipped.
    rows = decisions.read_text(encoding="utf-8").splitlines()
    assert len(rows) == 21
    assert rows[-1].split("\t")[0] == "different"
    assert {"Ada", "reason 19"} <= {*rows[-1].split("\t")}
    code, printed, said = run(
        "build", source, "--output", out, "--no-mentions", "--decisions", decisions
    )
    assert code == 0
    assert "Honoured: 20 decisions." in said
    assert printed == f"{2 * PAIRS} read, {2 * PAIRS - 10} published, 10 merged, 0 quarantined\n"
    assert len(read_doubts(out)) == PAIRS - 20
    with review(out, decisions) as terminal:
        assert f"[1 of {PAIRS - 20}]" in terminal.shown
        terminal.decide("s")
        terminal.press("u")
    assert decisions.read_text(encoding="utf-8").splitlines() == rows
    decisions.write_text(rows[0] + "\n", encoding="utf-8")
    kg.build(source, out, mentions=False, decisions=decisions)
    assert len(read_doubts(out)) == PAIRS


def test_review_needs_a_terminal(tmp_path: Path, run: Run) -> None:
    kg.build(write_list(tmp_path), tmp_path / "out", mentions=False)
    code, _, said = run("review", tmp_path / "out", "--decisions", tmp_path / "decided.tsv")
    assert (code, said.count("\n")) == (2, 1)
    assert "terminal" in said


def test_read_doubts_puts_likely_errors_of_consequence_first(tmp_path: Path) -> None:
    names = "decision kind a b name_a name_b year_a year_b venue_a venue_b source_a source_b score evidence"
    rows = [
        ("person/a", "person/b", "x.bib:1", "x.bib:9", "0.50"),
        ("person/c", "person/d", "x.bib:1; x.bib:2; x.bib:3; 4 more", "x.bib:5; x.bib:6", "0.40"),
    ]
    text = "".join(
        "\t".join(["", "person", a, b, "A", "B", "", "", "", "", left, right, score, "same name"])
        + "\n"
        for a, b, left, right, score in rows
    )
    (tmp_path / "candidates.tsv").write_text(
        "\t".join(names.split()) + "\n" + text, encoding="utf-8"
    )
    first, second = in_order(read_pairs(tmp_path))
    assert (first.a, second.a) == ("person/c", "person/a")
    assert first.consequence == pytest.approx(0.8)


def test_decision_file_keeps_what_stood_there(tmp_path: Path) -> None:
    kg.build(write_list(tmp_path), tmp_path / "out", mentions=False)
    one, other, *_ = read_doubts(tmp_path / "out")
    path = tmp_path / "decided.tsv"
    before = "# mine\ndecision\ta\tb\nsame\tx\ty\n"
    path.write_text(before, encoding="utf-8")
    file = DecisionFile(path)
    file.add(one, yes=True, who="Ada", when="2001-01-01", why="")
    file.add(other, yes=False, who="Ada", when="2001-01-01", why="a\tb")
    assert [row.same for row in read_decisions(path).rows] == [True, True, False]
    file.undo()
    file.undo()
    kept = path.read_text(encoding="utf-8").splitlines()
    assert (kept[0], kept[2]) == ("# mine", "same\tx\ty")
    assert kept[1].startswith("decision\ta\tb\t")


def test_decision_file_refuses_what_contradicts(tmp_path: Path) -> None:
    kg.build(write_list(tmp_path), tmp_path / "out", mentions=False)
    (doubt, *_), path = read_doubts(tmp_path / "out"), tmp_path / "decided.tsv"
    file = DecisionFile(path)
    file.add(doubt, yes=True, who="", when="", why="")
    with pytest.raises(InputError, match="different"):
        file.add(doubt, yes=False, who="", when="", why="")
    assert len(read_decisions(path).rows) == 1
