"""A build that was killed, run again, goes on from what it had finished."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from building import digests, kg, run
from running import Run
from sessions import PATIENCE

from kg.pipeline import build
from kg.pipeline.assembling import Assembly
from kg.pipeline.describing import Described


class Killed(BaseException):
    """Stands for the end of the process."""


def owls(file: Path, number: int) -> Path:
    """Write records, three of a kind, of people who write with each other."""
    with file.open("w") as out:
        for n in range(number):
            authors = [f"Hoot, Ada {chr(65 + n % 7)}.", f"Bo Chen{n % 11}"]
            abstract = f"We test Owl{n // 3}Net on Atari and compare it with DQN."
            record = {"title": f"Owl{n}: on owls", "authors": authors, "abstract": abstract}
            out.write(json.dumps(record) + "\n")
    return file


def known(stderr: str) -> tuple[int, int]:
    """Read how much was known, of how much."""
    found = re.search(r"(\d+) of (\d+) results were known from before", stderr)
    assert found, stderr
    return int(found[1]), int(found[2])


@pytest.fixture
def memo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "kg" / "memo.sqlite"


def rows(memo: Path) -> int:
    """Count what is remembered."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"file:{memo}?mode=ro", uri=True)) as opened,
    ):
        found: int = opened.execute("SELECT COUNT(*) FROM remembered").fetchone()[0]
        return found
    return 0


@pytest.mark.usefixtures("memo")
def test_resume_says_how_much_was_known_and_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_kg: Run
) -> None:
    source, out = owls(tmp_path / "owls.jsonl", 60), tmp_path / "out"
    build(source, tmp_path / "whole")  # Too few to be remembered.
    monkeypatch.setattr("kg.pipeline.remembering.MANY", 5)
    real, taken = Assembly.add, iter(range(100))

    def add(self: Assembly, described: Described) -> None:
        if next(taken) == 1:
            raise Killed
        real(self, described)

    with monkeypatch.context() as patched, suppress(Killed):
        patched.setattr(Assembly, "add", add)
        patched.setattr("kg.pipeline.graph._PART", 5)
        build(source, out)
    assert not out.exists() or not digests(out)
    ended = run_kg("build", str(source), "--output", str(out), "--resume")
    was_known, asked = known(ended.stderr)
    assert asked > was_known > 120  # All verdicts and mentions, and people.
    assert digests(out) == digests(tmp_path / "whole")
    again = run_kg("build", str(source), "--output", str(out), "--resume")
    assert "known from before" not in again.stderr  # Nothing has changed: nothing is asked for.


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_build_killed_again_and_again_does_what_it_kept_once(tmp_path: Path, memo: Path) -> None:
    source, out = owls(tmp_path / "owls.jsonl", 3_000), tmp_path / "out"
    another = tmp_path / "another"
    fresh = kg("build", str(source), "--output", str(tmp_path / "whole"), "--jobs", "1")
    options = {"env": {**os.environ, "XDG_CACHE_HOME": str(another)}}
    assert run(fresh, **options).returncode == 0
    all_ = rows(another / "kg" / "memo.sqlite")
    assert all_ > 3_000
    command = kg("build", str(source), "--output", str(out), "--jobs", "2", "--resume")
    kept = 0
    for part in (0, 0.25, 0.5, 0.75, 0.95):  # Within each of the stages.
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        deadline = time.monotonic() + PATIENCE
        while process.poll() is None and rows(memo) <= part * all_ and time.monotonic() < deadline:
            time.sleep(0.02)
        process.kill()
        process.communicate(timeout=PATIENCE)
        kept = rows(memo)
    ended = run(command)
    was_known, asked = known(ended.stderr)
    assert kept <= was_known <= asked
    assert was_known >= 0.8 * kept > 0.5 * all_
    assert digests(out) == digests(tmp_path / "whole")
