"""Learn the weights of the judge from annotated documents and a text without annotations.

Everything random comes from one seed, and sums are made in one order: the same files
give the same bytes on one platform.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.errors import InputError
from kg.extraction.batches import Batch
from kg.extraction.corpus import Corpus, count_corpus
from kg.extraction.extractor import SEPARATOR, make_doc, make_pipeline
from kg.extraction.field import BUCKETS, WordWeights
from kg.extraction.joint import WIDTH
from kg.extraction.judge import (
    TYPES,
    Judge,
    Weights,
    describe_candidates,
)
from kg.extraction.phrases import Proposer, count_places
from kg.extraction.spelling import token_key
from kg.extraction.surety import INPUTS
from kg.extraction.token_arrays import token_texts
from kg.extraction.tokenizer import tokenize
from kg.extraction.training.field import WordCounts, count_words, learn_nearness
from kg.extraction.training.joint import learn_together
from kg.extraction.training.network import Lesson, Network
from kg.extraction.training.surety import Name, Unseen, calibrate
from kg.model import Paper, TextField
from kg.system.progress import track
from kg.text import sentence_spans

NETWORKS = 2
_FOLDS = 3
_WAYS = 3
"""Each document is read in so many ways: whole, its title alone, one sentence of its abstract alone."""
_NOT_YET_TOGETHER: dict[str, Any] = {
    "joint_hidden": numpy.zeros((1, WIDTH + 1, 1), numpy.float32),
    "joint_output": numpy.zeros((1, 2, 3), numpy.float32),
    "near": numpy.zeros(BUCKETS, numpy.int8),
    "calibration": numpy.ones(INPUTS, numpy.float32),
    "steps": numpy.array([[0, 1], [0, 1]], numpy.float32),
}


Document = tuple[Doc, list[Name]]
"""A document that the finders have read, and its names by token."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A paper and its names: character places in title, two line ends and abstract, and types."""

    paper: Paper
    names: tuple[Name, ...]


def field_start(paper: Paper, field: TextField) -> int:
    """Return where a field starts in the text that is made of a paper."""
    return len(paper.title) + len(SEPARATOR) if field == "abstract" and paper.title else 0


def train(
    gold: Sequence[Annotated],
    unlabelled: Path | None = None,
    seed: int = 0,
    beside: Sequence[Annotated] = (),
) -> Weights:
    """Learn the weights from annotated documents, and counts from a text, one document a line.

    The confidence is fitted to what is right in documents `beside` as well, which nothing else learns from.
    """
    documents = read(gold)
    places = places_in(documents)
    corpus = count_corpus(track(lines_of(unlabelled), "counting phrases"), Proposer(places))
    return fit(documents, places, corpus, words_in(unlabelled), beside=read(beside), seed=seed)


def words_in(unlabelled: Path | None) -> WordCounts:
    """Count in how many lines of a text each word stands; none where no text is given."""
    return count_words(map(tokenize, track(lines_of(unlabelled), "counting words")))


def fit(
    documents: Sequence[Document],
    places: NDArray[numpy.uint8],
    corpus: Corpus,
    around: WordCounts,
    *,
    beside: Sequence[Document] = (),
    seed: int = 0,
) -> Weights:
    """Learn the weights from documents that were read, with what words and phrases are counted to be."""
    lessons = make_lessons(documents, Proposer(places), corpus)
    weights = Weights(
        places, corpus.hashes, corpus.counts, **learn(lessons, seed), **_NOT_YET_TOGETHER
    )
    weights = replace(weights, near=_nearness(documents, around))
    unseen = list(_unseen(documents, lessons, weights, seed))
    judge = Judge(replace(weights, **_learn_from(unseen, seed)))
    of_gold = _out_of_fold(unseen, documents, weights, around, seed)
    others = make_lessons(beside, judge.proposer, corpus)
    of_others = (
        (each, judge, weights.near)
        for number, (document, lesson) in enumerate(zip(beside, others, strict=True))
        for each in _asked(number, document, lesson, judge)
    )
    return replace(judge.weights, **calibrate(chain(of_gold, of_others)))


def places_in(documents: Sequence[Document]) -> NDArray[numpy.uint8]:
    """Count where the words of documents stand in their names; `documents` are as `read` gives them."""
    return count_places(
        (token_texts(doc), [(begin, end) for begin, end, *_ in names])
        for doc, names in documents[::_WAYS]
    )


def read(gold: Sequence[Annotated]) -> list[Document]:
    """Run the finders over documents, and return them with their names by token.

    Each comes in three ways, as it is, its title alone, and a sentence alone: many records have no
    abstract, and some are asked of little.
    """
    nlp = make_pipeline(until="kg_judge")
    ways = [
        way
        for number, each in enumerate(gold)
        for way in (each, _title_alone(each), _sentence_alone(each, number))
    ]
    docs = [make_doc(nlp, each.paper) for each in track(ways, "reading documents", len(ways))]
    return [(doc, _token_places(doc, each)) for doc, each in zip(docs, ways, strict=True)]


def _title_alone(annotated: Annotated) -> Annotated:
    end = len(annotated.paper.title or "")
    names = tuple(name for name in annotated.names if name[1] <= end)
    return Annotated(replace(annotated.paper, abstract=None), names)


