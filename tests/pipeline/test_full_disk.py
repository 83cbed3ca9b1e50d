"""A disk that is full, or closed to the user, leaves the old files and says so in one line."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import ACTIONS, Change, digests, kg, run
from users import NOBODY, as_nobody

from kg.errors import InputError
from kg.system.temporary import Scratch

posix = pytest.mark.skipif(os.name != "posix", reason="limits and rights of POSIX")
FULL_DISKS = 18
"""Of each of three commands; with those of the cache more than 50 in all."""


def assert_refused(done: subprocess.CompletedProcess[str], why: str) -> None:
    assert done.returncode == 2
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1
    assert why in done.stderr


@posix
@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("blocks", [4, 20])
def test_files_that_may_not_grow_leave_the_old_ones(
    tmp_path: Path, root: Path, action: str, blocks: int
) -> None:
    """A limit on the size of files fails as a full disk does, and any user may set it."""
    change = Change.make(action, root / "seeds", tmp_path)
    out = tmp_path / "out"
    shutil.copytree(change.old, out)
    limited = ["bash", "-c", f'ulimit -f {blocks}; exec "$@"', "bash", *change.command(out)]
    assert_refused(run(limited), "File too large")
    assert change.outcome(out) == "old"


def test_a_full_folder_for_temporary_files_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with Scratch(10) as scratch:
        scratch.write(b"12345")
        with pytest.raises(InputError, match=r"temporary file: 'No space left on device'.*TMPDIR"):
            scratch.write(b"1234567")


@posix
@pytest.mark.skipif(as_nobody() is None, reason="only root, and setpriv, can become another user")
@pytest.mark.parametrize("action", ACTIONS)
def test_a_folder_that_the_user_may_not_write_stays(
    tmp_path: Path, root: Path, action: str
) -> None:
    change = Change.make(action, root / "seeds", tmp_path)
    out = tmp_path / "out"
    shutil.copytree(change.old, out)
    assert_refused(run([*(as_nobody() or ()), *change.command(out)]), "Permission denied")
    assert change.outcome(out) == "old"


@posix
@pytest.mark.skipif(as_nobody() is None, reason="only root, and setpriv, can become another user")
def test_a_folder_of_another_user_is_written_where_it_may_be(tmp_path: Path, root: Path) -> None:
    change = Change.make("add", root / "seeds", tmp_path)
    out = tmp_path / "out"
    shutil.copytree(change.old, out)
    os.chown(out, NOBODY, NOBODY)
    assert run(change.command(out)).returncode == 0
    assert change.outcome(out) == "new"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    if sys.platform != "linux" or run(mount).returncode:
        pytest.skip("only root can mount file systems")
    yield folder
    run(["umount", "--lazy", str(folder)])


def leave_room(disk: Path, size: int) -> None:
    """Make a file system so small that it takes `size` bytes more than it holds."""
    usage = shutil.disk_usage(disk)
    done = run(["mount", "-o", f"remount,size={usage.used + size}", str(disk)])
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("action", ACTIONS)
def test_a_full_disk_leaves_all_old_or_all_new(
    tmp_path: Path, root: Path, disk: Path, action: str
) -> None:
    change = Change.make(action, root / "seeds", tmp_path)
    out = disk / "out"
    needed = sum(each.stat().st_size + 4096 for each in change.new.iterdir())
    outcomes: Counter[str] = Counter()
    chance = random.Random(action)
    for _ in range(FULL_DISKS):
        run(["mount", "-o", "remount,size=64m", str(disk)])
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(change.old, out)
        leave_room(disk, chance.randrange(0, needed * 5 // 4))
        done = run(change.command(out))
        if done.returncode:
            assert_refused(done, "No space left")
        outcomes[change.outcome(out)] += 1
        assert (done.returncode == 0) == (change.outcome(out) == "new")
    print(action, outcomes)
    assert outcomes["old"]


@pytest.mark.slow
def test_a_full_disk_keeps_no_answer_back(tmp_path: Path, root: Path, disk: Path) -> None:
    """What cannot be kept is said; the answer comes all the same, and nothing half is left."""
    data = str(root / "out" / "kg.ttl")
    command = kg("query", "methods-introduced", "--cache", "--data", data)
    options = {"env": {**os.environ, "XDG_CACHE_HOME": str(disk)}}
    expected = run(command, **options).stdout
    stores = disk / "kg" / "stores"
    needed = shutil.disk_usage(disk).used
    outcomes: Counter[str] = Counter()
    chance = random.Random(7)
    for _ in range(FULL_DISKS):
        run(["mount", "-o", "remount,size=64m", str(disk)])
        shutil.rmtree(stores)
        leave_room(disk, chance.randrange(0, needed * 6))
        done = run(command, **options)
        assert (done.returncode, done.stdout) == (0, expected)
        kept = [each.suffix for each in stores.iterdir()] if stores.exists() else []
        assert kept in ([], [""])
        assert bool(kept) != ("cannot be kept" in done.stderr)
        outcomes["kept" if kept else "not kept"] += 1
    print("query", outcomes)
    assert len(outcomes) == 2


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_results(tmp_path: Path, root: Path, disk: Path) -> None:
    target = disk / "results.nt"
    target.write_text("old")
    leave_room(disk, 40_000)
    data = str(root / "out" / "kg.ttl")
    assert_refused(run(kg("convert", data, "--to", "nt", "--output", str(target))), "No space left")
    assert digests(disk) == digests(disk) and target.read_text() == "old"
    assert list(disk.iterdir()) == [target]
