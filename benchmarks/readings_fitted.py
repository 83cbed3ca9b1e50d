"""Fit the weights of the signs of tasks and claims to what readers marked, and print them.

    python benchmarks/readings_fitted.py --gold train.jsonl --gold dev.jsonl --unlabelled abstracts.txt.gz

What is printed goes into `kg/extraction/task_weights.py` and `kg/extraction/claims.py`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from readings_measured import counted, find_texts, read_all

from kg.evaluation.readings import Reading
from kg.extraction.claims import SIGNS
from kg.extraction.extractor import make_doc, make_pipeline
from kg.extraction.task_weights import signs_of
from kg.extraction.tasks import broader_tasks, find_places
from kg.model import Paper
from kg.text import sentence_spans

FITTED = ("first", "second")
"""The texts that weights are fitted to; the others are for measuring."""
Example = tuple[dict[str, float], bool, float]
"""Signs, whether a reader marked it, and how much that counts: readers of one text share one vote."""


def fit(examples: Sequence[Example], ridge: float) -> dict[str, float]:
    """Return the weights of a logistic regression, by Newton's method."""
    names = sorted({name for signs, *_ in examples for name in signs})
    rows = np.array([[signs.get(name, 0.0) for name in names] for signs, *_ in examples])
    answers, votes = np.array([(right, vote) for _, right, vote in examples], dtype=float).T
    weights: NDArray[np.float64] = np.zeros(len(names))
    penalty = np.array([1e-3 if name == "always" else ridge for name in names])
    for _ in range(50):
        sure = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows.T * (votes * sure * (1 - sure))) @ rows + np.diag(penalty)
        weights += np.linalg.solve(curve, rows.T @ (votes * (answers - sure)) - penalty * weights)
    return dict(zip(names, weights.round(2).tolist(), strict=True))


def task_examples(paper: Paper, name: str, readers: Sequence[Reading]) -> Iterator[Example]:
    """Yield the tasks that a text names, but those that it names more narrowly as well."""
    nlp, counts_as = make_pipeline(until="kg_tasks"), counted(name)
    signs = signs_of(find_places(make_doc(nlp, paper)), broader_tasks())
    for concept, each in signs.items():
        key = counts_as[concept.key]
        narrower = (one for one in signs if concept.key in broader_tasks()[one.key])
        if key is not None and all(counts_as[one.key] != key for one in narrower):
            for reader in readers:
                yield each, key in reader.tasks, 1 / len(readers)


def claim_examples(paper: Paper, readers: Sequence[Reading]) -> Iterator[Example]:
    """Yield the sentences of an abstract."""
    text = paper.abstract or ""
    spans = sentence_spans(text)
    for number, (start, end) in enumerate(spans):
        signs = {
            f"{n:02}": 1.0 for n, (_, sign) in enumerate(SIGNS) if sign.search(text[start:end])
        }
        signs |= {"always": 1.0, "late": number / max(len(spans) - 1, 1)}
        for reader in readers:
            yield signs, ("abstract", start, end) in reader.claims, 1 / len(readers)


def main() -> None:
    """Parse the arguments, fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--unlabelled", type=Path, required=True)
    given = parser.parse_args()
    tasks: list[Example] = []
    claims: list[Example] = []
    for name, readings in read_all().items():
        if name in FITTED:
            papers = find_texts(next(iter(readings.values())).keys(), given.gold, given.unlabelled)
            for key, paper in papers.items():
                readers = [reading[key] for reading in readings.values()]
                tasks += task_examples(paper, name, readers)
                claims += claim_examples(paper, readers)
    print("tasks", fit(tasks, ridge=2.0))
    print("claims", fit(claims, ridge=1.0))


if __name__ == "__main__":
    main()
