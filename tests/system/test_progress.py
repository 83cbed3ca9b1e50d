"""How far work has come: a bar on a terminal, a line every so often elsewhere, nothing with --quiet."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running import Outcome

from kg.cli import progress
from kg.cli.common import say
from kg.cli.progress import Progress
from kg.pipeline.check import check
from kg.system.progress import listening, track


class Clock:
    """Seconds that pass by the call."""

    def __init__(self, step: float) -> None:
        self.time, self.step = 0.0, step

    def __call__(self) -> float:
        self.time += self.step
        return self.time


class Stderr(io.StringIO):
    """A terminal, or none."""

    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Work through some items at so many seconds each, and return what is shown."""

    def show(number: int, seconds: float, *, is_terminal: bool, total: int | None = None) -> str:
        stderr = Stderr(is_terminal)
        monkeypatch.setattr(sys, "stderr", stderr)
        monkeypatch.setattr(progress, "_now", Clock(seconds))
        with listening(Progress()):
            assert list(track(range(number), "reading refs.bib", total)) == [*range(number)]
        return stderr.getvalue()

    return show


def test_a_bar_appears_after_two_seconds_with_file_and_rate(shown: Callable[..., str]) -> None:
    assert shown(19, 0.1, is_terminal=True, total=19) == ""
    text = shown(60, 0.1, is_terminal=True, total=60)
    assert "reading refs.bib" in text
    assert "[##########----------] reading refs.bib: 30 of 60, 10/s, 0:03 left" in text
    assert text.endswith("\r\x1b[K")  # and goes when the stage is done


def test_a_bar_of_unknown_length_shows_what_is_done(shown: Callable[..., str]) -> None:
    text = shown(60, 0.1, is_terminal=True)
    assert "reading refs.bib: 30, 10/s" in text


def test_elsewhere_a_line_appears_every_ten_seconds(shown: Callable[..., str]) -> None:
    assert shown(9, 1, is_terminal=False) == ""
    lines = shown(35, 1, is_terminal=False, total=35).splitlines()
    assert lines == [
        f"kg: reading refs.bib: {done} of 35, 1/s, 0:{35 - done:02} left" for done in (10, 20, 30)
    ]


def test_a_message_begins_on_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = Stderr(True)
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(progress, "_now", Clock(1))
    with listening(Progress()):
        for _ in track(range(4), "reading"):
            say("a message")
    assert "reading: 2, 1/s\r\x1b[Ka message\n" in stderr.getvalue()


def test_control_characters_of_a_name_are_not_sent(
    shown: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stderr = Stderr(False)
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(progress, "_now", Clock(11))
    with listening(Progress()):
        list(track("ab", "reading \x1b]0;x\x07.bib"))
    assert "\x1b" not in stderr.getvalue()


def test_work_goes_on_where_nothing_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(Stderr):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    for is_terminal in (True, False):
        monkeypatch.setattr(sys, "stderr", Full(is_terminal))
        monkeypatch.setattr(progress, "_now", Clock(11))
        with listening(Progress()):
            assert list(track("ab", "reading")) == ["a", "b"]


def test_nothing_is_told_unless_somebody_listens() -> None:
    items = [1, 2]
    assert track(items, "reading") is items


def test_what_is_tracked_ends_with_its_stage() -> None:
    def endless() -> Iterator[int]:
        yield from range(10**9)

    with listening(Progress()):
        tracked = iter(track(endless(), "reading"))
        assert next(tracked) == 0
        tracked.close()  # type: ignore[attr-defined]


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stages that a command tells of."""
    told: list[str] = []
    real = Progress.stage

    def stage(self: Progress, what: str, total: int | None) -> object:
        told.append(what)
        return real(self, what, total)

    monkeypatch.setattr(Progress, "stage", stage)
    return told


def test_every_long_stage_of_a_command_is_told(
    tmp_path: Path, root: Path, run_kg: Callable[..., Outcome], stages: list[str]
) -> None:
    seed = sorted((root / "seeds").iterdir())[0]
    out = str(tmp_path / "out")
    assert run_kg("build", str(seed), "--output", out).exit_code == 0
    assert {f"reading {seed}", "checking records", "comparing records", "looking for mentions",
            "checking the graph", "writing kg.ttl and mentions.ttl"} <= set(stages)  # fmt: skip
    stages.clear()
    with listening(Progress()):  # kg validate does this in a process of its own
        check([f"{out}/kg.ttl"])
    assert stages == [f"reading {out}/kg.ttl"]
    stages.clear()
    assert run_kg("extract", str(seed)).exit_code == 0
    assert stages == ["looking for mentions"]


def test_quiet_tells_of_nothing(
    tmp_path: Path, root: Path, run_kg: Callable[..., Outcome], stages: list[str]
) -> None:
    seed = sorted((root / "seeds").iterdir())[0]
    arguments = ("build", str(seed), "--output", str(tmp_path / "out"), "--no-mentions", "--quiet")
    assert run_kg(*arguments).exit_code == 0
    assert stages == []
