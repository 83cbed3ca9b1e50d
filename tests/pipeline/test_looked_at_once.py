"""A record that passed is not looked at again for its mentions; where some break the shapes, it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Mention, Paper
from kg.pipeline import add, build, mentions, remove, sieve
from kg.pipeline.archive import read_kept
from kg.pipeline.resolving import resolve_kept

RECORDS = [
    {"title": f"{name}: agents that play Atari", "year": "2019", "abstract": "We evaluate DQN."}
    for name in ("Owl", "Bat", "Elk")
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in RECORDS), encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.jsonl"
    text = json.dumps({"title": "Bad: agents that play Atari", "abstract": "We run DQN."})
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the extractor quote other words than the text has, in one paper."""
    look = mentions._look

    def misquote(
        papers: Sequence[Paper], min_confidence: float | None
    ) -> list[tuple[Mention, ...]]:
        return [
            tuple(
                replace(m, text="other words") if "Bad" in (paper.title or "") else m for m in found
            )
            for paper, found in zip(papers, look(papers, min_confidence), strict=True)
        ]

    monkeypatch.setattr(mentions, "_look", misquote)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[Paper]:
    """The papers that the gate was asked about, with their mentions."""
    asked: list[Paper] = []
    judge = sieve.judge

    def count(papers: Sequence[Paper], **settings: object) -> list[sieve.Reasons]:
        asked.extend(paper for paper in papers if paper.mentions)
        return judge(papers, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(sieve, "judge", count)
    return asked


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_record_is_not_looked_at_again_for_its_mentions(
    file: Path, tmp_path: Path, looked_at: list[Paper]
) -> None:
    assert build(file, tmp_path / "out").mentions > 0
    assert not looked_at


@pytest.mark.usefixtures("wrong")
def test_a_paper_whose_mentions_break_the_shapes_is_kept_out_alone(
    file: Path, bad: Path, tmp_path: Path
) -> None:
    summary = build([file, bad], tmp_path / "out")
    assert (summary.total.published, summary.total.quarantined) == (3, 1)
    (line,) = (tmp_path / "out" / "quarantine.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["record"]["title"].startswith("Bad")
    assert "other words" in " ".join(json.loads(line)["reasons"])


@pytest.mark.usefixtures("wrong")
def test_it_is_kept_out_of_what_is_resolved_anew(file: Path, bad: Path, tmp_path: Path) -> None:
    build([file, bad], tmp_path / "out")
    assert len(resolve_kept(read_kept(tmp_path / "out"))) == len(RECORDS)


@pytest.mark.usefixtures("wrong")
def test_adding_and_removing_have_the_outcome_of_one_build(
    file: Path, bad: Path, tmp_path: Path
) -> None:
    both, one, out = (tmp_path / name for name in ("both", "one", "out"))
    build([file, bad], both)
    build(file, one)
    build(file, out)
    assert files(out) == files(one)
    add(bad, out)
    assert files(out) == files(both)
    remove("bad.jsonl", out)
    assert files(out) == files(one)
