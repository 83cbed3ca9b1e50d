"""A command killed at any moment leaves its folder whole: all old files, or all new ones."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from building import ACTIONS, Change, digests, kg, run
from sessions import PATIENCE, wait_for_processes

from kg import journal
from kg.pipeline import add, build, remove

KILLS = 50
"""Of each of the four commands: 200 in all."""
SIGNALS = [
    signal.SIGKILL,
    *(getattr(signal, n, signal.SIGTERM) for n in ("SIGTERM", "SIGHUP", "SIGINT")),
]
CODES = {0, 130, *(-each for each in SIGNALS)}
"""A signal before the program is ready for it ends the interpreter, as it ends any program."""


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


def kill(command: list[str], after: float, number: signal.Signals, **options: object) -> None:
    """Start a command, kill it after some seconds, and see that it ends well, with all its processes."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        **options,  # type: ignore[call-overload]
    )  # fmt: skip
    time.sleep(after)
    process.send_signal(number)
    _, complaint = process.communicate(timeout=PATIENCE)
    assert wait_for_processes(process.pid, 0) == []
    if process.returncode in CODES:
        assert process.returncode < 0 or b"Traceback" not in complaint
    else:
        # So ends an interpreter that has not yet come to the program.
        assert (process.returncode, number) == (1, signal.SIGINT)
        assert b"KeyboardInterrupt" in complaint
        assert b"kg/cli/ending" not in complaint


def duration_of(command: list[str], **options: object) -> float:
    """Measure how many seconds a command takes."""
    started = time.monotonic()
    assert run(command, **options).returncode == 0
    return time.monotonic() - started


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("action", ACTIONS)
def test_killed_at_any_moment_leaves_all_old_or_all_new(
    tmp_path: Path, root: Path, action: str
) -> None:
    change = Change.make(action, root / "seeds", tmp_path)
    out = tmp_path / "out"
    shutil.copytree(change.old, out)
    duration = duration_of(change.command(out))
    outcomes: Counter[str] = Counter()
    chance = random.Random(action)
    for _ in range(KILLS):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(change.old, out)
        kill(change.command(out), chance.uniform(0, duration), chance.choice(SIGNALS))
        assert run(kg("stats", str(out / "kg.ttl"))).returncode == 0
        assert run(kg("remove", "nothing", "--output", str(out))).returncode == 2  # and it recovers
        outcomes[change.outcome(out)] += 1
    print(action, outcomes)
    assert outcomes["old"]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_query_killed_at_any_moment_leaves_a_cache_that_serves(
    tmp_path: Path, root: Path
) -> None:
    stores = tmp_path / "kg" / "stores"
    options = {"env": {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}}
    command = kg("query", "methods-introduced", "--cache", "--data", str(root / "out" / "kg.ttl"))
    duration = duration_of(command, **options)
    expected = run(command, **options).stdout
    outcomes: Counter[str] = Counter()
    chance = random.Random(7)
    for _ in range(KILLS):
        shutil.rmtree(stores)
        kill(command, chance.uniform(0, duration), chance.choice(SIGNALS), **options)
        found = list(stores.iterdir()) if stores.exists() else []
        outcomes["".join(sorted({each.suffix or "entry" for each in found})) or "nothing"] += 1
        assert run(command, **options).stdout == expected
        assert [each.suffix for each in stores.iterdir()] == [""]
    print("query", outcomes)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("step", [0, 1, 4, 8])
def test_interrupted_at_a_step_leaves_all_old_or_all_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path, action: str, step: int
) -> None:
    change = Change.make(action, root / "seeds", tmp_path)
    out = tmp_path / "out"
    shutil.copytree(change.old, out)
    _, source, *_ = change.arguments
    with interrupted(monkeypatch, step):
        if action == "build":
            build([source], out, mentions=False)
        else:
            (add if action == "add" else remove)([source], out)
    journal.recover(out)
    assert change.outcome(out) == ("old" if step == 0 else "new")


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


def test_two_builds_of_one_folder_at_once_leave_one_of_them(tmp_path: Path, root: Path) -> None:
    seeds = sorted((root / "seeds").iterdir())[:2]
    alone = [tmp_path / seed.stem for seed in seeds]
    for seed, folder in zip(seeds, alone, strict=True):
        build([str(seed)], folder, mentions=False)
    out = tmp_path / "out"
    commands = [kg("build", str(seed), "--output", str(out), "--no-mentions", "--quiet")
                for seed in seeds]  # fmt: skip
    both = [subprocess.Popen(each, stdout=subprocess.DEVNULL) for each in commands]
    assert [each.wait(PATIENCE) for each in both] == [0, 0]
    assert digests(out) in [digests(folder) for folder in alone]
    assert {each.name for each in out.iterdir()} == set(digests(out))
