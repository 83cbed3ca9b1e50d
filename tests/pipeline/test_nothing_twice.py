"""A build does nothing twice: unchanged it stays, changed it works out what is new alone."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

import kg.pipeline.building
import kg.pipeline.describing
import kg.pipeline.graph
import kg.pipeline.remembering
import kg.pipeline.sieve
import kg.system.spool
from kg.extraction import Extractor
from kg.model import Mention, Paper
from kg.pipeline import add, build
from kg.pipeline.describing import Described
from kg.pipeline.remembering import Remembered
from kg.pipeline.sections import Section
from kg.system.memo import Memo


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own, and no list too short to be remembered."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kg.pipeline.remembering, "MANY", 2)
    return tmp_path / "cache" / "kg" / "memo.sqlite"


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the papers that mentions are looked for in."""
    found: list[str] = []
    original = Extractor._mentions

    def watched(self: Extractor, paper: Paper, doc: Doc) -> tuple[Mention, ...]:
        found.append(paper.title or "")
        return original(self, paper, doc)

    monkeypatch.setattr(Extractor, "_mentions", watched)
    return found


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the papers that the shapes look at before the graph is made."""
    found: list[str] = []
    original = kg.pipeline.sieve.judge

    def watched(papers: Any, *args: Any, **named: Any) -> Any:
        found.extend(paper.title for paper in papers)
        return original(papers, *args, **named)

    monkeypatch.setattr(kg.pipeline.sieve, "judge", watched)
    return found


@pytest.fixture
def described(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of papers of the sections that are mapped and validated."""
    found: list[int] = []
    original = kg.pipeline.describing.describe

    def watched(section: Section) -> Described:
        found.append(len(section.papers))
        return original(section)

    monkeypatch.setattr(kg.pipeline.describing, "describe", watched)
    return found


def owls(file: Path, *names: str, year: str = "2001") -> Path:
    lines = (
        json.dumps(
            {"title": f"{name}: on owls", "abstract": f"We test {name} on Atari.", "year": year}
        )
        for name in names
    )
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_unchanged_build_is_left_as_it_is_and_told_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = owls(tmp_path / "owls.jsonl", "OwlNet", "BatNet"), tmp_path / "out"
    source.write_text(source.read_text() + '{"title": "Bad", "year": "199x"}\n')
    (tmp_path / "lists").mkdir()
    first = build([source, owls(tmp_path / "lists" / "owls.jsonl", "Owl2")], out)
    monkeypatch.setattr(kg.pipeline.building, "make", None)
    before = contents(out)
    again = build([source, tmp_path / "lists" / "owls.jsonl"], out)
    assert (again.to_json(), contents(out)) == (first.to_json(), before)
    assert again.total.quarantined == 1
    assert again.candidates == first.candidates


def test_what_an_interrupted_build_left_is_settled_where_nothing_else_changes(
    tmp_path: Path,
) -> None:
    """A decided replacement stands for what it replaces: the build is made anew, and wins."""
    source, out = owls(tmp_path / "owls.jsonl", "OwlNet", "BatNet"), tmp_path / "out"
    build(source, out)
    before = contents(out)
    for decided in (False, True):
        (out / ".kg-staging").mkdir()
        (out / ".kg-staging" / "kg.ttl").write_text("another")
        if decided:
            (out / ".kg-journal.json").write_text('{"replace": ["kg.ttl"]}')
        build(source, out)
        assert contents(out) == before


def test_a_text_that_was_changed_is_not_remembered(tmp_path: Path, cache: Path) -> None:
    source = owls(tmp_path / "owls.jsonl", "OwlNet", "BatNet")
    build(source, tmp_path / "out")
    with closing(sqlite3.connect(cache)) as opened:
        assert opened.execute("UPDATE remembered SET text = '[\"damaged\"]'").rowcount > 2
        opened.commit()
    build(source, tmp_path / "other")
    assert contents(tmp_path / "out") == contents(tmp_path / "other")


@pytest.mark.parametrize("change", ["input", "option", "file", "summary", "removed", "date"])
def test_what_has_changed_is_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    source, out = owls(tmp_path / "owls.jsonl", "OwlNet", "BatNet"), tmp_path / "out"
    build(source, out)
    before = contents(out)
    if change == "input":
        owls(source, "OwlNet", "BatNet", "CatNet")
    elif change == "file":
        (out / "kg.ttl").write_text("# changed")
    elif change == "summary":
        (out / "summary.json").write_text("{}")
    elif change == "removed":
        (out / "void.ttl").unlink()
    elif change == "date":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    build(source, out, abstracts=change != "option")
    assert (contents(out) == before) == (change in {"file", "summary", "removed"})


