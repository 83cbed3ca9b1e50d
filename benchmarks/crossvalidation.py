"""Print how well the extractor does in cross-validation: each document is read with weights that have not seen it.

Networks, second step, calibration and relations are learned anew from the other documents, and so is
which words names are made of. Counts of phrases and the words of other fields come from the packaged
weights: they are counted in texts without annotations.

Run with `python benchmarks/crossvalidation.py TRAIN.jsonl UNLABELLED TEXTS.jsonl CORRECTIONS.jsonl`, the last two what
`kg train --beside` and `--corrections` take; it takes ten minutes on one core.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path

from kg.cli.evaluate import as_table
from kg.cli.train import annotated
from kg.evaluation import GoldDocument, evaluate, read_gold
from kg.evaluation.corrections import correct, read_corrections
from kg.evaluation.examples import relation_examples
from kg.evaluation.gold import read_texts
from kg.extraction import Extractor
from kg.extraction.corpus import Corpus
from kg.extraction.extractor import extractor_with
from kg.extraction.judge import WEIGHTS, load_weights
from kg.extraction.relation_model import learn_relations
from kg.extraction.training.extractor import fit, places_in, read, words_in
from kg.extraction.training.field import WordCounts
from kg.model import Paper

FOLDS = 5


class Unseeing:
    """Reads each paper with the extractor that has not learned from it, in the order of the gold file."""

    def __init__(self, extractors: list[Extractor]) -> None:
        self.extractors = extractors

    def extract(self, papers: Iterable[Paper]) -> Iterator[Paper]:
        """Yield the papers in order with their mentions."""
        for extractor, paper in zip(cycle(self.extractors), papers, strict=False):
            yield from extractor.extract([paper])


def learned_from(
    gold: list[GoldDocument], corpus: Corpus, around: WordCounts, beside: list[GoldDocument]
) -> Extractor:
    """Return an extractor that has learned from these documents, its confidence from some beside."""
    documents = read([annotated(document) for document in gold])
    others = read([annotated(document) for document in beside])
    weights = fit(documents, places_in(documents), corpus, around, beside=others)
    relations = learn_relations(relation_examples(gold, extractor_with(weights)))
    return extractor_with(weights, relations)


def main(train: Path, unlabelled: Path, beside: Path, corrections: Path) -> None:
    """Print the tables of `kg evaluate`."""
    gold, packaged = read_gold(train), load_weights(WEIGHTS)
    corpus = Corpus(packaged.corpus_hashes, packaged.corpus_counts)
    around = words_in(unlabelled)
    others, _ = correct(read_texts(beside), read_corrections(corrections))
    extractors = [
        learned_from(
            [each for n, each in enumerate(gold) if n % FOLDS != fold], corpus, around, others
        )
        for fold in range(FOLDS)
    ]
    print(as_table(evaluate(train, Unseeing(extractors))))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
