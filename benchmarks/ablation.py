"""Print what each part of the extractor is worth: the F1 without it, on annotated documents.

Finders and consistency are switched off as they stand; a group of features is taken away
before one network is trained anew, so that it is compared with one network that has all.
Run with `python benchmarks/ablation.py TRAIN.jsonl DEV.jsonl`; it takes some minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from kg.cli.train import annotated
from kg.evaluation import evaluate, read_gold
from kg.extraction import Extractor, features
from kg.extraction.corpus import Corpus
from kg.extraction.extractor import make_pipeline
from kg.extraction.judge import WEIGHTS, Judge, Weights, load_weights
from kg.extraction.phrases import Proposer
from kg.extraction.spans import CANDIDATES, NAMES
from kg.extraction.training import extractor as training
from kg.model import Paper

FINDERS = ("kg_vocabulary", "kg_abbreviations", "kg_shapes", "kg_coined", "kg_judge")
GROUPS = ("_word_slots", "_context_slots", "_name_slots", "_corpus_slots", "_neighbour_slots")


class Forgetful(Extractor):
    """Leaves a name out where only its other places in the document tell that it is one."""

    def docs(self, papers: Iterable[Paper]) -> Iterator[Doc]:
        for doc in super().docs(papers):
            found = {(span.start, span.end) for span in doc.spans.get(CANDIDATES, ())}
            names = doc.spans.get(NAMES, ())
            doc.spans[NAMES] = [span for span in names if (span.start, span.end) in found]
            yield doc


@contextmanager
def without(group: str | None) -> Iterator[None]:
    """Take a group of features away for a while."""
    if group is None:
        yield
        return
    kept = getattr(features, group)
    setattr(features, group, lambda view, *_: numpy.zeros((0, len(view.begin)), numpy.uint64))
    try:
        yield
    finally:
        setattr(features, group, kept)


def retrained(documents: list[training.Document], weights: Weights) -> Language:
    """Return a pipeline whose judge has learned one network anew, with the features there are."""
    corpus = Corpus(weights.corpus_hashes, weights.corpus_counts)
    lessons = training.make_lessons(documents, Proposer(weights.places), corpus)
    nlp = make_pipeline()
    judge = nlp.get_pipe("kg_judge")
    assert isinstance(judge, Judge)
    judge.use(replace(weights, **training.learn(lessons, 0)))
    return nlp


def show(name: str, extractor: Extractor, dev: Path) -> None:
    """Print one row: F1 of mentions, by type, and of entities."""
    result = evaluate(dev, extractor)
    scores = [result.mentions[type_].f1 for type_ in ("all", "method", "benchmark")]
    row = [*scores, result.entities["all"].f1]
    print(f"| {name} | " + " | ".join(f"{score:.3f}" for score in row) + " |", flush=True)


def main(train: Path, dev: Path) -> None:
    """Print the table."""
    print("| without | mentions | methods | benchmarks | entities |\n|---|---|---|---|---|")
    show("nothing", Extractor(make_pipeline()), dev)
    for finder in FINDERS:
        show(finder, Extractor(make_pipeline(without=[finder])), dev)
    show("document consistency", Forgetful(make_pipeline()), dev)
    documents = training.read([annotated(document) for document in read_gold(train)])
    training.NETWORKS = 1
    for group in (None, *GROUPS):
        with without(group):
            extractor = Extractor(retrained(documents, load_weights(WEIGHTS)))
            show(f"features {group}" if group else "nothing, one network", extractor, dev)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
