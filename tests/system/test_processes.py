"""No process outlives the command that started it, however that ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sessions import PATIENCE, wait_for_processes

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run kg in a session of its own, of which nothing is left afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments], start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def many_texts(tmp_path: Path) -> Path:
    """A list that keeps two processes busy for long."""
    path = tmp_path / "many.jsonl"
    abstract = " ".join(f"We test Owl{n} with deep networks on Atari." for n in range(400))
    with path.open("w") as out:
        for n in range(260):
            record = {
                "title": f"Owls, part {n}",
                "authors": ["Ana Lopez"],
                "abstract": f"{n} {abstract}",
            }
            out.write(json.dumps(record) + "\n")
    return path


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
@pytest.mark.parametrize("to_all", [False, True])
def test_a_build_in_several_processes_leaves_none(
    many_texts: Path, tmp_path: Path, name: str, to_all: bool
) -> None:
    """The terminal sends Ctrl-C to all processes, `kill` to one."""
    out = tmp_path / "out"
    with started("build", str(many_texts), "--jobs", "2", "--output", str(out)) as process:
        # Itself, two workers, what they are forked from, and its tracker.
        assert len(wait_for_processes(process.pid, 5)) == 5
        (os.killpg if to_all else os.kill)(process.pid, getattr(signal, name))
        stdout, stderr = process.communicate(timeout=PATIENCE)
        assert wait_for_processes(process.pid, 0) == []
    assert stdout == b""
    assert b"Traceback" not in stderr
    assert process.returncode == (-signal.SIGKILL if name == "SIGKILL" else 130)
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_a_query_leaves_no_process(tmp_path: Path, name: str) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    data = tmp_path / "a.nt"
    data.write_text("".join(f"<a:s{n}> <a:p> <a:o{n}> .\n" for n in range(500)))
    with started("query", endless, "--data", str(data), "--no-cache") as process:
        assert len(wait_for_processes(process.pid, 2)) == 2
        os.kill(process.pid, getattr(signal, name))
        _, stderr = process.communicate(timeout=PATIENCE)
        assert wait_for_processes(process.pid, 0) == []
    assert b"Traceback" not in stderr
    assert process.returncode == (-signal.SIGKILL if name == "SIGKILL" else 130)


def test_a_worker_that_dies_is_an_error_in_one_line(many_texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with started("build", str(many_texts), "--jobs", "2", "--output", str(out)) as process:
        wait_for_processes(process.pid, 5)
        for child in children_of(process.pid):
            for worker in children_of(child):
                os.kill(worker, signal.SIGKILL)
        _, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3
    assert b"Traceback" not in stderr
    # What started a worker may be killed before it tells by which signal that one died.
    assert b"the process that does the work died: " in stderr


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
