"""A build killed at any moment leaves its folder whole: all old files, or all new ones."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kg import journal
from kg.pipeline import add, build

ROOT = Path(__file__).parent.parent
KILLS = 200


def digests(folder: Path) -> dict[str, str]:
    """Hash the files of a folder, leaving unfinished work aside."""
    files = (each for each in folder.iterdir() if each.is_file())
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def build_command(source: Path, output: Path) -> list[str]:
    """Build without mentions, so that much of the time goes into writing."""
    return [sys.executable, "-m", "kg", "build", str(source), "--output", str(output),
            "--no-mentions", "--quiet"]  # fmt: skip


class Killed(BaseException):
    """Stands for the end of the process."""


@contextmanager
def interrupted(monkeypatch: pytest.MonkeyPatch, step: int) -> Iterator[None]:
    """End the block at the n-th file that is renamed, from 0."""
    steps = iter(range(100))
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if next(steps) == step:
            raise Killed
        return real(self, target)

    with monkeypatch.context() as patched, suppress(Killed):
        patched.setattr(Path, "replace", replace)
        yield


@pytest.mark.slow
def test_build_killed_at_any_moment_leaves_all_old_or_all_new(tmp_path: Path) -> None:
    old, new, out = tmp_path / "old", tmp_path / "new", tmp_path / "out"
    seeds = sorted((ROOT / "seeds").iterdir())
    subprocess.run(build_command(seeds[0], old), check=True, capture_output=True)
    started = time.monotonic()
    subprocess.run(build_command(seeds[3], new), check=True, capture_output=True)
    duration = time.monotonic() - started
    outcomes = {"old": 0, "new": 0}
    chance = random.Random(7)
    for _ in range(KILLS):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(old, out)
        process = subprocess.Popen(build_command(seeds[3], out), stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, duration * 1.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        command = [sys.executable, "-m", "kg", "stats", str(out / "kg.ttl")]
        subprocess.run(command, check=True, capture_output=True)
        journal.recover(out)
        left = digests(out)
        assert left in (digests(old), digests(new))
        outcomes["old" if left == digests(old) else "new"] += 1
        summary = json.loads((out / "summary.json").read_text())
        assert all(summary["files"][n] == d for n, d in left.items() if n != "summary.json")
    print(outcomes)
    assert outcomes["old"]


@pytest.mark.parametrize("step", range(9))
def test_add_interrupted_at_each_step_leaves_all_old_or_all_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    first, second = sorted((ROOT / "seeds").iterdir())[:2]
    old, new = tmp_path / "old", tmp_path / "new"
    build([str(first)], old, mentions=False)
    build([str(first), str(second)], new, mentions=False)
    before, after = digests(old), digests(new)
    with interrupted(monkeypatch, step):
        add([str(second)], old)
    journal.recover(old)
    assert digests(old) == (before if step == 0 else after)


@pytest.mark.parametrize("step", range(5))
def test_replacing_interrupted_at_each_step_leaves_all_old_or_all_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Stop at the n-th change of the file system, as a kill would, then recover."""
    for name in ("a.ttl", "b.ttl", "summary.json"):
        (tmp_path / name).write_text("old")
    with interrupted(monkeypatch, step), journal.replacing(tmp_path) as staging:
        for name in ("a.ttl", "b.ttl", "summary.json"):
            (staging / name).write_text("new")
    journal.recover(tmp_path)
    texts = {p.read_text() for p in tmp_path.iterdir() if p.is_file()}
    assert texts in ({"old"}, {"new"})
    assert len([p for p in tmp_path.iterdir() if p.is_file()]) == 3
