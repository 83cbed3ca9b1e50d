"""One file never stops the others: a reader that makes no headway is ended and reported."""

from __future__ import annotations

import itertools
import json
import re
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from running import Run

from kg import sources
from kg.errors import SourceError
from kg.model import Source
from kg.sources.format import Item
from kg.sources.input import headway
from kg.sources.input.document import Document
from kg.sources.tagged_formats import ris

RECORD = "@article{a, title = {Owls at Night}, author = {Lopez, Ana}, year = 2019}\n"

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="this system has no timer of processor time"
)


@pytest.fixture
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a reader that goes on for ever be ended soon."""
    monkeypatch.setattr(headway, "_LEAST", 0.2)


def count_for_ever(document: Document, source: Source) -> Iterator[Item]:
    nothing: tuple[Item, ...] = ()
    yield from (item for _ in itertools.count() for item in nothing)


def backtrack_for_ever(document: Document, source: Source) -> Iterator[Item]:
    re.match(r"(?:a|aa)*b", "a" * 10_000)
    yield from ()


@pytest.mark.usefixtures("_soon")
@pytest.mark.parametrize("reader", [count_for_ever, backtrack_for_ever])
def test_build_ends_a_reader_that_makes_no_headway(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, reader: object
) -> None:
    monkeypatch.setitem(sources.FORMATS, "ris", replace(ris.FORMAT, read=reader))  # type: ignore[arg-type]
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "a.ris").write_text("TY  - JOUR\nTI  - Owls\nER  -\n")
    (lists / "b.bib").write_text(RECORD)
    done = run("build", lists, "--output", tmp_path / "out", "--no-mentions")
    assert done.exit_code == 0, done.stderr
    assert "refused: a.ris: reading makes no headway" in done.stderr
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["total"]["published"] == 1
    assert [each["name"] for each in summary["refused"]] == ["a.ris"]


@pytest.mark.usefixtures("_soon")
def test_with_headway_counts_no_time_of_the_program_between_items() -> None:
    seen = []
    for item in headway.with_headway(iter(range(3)), "list", 0):
        seen.append(item)
        re.match(r"(?:a|aa)*b", "a" * 28)  # longer in all than the limit
    assert seen == [0, 1, 2]


def test_with_headway_gives_more_time_for_more_bytes_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(headway, "_LEAST", 0.0)
    monkeypatch.setattr(headway, "_PER_BYTE", 0.1)
    with pytest.raises(SourceError, match="nothing came in 1 seconds"):
        next(headway.with_headway((each for each in itertools.count() if each < 0), "list", 10))


def test_with_headway_leaves_timer_and_handler_as_they_were() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    assert list(headway.with_headway(iter("ab"), "list", 0)) == ["a", "b"]
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
