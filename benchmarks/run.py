"""Measure what the README says about speed, each as a ratio of two things timed in one run.

Absolute times depend on the machine and the moment; ratios hold. Run with `make bench`. Mapping is
compared with morph-kgc where `MORPH_KGC` names a Python that has it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import lists
import pyoxigraph
from pyoxigraph import RdfFormat

from kg.extraction import load_extractor
from kg.mapping import record_triples
from kg.model import Paper
from kg.serialization import parse_file, serialize, to_rdflib
from kg.serialization.writing import as_ntriples
from kg.sources import read
from kg.validation import Validator
from kg.vocab import PREFIXES

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
    triples = [quad.triple for quad in quads]
    compare(
        "serialise out/kg.ttl canonically / as it comes with bare pyoxigraph",
        lambda: serialize(triples, "turtle"),
        lambda: pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES),
    )


def compare_mapping() -> None:
    """Compare reading and mapping one JSON list, to N-Triples, with morph-kgc: time by triple."""
    python = os.environ.get("MORPH_KGC")
    if python is None:
        print(
            "not compared: morph-kgc (pip install it elsewhere, and name that Python as MORPH_KGC)"
        )
        return
    with tempfile.TemporaryDirectory() as scratch:
        lists.write_lists(Path(scratch), 2_000, lists.material(None), formats=("jsonl",))
        path = Path(scratch, "list.json")
        lines = next(Path(scratch).glob("*.jsonl")).read_text(encoding="utf-8").splitlines()
        path.write_text(json.dumps([json.loads(each) for each in lines]), encoding="utf-8")
        pairs = [(our_mapping(path), their_mapping(python, path)) for _ in range(ROUNDS)]
    ratio = statistics.median(ours / other for ours, other in pairs)
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    name = "map a JSON list / morph-kgc, a triple"
    print(f"{name:<62} {first * 1e6:9.1f} us {second * 1e6:9.1f} us  ratio {ratio:6.2f}")


def our_mapping(path: Path) -> float:
    """Return the seconds of processor that a triple takes."""
    began = time.process_time()
    papers = (each for each in read(path) if isinstance(each, Paper))
    triples = [triple for paper in papers for triple in record_triples(paper)]
    as_ntriples(triples)
    return (time.process_time() - began) / len(set(triples))


def their_mapping(python: str, path: Path) -> float:
    """Return the seconds of processor that a triple takes morph-kgc."""
    script = str(Path(__file__).with_name("morph.py"))
    done = subprocess.run([python, script, str(path)], check=True, capture_output=True, text=True)
    count, used = done.stdout.split()[-2:]
    return float(used) / int(count)


if __name__ == "__main__":
    compare_processes()
    compare_mapping()
    items = [item for path in sorted((ROOT / "seeds").iterdir()) for item in read(path)]
    compare_stages([item for item in items if isinstance(item, Paper)])