def _sentence_alone(annotated: Annotated, number: int) -> Annotated:
    """Take a sentence of the abstract: the first of one document, the second of the next, and so on."""
    abstract = annotated.paper.abstract or ""
    spans = sentence_spans(abstract) or [(0, 0)]
    start, end = spans[number % len(spans)]
    first = field_start(annotated.paper, "abstract")
    names = tuple(
        (name[0] - first - start, name[1] - first - start, *name[2:])
        for name in annotated.names
        if first + start <= name[0] and name[1] <= first + end
    )
    return Annotated(replace(annotated.paper, title=None, abstract=abstract[start:end]), names)


def make_lessons(documents: Sequence[Document], proposer: Proposer, corpus: Corpus) -> list[Lesson]:
    """Describe the candidates of documents, with the right answers."""
    return [
        _lesson(doc, names, proposer, corpus)
        for doc, names in track(documents, "describing names", len(documents))
    ]


def learn(lessons: Sequence[Lesson], seed: int) -> dict[str, Any]:
    """Learn the networks: the fields `table`, `hidden` and `output` of weights."""
    full = [lesson for lesson in lessons if lesson.described.spans]
    learned = [Network(full, seed + number).learn() for number in range(NETWORKS)]
    table, hidden, output = (numpy.stack(each) for each in zip(*learned, strict=True))
    table = table.transpose(1, 0, 2).astype(numpy.float16)
    return {"table": numpy.ascontiguousarray(table), "hidden": hidden, "output": output}


def lines_of(path: Path | None) -> Iterator[str]:
    """Yield the lines of a text, which may be gzipped; none where no text is given.

    Raises: InputError: where the file cannot be read as UTF-8 text.
    """
    if path is None:
        return
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            yield from lines
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InputError(
            "cannot read the text", where=str(path), value=str(error),
            todo="give UTF-8 text, gzipped if its name ends in .gz",
        ) from error  # fmt: skip


def _token_places(doc: Doc, annotated: Annotated) -> list[Name]:
    """Return the names as tokens from and to; names that cut a token in two cannot be learned."""
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    return [
        (starts[begin], ends[end], type_, optional)
        for begin, end, type_, optional in annotated.names
        if begin in starts and end in ends
    ]


def _lesson(doc: Doc, names: list[Name], proposer: Proposer, corpus: Corpus) -> Lesson:
    described = describe_candidates(Batch([doc]), proposer, corpus)
    parts = [token_key(token.text) for token in doc]
    answers = {"".join(parts[a:b]): 1 + TYPES.index(type_) for a, b, type_, _ in names}
    doubtful = {"".join(parts[a:b]) for a, b, _, optional in names if optional}
    return Lesson(
        described,
        numpy.array([answers.get(key, 0) for key in described.keys], dtype=numpy.int64),
        numpy.array([key not in doubtful for key in described.keys], dtype=numpy.float32),
    )


def _unseen(
    documents: Sequence[Document], lessons: Sequence[Lesson], weights: Weights, seed: int
) -> Iterator[Unseen]:
    """Yield documents with what judges say of them that have not learned from them."""
    # A paper and the parts of it stay together: the one gives the names of the other away.
    papers = [number // _WAYS for number in range(len(documents))]
    for fold in range(_FOLDS):
        pairs = zip(papers, lessons, strict=True)
        others = [lesson for paper, lesson in pairs if paper % _FOLDS != fold]
        judge = Judge(replace(weights, **learn(others, seed)))
        for paper, document, lesson in zip(papers, documents, lessons, strict=True):
            if paper % _FOLDS == fold:
                yield from _asked(paper, document, lesson, judge)


def _asked(paper: int, document: Document, lesson: Lesson, judge: Judge) -> Iterator[Unseen]:
    """Yield a document with what a judge thinks possible, if anything might be."""
    doc, names = document
    if lesson.described.spans:
        possible = judge.possible(Batch([doc]), lesson.described)
        yield Unseen(paper, doc, possible, lesson, names)


def _out_of_fold(
    unseen: Sequence[Unseen],
    documents: Sequence[Document],
    weights: Weights,
    around: WordCounts,
    seed: int,
) -> Iterator[tuple[Unseen, Judge, WordWeights]]:
    """Yield documents, each with a judge whose second step, and with words that have not learned from it."""
    near = [
        _nearness([d for n, d in enumerate(documents) if n // _WAYS % _FOLDS != fold], around)
        for fold in range(_FOLDS)
    ]
    halves = [[each for each in unseen if each.paper // _FOLDS % 2 == half] for half in (0, 1)]
    for half, other in zip(halves, reversed(halves), strict=True):
        judge = Judge(replace(weights, **_learn_from(other, seed)))
        yield from ((each, judge, near[each.paper % _FOLDS]) for each in half)


def _nearness(documents: Sequence[Document], around: WordCounts) -> WordWeights:
    return learn_nearness((token_texts(doc) for doc, _ in documents[::_WAYS]), around)


def _learn_from(unseen: Sequence[Unseen], seed: int) -> dict[str, Any]:
    given = [each for each in unseen if each.possible.groups]
    hidden, output = learn_together(
        numpy.concatenate([each.possible.rows for each in given]),
        numpy.concatenate([each.lesson.answers[each.possible.groups] for each in given]),
        numpy.concatenate([each.lesson.counts[each.possible.groups] for each in given]),
        seed,
    )
    return {"joint_hidden": hidden, "joint_output": output}
