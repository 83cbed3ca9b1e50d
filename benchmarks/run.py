"""Measure what the README says about speed, each as a ratio of two things timed in one run.

Absolute times depend on the machine and the moment; ratios hold. Run with `make bench`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.extraction import load_extractor
from kg.mapping import record_triples
from kg.model import Paper
from kg.serialization import parse_file, serialize, to_rdflib
from kg.sources import read
from kg.validation import Validator

ROOT = Path(__file__).parent.parent
ROUNDS = 5
GRAPH = ROOT / "out" / "kg.ttl"
QUESTION = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
BARE_QUERY = f"""
from pyoxigraph import Store, RdfFormat
store = Store()
store.load(path={str(GRAPH)!r}, format=RdfFormat.TURTLE)
print([str(row[0]) for row in store.query({QUESTION!r})])
"""


def seconds(action: Callable[[], object]) -> float:
    """Time an action once."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def compare(name: str, ours: Callable[[], object], other: Callable[[], object]) -> None:
    """Time two actions in turn and print the median of the ratios, pair by pair."""
    ours(), other()
    pairs = [(seconds(ours), seconds(other)) for _ in range(ROUNDS)]
    ratio = statistics.median(a / b for a, b in pairs)
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name:<62} {first * 1000:9.1f} ms {second * 1000:9.1f} ms  ratio {ratio:6.2f}")


def run(*command: str) -> Callable[[], object]:
    """Run a command as a whole process."""
    return lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def compare_processes() -> None:
    """Compare whole processes: what a person at the command line waits for."""
    python, kg = sys.executable, [sys.executable, "-m", "kg"]
    compare("kg --help / an empty Python", run(*kg, "--help"), run(python, "-c", "pass"))
    compare(
        "kg query on out/kg.ttl / the same in a bare pyoxigraph script",
        run(*kg, "query", QUESTION, "--data", str(GRAPH)),
        run(python, "-c", BARE_QUERY),
    )


def compare_stages(papers: list[Paper]) -> None:
    """Compare the stages of a build with the plain way to do them."""
    extractor = load_extractor()
    texts = [f"{paper.title or ''} {paper.abstract or ''}" for paper in papers]
    compare(
        "extract mentions / split the same texts at blanks, 1000 times",
        lambda: list(extractor.extract(papers)),
        lambda: [text.split() for text in texts * 1000],
    )
    records = [list(record_triples(paper)) for paper in papers[:3]]
    fast, reference = Validator(engine="fast"), Validator(engine="pyshacl")
    compare(
        "validate a record with the fast engine / with pySHACL",
        lambda: [fast.validate(record) for record in records],
        lambda: [reference.validate(record) for record in records],
    )
    quads, graph = list(parse_file(GRAPH)), to_rdflib(str(GRAPH))
    compare(
        "serialise out/kg.ttl canonically / with rdflib",
        lambda: serialize(quads, "turtle"),
        lambda: graph.serialize(format="turtle"),
    )


if __name__ == "__main__":
    compare_processes()
    items = [item for path in sorted((ROOT / "seeds").iterdir()) for item in read(path)]
    compare_stages([item for item in items if isinstance(item, Paper)])
