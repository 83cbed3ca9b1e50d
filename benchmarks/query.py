"""Measure queries over a million triples: whole processes, each against bare pyoxigraph.

Run with `python benchmarks/query.py [PAPERS]`. Cold questions are told as ratios of runs in
turn, warm ones in milliseconds.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from run import run, seconds

PAPERS = 56_000
"""Of 18 triples each."""
WORDS = ["graph", "learning", "offline", "policy", "sampling", "robust", "deep", "value", "search"]
ROUNDS = 3
QUESTION = """SELECT ?method (COUNT(?paper) AS ?papers) {
  ?author schema:name "Author 77" . ?paper schema:author ?author ; kg:uses ?method
} GROUP BY ?method ORDER BY DESC(?papers) ?method"""
PREFIXES = "PREFIX schema: <https://schema.org/> PREFIX kg: <https://example.org/kg/ns#> "
BARE = """
import sys
from pyoxigraph import QueryResultsFormat, RdfFormat, Store
store = Store()
store.load(path=sys.argv[1], format=RdfFormat.TURTLE)
store.query(sys.argv[2]).serialize(sys.stdout.buffer, QueryResultsFormat.CSV)
"""


def write_data(path: Path, papers: int) -> None:
    """Write Turtle like that of a build, the same each time."""
    choice = random.Random(7)
    with path.open("w") as out:
        out.write("@prefix schema: <https://schema.org/> .\n")
        out.write("@prefix kg: <https://example.org/kg/ns#> .\n")
        out.write("@prefix : <https://example.org/kg/> .\n")
        out.write("@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n")
        for n in range(papers):
            authors = ", ".join(f":a{choice.randrange(papers)}" for _ in range(6))
            methods = ", ".join(f":m{choice.randrange(3000)}" for _ in range(4))
            out.write(
                f':p{n} a schema:ScholarlyArticle ; schema:name "{_text(choice, 9)} {n}" ;\n'
                f'  schema:abstract "{_text(choice, 60)}" ; schema:identifier "arXiv:{n}" ;\n'
                f'  schema:datePublished "{1990 + n % 35}"^^xsd:gYear ;\n'
                f"  schema:author {authors} ; kg:uses {methods} .\n"
                f':a{n} a schema:Person ; schema:name "Author {n}" ;\n'
                f"  schema:affiliation :o{n % 2000} .\n"
            )


def _text(choice: random.Random, length: int) -> str:
    return " ".join(choice.choices(WORDS, k=length))


def measure(data: Path, cache: Path) -> None:
    """Compare cold and warm questions with a bare script."""
    ask = [sys.executable, "-m", "kg", "query", QUESTION, "--data", str(data), "--results", "csv"]
    bare = run(sys.executable, "-c", BARE, str(data), PREFIXES + QUESTION)
    compare_cold("cold, --no-cache", run(*ask, "--no-cache"), bare, cache)
    compare_cold("cold, kept afterwards", run(*ask), bare, cache)
    run(*ask, "--cache")()
    warm = [seconds(run(*ask)) for _ in range(9)]
    print(f"warm, whole process: {sorted(warm)[4] * 1000:.0f} ms")
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: _answer(ask), range(20)))
    errors = [answer for answer in answers if answer.returncode or answer.stderr]
    print(f"20 at once: {len(errors)} errors, {len({each.stdout for each in answers})} answer")


def compare_cold(
    name: str, ours: Callable[[], object], bare: Callable[[], object], cache: Path
) -> None:
    """Time two actions in turn, with nothing kept and nothing being written meanwhile."""
    pairs = []
    for _ in range(ROUNDS):
        mine = seconds(ours)
        _settle(cache)
        pairs.append((mine, seconds(bare)))
    ratio = statistics.median(first / second for first, second in pairs)
    print(f"{name} / bare load and query: ratio {ratio:.2f}")


def _settle(cache: Path) -> None:
    while list(cache.glob("*.part")):
        time.sleep(0.1)
    shutil.rmtree(cache, ignore_errors=True)


def _answer(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, check=False, capture_output=True)


if __name__ == "__main__":
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else PAPERS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        data = Path(folder) / "data.ttl"
        write_data(data, papers)
        measure(data, Path(folder) / "kg" / "stores")
