"""`kg serve` from the outside: it says where it is, and ends when it is asked to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest
from serving import write_build

ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(30)) + " }"


def start(folder: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    """Start a server, and return it with its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", *options],
        stderr=subprocess.PIPE, text=True, env=os.environ | {"XDG_CACHE_HOME": str(folder / "cache")},
    )  # fmt: skip
    assert process.stderr is not None
    line = process.stderr.readline()
    assert line.startswith("serving "), line
    return process, line.split()[-1]


def end(process: subprocess.Popen[str], by: signal.Signals) -> tuple[int, str]:
    """Ask a server to end; return its exit code, and what it has said."""
    process.send_signal(by)
    _, said = process.communicate(timeout=60)
    return process.returncode, said


@pytest.mark.parametrize(("by", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_ends_when_it_is_asked_to(tmp_path: Path, by: signal.Signals, code: int) -> None:
    process, address = start(write_build(tmp_path / "build"))
    httpx.get(address + "sparql", params={"query": "ASK {}", "x": "a\nb"}).raise_for_status()
    assert httpx.get(f"{address}../../etc/passwd").status_code == 404
    returned, said = end(process, by)
    assert returned == code
    entries = [json.loads(line) for line in said.splitlines() if line]
    assert [each["status"] for each in entries] == [200, 404]
    assert entries[0]["query"] == "query=ASK+%7B%7D&x=a%0Ab"


def test_a_question_without_end_does_not_keep_it(tmp_path: Path) -> None:
    process, address = start(write_build(tmp_path / "build"))
    answers: list[int] = []

    def ask() -> None:
        answers.append(
            httpx.get(f"{address}sparql", params={"query": ENDLESS}, timeout=60).status_code
        )

    asking = threading.Thread(target=ask)
    asking.start()
    deadline = time.monotonic() + 60
    while "kg_ad_hoc_busy 1" not in httpx.get(f"{address}metrics").text:
        assert time.monotonic() < deadline
    assert end(process, signal.SIGTERM)[0] == 0
    asking.join()
    assert answers == [503]


def test_nobody_who_reads_what_it_says_holds_it_up(tmp_path: Path) -> None:
    process, address = start(write_build(tmp_path / "build"))
    with httpx.Client(base_url=address) as client:
        for n in range(1500):
            client.get("/health", params={"x": "y" * 100, "n": n}).raise_for_status()
    assert end(process, signal.SIGTERM)[0] == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("none",), "no such file"),
        (("build", "--host", "203.0.113.1"), "cannot listen here"),
        (("build", "--named-graph", "no-iri=build/kg.ttl"), "not an absolute IRI"),
        (("build", "--named-graph", "https://e.org/g=none.ttl"), "none.ttl"),
    ],
)
def test_what_cannot_be_served_is_said_in_a_line(
    tmp_path: Path, args: tuple[str, ...], words: str
) -> None:
    write_build(tmp_path / "build")
    done = subprocess.run(
        [sys.executable, "-m", "kg", "serve", *args, "--port", "0"], cwd=tmp_path, check=False,
        capture_output=True, text=True, timeout=60,
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("kg: ")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
