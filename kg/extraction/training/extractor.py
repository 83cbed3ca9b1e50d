"""Learn the weights of the judge from annotated documents and a text without annotations.

Everything random comes from one seed, and sums are made in one order: the same files
give the same bytes on one platform.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.errors import InputError
from kg.extraction.batches import Batch
from kg.extraction.corpus import Corpus, count_corpus
from kg.extraction.extractor import SEPARATOR, make_doc, make_pipeline
from kg.extraction.features import FINDERS, Described, TokenSpan
from kg.extraction.joint import WIDTH, Possible
from kg.extraction.judge import (
    TYPES,
    Floats,
    Judge,
    Weights,
    describe_candidates,
    is_likely,
    log_odds,
)
from kg.extraction.phrases import Proposer, count_places
from kg.extraction.spelling import token_key
from kg.extraction.token_arrays import token_texts
from kg.extraction.training.calibration import fit_logistic, fit_steps, logistic
from kg.extraction.training.joint import learn_together
from kg.extraction.training.network import Lesson, Network
from kg.model import Paper, TextField
from kg.system.progress import track

NETWORKS = 2
_FOLDS = 3
_BY_FINDER = numpy.eye(len(FINDERS) + 1, dtype=numpy.float32)
_NOT_YET_TOGETHER: dict[str, Any] = {
    "joint_hidden": numpy.zeros((1, WIDTH + 1, 1), numpy.float32),
    "joint_output": numpy.zeros((1, 2, 3), numpy.float32),
    "calibration": numpy.ones(len(FINDERS) + 2, numpy.float32),
    "steps": numpy.array([[0, 1], [0, 1]], numpy.float32),
}


Name = tuple[int, int, str, bool]
"""From, to, type, and whether the annotators were of two minds."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A paper and its names: character places in title, two line ends and abstract, and types."""

    paper: Paper
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class _Unseen:
    """What a judge that has not learned from a document thinks possible there, and what is right."""

    paper: int
    possible: Possible
    lesson: Lesson
    names: list[Name]


def field_start(paper: Paper, field: TextField) -> int:
    """Return where a field starts in the text that is made of a paper."""
    return len(paper.title) + len(SEPARATOR) if field == "abstract" and paper.title else 0


def train(gold: Sequence[Annotated], unlabelled: Path | None = None, seed: int = 0) -> Weights:
    """Learn the weights from annotated documents, and counts from a text, one document a line."""
    documents = read(gold)
    places = places_in(documents)
    corpus = count_corpus(track(lines_of(unlabelled), "counting phrases"), Proposer(places))
    return fit(documents, places, corpus, seed)


def fit(
    documents: Sequence[tuple[Doc, list[Name]]],
    places: NDArray[numpy.uint8],
    corpus: Corpus,
    seed: int = 0,
) -> Weights:
    """Learn the weights from documents that were read, with what words and phrases are counted to be."""
    lessons = make_lessons(documents, Proposer(places), corpus)
    weights = Weights(
        places, corpus.hashes, corpus.counts, **learn(lessons, seed), **_NOT_YET_TOGETHER
    )
    return replace(weights, **learn_joint(documents, lessons, weights, seed))


def places_in(documents: Sequence[tuple[Doc, list[Name]]]) -> NDArray[numpy.uint8]:
    """Count where the words of documents stand in their names; `documents` are as `read` gives them."""
    return count_places(
        (token_texts(doc), [(begin, end) for begin, end, *_ in names])
        for doc, names in documents[::2]
    )


def read(gold: Sequence[Annotated]) -> list[tuple[Doc, list[Name]]]:
    """Run the finders over documents, and return them with their names by token.

    Each comes twice, as it is and its title alone: many records have no abstract.
    """
    nlp = make_pipeline(until="kg_judge")
    both = [kind for each in gold for kind in (each, _title_alone(each))]
    docs = [make_doc(nlp, each.paper) for each in track(both, "reading documents", len(both))]
    return [(doc, _token_places(doc, each)) for doc, each in zip(docs, both, strict=True)]


