"""Reckon what large lists take on a cluster, from rates that are measured here.

Two made lists, one four times the other, are built in one process, which counts what executors would
share; the rest, and what is held in memory, stays with the process that starts the build.
Beyond what was measured cost is taken to grow in step with the records.
Run with `python benchmarks/estimate.py [COUNT]`; it prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import lists

_BUILD = """
import resource, sys, time
from kg.pipeline import building
from kg.system.parallel import Workers, call

class Timed:
    shared = 0.0

    def ask(self, job):
        started = time.thread_time()
        try:
            return call(job)
        finally:
            Timed.shared += time.thread_time() - started

    def close(self):
        pass

building._working = lambda kept, jobs: Workers(1, Timed)
building.build(sys.argv[1], sys.argv[2])
print(time.process_time() - Timed.shared, Timed.shared, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_SIZES = (100_000, 1_000_000, 10_000_000, 100_000_000)
_CORES = (2, 64, 1_000)
_PARTS = 4
"""How many times the small list goes into the large one."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds that one process needs and that many may share, and the greatest memory in MB."""

    alone: float
    shared: float
    held: float


def measured(count: int, scratch: Path) -> Cost:
    """Build a made list of so many records, with mentions, from nothing."""
    folder, script = scratch / f"lists-{count}", scratch / "build.py"
    script.write_text(_BUILD, encoding="utf-8")
    lists.write_lists(folder, count, lists.material(None), formats=("jsonl",))
    done = subprocess.run(
        [sys.executable, str(script), str(folder), str(scratch / f"out-{count}")],
        check=True, capture_output=True, text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(scratch / f"cache-{count}")},
    )  # fmt: skip
    alone, shared, held = map(float, done.stdout.split())
    return Cost(alone, shared, held / 1024)


def time_of(seconds: float) -> str:
    """Write a time in the unit that fits.

    >>> time_of(90), time_of(7200), time_of(864000)
    ('2 min', '2.0 h', '10 d')
    """
    if seconds < 3600:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 72 * 3600 else f"{seconds / 86400:.0f} d"


def main(count: int) -> None:
    """Print what was measured, and the table that follows from it."""
    with tempfile.TemporaryDirectory() as scratch:
        small, large = (measured(each, Path(scratch)) for each in (count, _PARTS * count))
    records = _PARTS * count
    step = (large.held - small.held) / (records - count)
    print(
        f"Measured on {records:,} records: {large.alone / records * 1000:.1f} ms of processor a record that one"
        f" process needs, {large.shared / records * 1000:.1f} ms that many may share; {large.held:,.0f} MB held,"
        f" {step * 1024:.1f} kB more a record.\n"
    )
    columns = [f"time with {cores:,} cores" for cores in _CORES]
    print(f"| records | memory of the process that builds | {' | '.join(columns)} |")
    print(f"|---:|---:|{'---:|' * len(_CORES)}")
    for size in _SIZES:
        alone, shared = (each / records * size for each in (large.alone, large.shared))
        times = [time_of(max(alone, shared / cores)) for cores in _CORES]
        memory = (large.held + step * (size - records)) / 1024
        print(f"| {size:,} | {memory:,.1f} GB | {' | '.join(times)} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=2_000)
    main(parser.parse_args().count)