def test_only_what_is_new_is_looked_through_and_judged(
    tmp_path: Path, looked: list[str], judged: list[str]
) -> None:
    source = owls(tmp_path / "owls.jsonl", "OwlNet", "BatNet")
    build(source, tmp_path / "out")
    looked.clear()
    judged.clear()
    build(owls(source, "OwlNet", "BatNet", "CatNet"), tmp_path / "other")
    assert set(looked) == set(judged) == {"CatNet: on owls"}
    build(source, tmp_path / "fresh")
    assert contents(tmp_path / "fresh") == contents(tmp_path / "other")
    assert len(looked) == 1


def test_a_verdict_is_remembered_with_its_reasons(tmp_path: Path, judged: list[str]) -> None:
    source = owls(tmp_path / "owls.jsonl", "OwlNet", "BatNet")
    source.write_text(source.read_text() + '{"title": "Bad", "year": "199x"}\n')
    build(source, tmp_path / "out")
    judged.clear()
    build(source, tmp_path / "other")
    assert not judged
    assert contents(tmp_path / "out") == contents(tmp_path / "other")


def test_a_damaged_cache_is_one_that_holds_nothing(tmp_path: Path, cache: Path) -> None:
    source = owls(tmp_path / "owls.jsonl", "OwlNet", "BatNet")
    build(source, tmp_path / "out")
    cache.write_bytes(b"no database" * 1000)
    build(source, tmp_path / "other")
    assert contents(tmp_path / "out") == contents(tmp_path / "other")


def test_a_cache_that_cannot_be_written_is_one_that_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    source = owls(tmp_path / "owls.jsonl", "OwlNet", "BatNet")
    assert build(source, tmp_path / "out").total.published == 2


def test_an_added_record_has_its_own_section_described_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, described: list[int]
) -> None:
    monkeypatch.setattr(kg.pipeline.graph, "_PART", 5)
    old = owls(tmp_path / "owls.jsonl", *(f"Owl{n}" for n in range(100)))
    build(old, tmp_path / "out")
    sections = len(described)
    assert sections > 10
    described.clear()
    new = owls(tmp_path / "new.jsonl", "Bat")
    add(new, tmp_path / "out")
    assert 1 <= len(described) <= 5  # Of its paper, of its people, of its source.
    described.clear()
    monkeypatch.setattr(kg.pipeline.remembering, "MANY", 10_000)
    build([old, new], tmp_path / "whole")
    assert len(described) >= sections
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_papers_of_a_short_list_are_never_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[object] = []
    monkeypatch.setattr(kg.system.spool, "_packed", packed.append)
    monkeypatch.setattr(kg.pipeline.remembering, "MANY", 500)
    lines = (json.dumps({"title": f"Owl {n} in tree {n * n}"}) for n in range(150))
    (tmp_path / "owls.jsonl").write_text("\n".join(lines))
    made = build(tmp_path / "owls.jsonl", tmp_path / "out", mentions=False)
    assert made.total.read == 150
    assert not packed


def test_work_that_ends_early_is_remembered_as_far_as_it_came() -> None:
    done: list[int] = []

    def work(items: Any) -> Iterator[str]:
        for each in items:
            done.append(each)
            yield str(each)

    squares: Remembered[int, str] = Remembered("squares", str, work, str, str)
    some = squares.results(range(10), 10)
    assert [next(some) for _ in range(5)] == ["0", "1", "2", "3", "4"]
    some.close()  # type: ignore[attr-defined]
    done.clear()
    assert list(squares.results(range(10), 10)) == [str(each) for each in range(10)]
    assert done == [5, 6, 7, 8, 9]


def test_a_memo_forgets_the_older_half_where_there_is_no_room(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "memo.sqlite", limit=100_000)
    texts = {f"{n:02}": random.Random(n).randbytes(10_000).hex() for n in range(40)}
    for key, text in texts.items():
        memo.keep({key: text})
    assert memo.recall(["39"]) == {"39": texts["39"]}
    assert memo.known(["00"]) == set()
    assert memo.file.stat().st_size < 250_000