def _title_alone(annotated: Annotated) -> Annotated:
    end = len(annotated.paper.title or "")
    names = tuple(name for name in annotated.names if name[1] <= end)
    return Annotated(replace(annotated.paper, abstract=None), names)


def make_lessons(
    documents: Sequence[tuple[Doc, list[Name]]], proposer: Proposer, corpus: Corpus
) -> list[Lesson]:
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


def learn_joint(
    documents: Sequence[tuple[Doc, list[Name]]],
    lessons: Sequence[Lesson],
    weights: Weights,
    seed: int,
) -> dict[str, Any]:
    """Learn to weigh names together on documents that the judge has not learned from.

    The calibration is fitted on documents that these networks have not learned from either.
    """
    unseen: list[_Unseen] = []
    # A paper and its title alone stay together: the one gives the names of the other away.
    papers = [number // 2 for number in range(len(documents))]
    for fold in range(_FOLDS):
        pairs = zip(papers, lessons, strict=True)
        others = [lesson for paper, lesson in pairs if paper % _FOLDS != fold]
        judge = Judge(replace(weights, **learn(others, seed)))
        for paper, (doc, names), lesson in zip(papers, documents, lessons, strict=True):
            if paper % _FOLDS == fold and lesson.described.spans:
                possible = judge.possible(Batch([doc]), lesson.described)
                unseen.append(_Unseen(paper, possible, lesson, names))
    halves = [[each for each in unseen if each.paper // _FOLDS % 2 == half] for half in (0, 1)]
    judges = [Judge(replace(weights, **_learn_from(half, seed))) for half in reversed(halves)]
    calibrated = _calibrate(
        (each, judge) for half, judge in zip(halves, judges, strict=True) for each in half
    )
    return {**_learn_from(unseen, seed), **calibrated}


def _learn_from(unseen: Sequence[_Unseen], seed: int) -> dict[str, Any]:
    given = [each for each in unseen if each.possible.groups]
    hidden, output = learn_together(
        numpy.concatenate([each.possible.rows for each in given]),
        numpy.concatenate([each.lesson.answers[each.possible.groups] for each in given]),
        numpy.concatenate([each.lesson.counts[each.possible.groups] for each in given]),
        seed,
    )
    return {"joint_hidden": hidden, "joint_output": output}


def _calibrate(judged: Iterable[tuple[_Unseen, Judge]]) -> dict[str, Any]:
    """Fit the confidence of a mention to whether it is right, its bounds and its type."""
    inputs, right = [], []
    for unseen, judge in judged:
        described, groups = unseen.lesson.described, unseen.possible.groups
        shares = dict(zip(groups, judge.weigh(unseen.possible), strict=True))
        gold = {(begin, end): 1 + TYPES.index(type_) for begin, end, type_, _ in unseen.names}
        doubtful = [(begin, end) for begin, end, _, optional in unseen.names if optional]
        for span, group in _mentions(described, shares):
            if not any(span[0] < end and begin < span[1] for begin, end in doubtful):
                share = shares[group]
                odds = log_odds(share[:1])
                inputs.append(numpy.hstack([odds, _BY_FINDER[described.finders[group]]]))
                right.append(gold.get(span) == (2 if share[2] > share[1] else 1))
    curve = fit_logistic(numpy.array(inputs), numpy.array(right))
    claimed = logistic(numpy.array(inputs), curve)
    return {"calibration": curve, "steps": fit_steps(claimed, numpy.array(right))}


def _mentions(described: Described, shares: dict[int, Floats]) -> Iterator[tuple[TokenSpan, int]]:
    """Yield the spans of names that are likely enough, the longest from the left, and their groups."""
    taken = 0
    pairs = zip(described.spans, described.groups.tolist(), strict=True)
    for span, group in sorted(pairs, key=lambda pair: (pair[0][0], -pair[0][1])):
        if span[0] >= taken and group in shares and is_likely(described, group, shares[group]):
            taken = span[1]
            yield span, group
