"""Judge which candidates are names, of which type, and how surely.

A name is the mean of its occurrences, an occurrence the sum of the rows of its slots
(`kg.extraction.features`); a hidden layer and a softmax make of that the probabilities of no
name, a method, a benchmark. Several networks are asked and their mean is taken. What may be a name
is then weighed together with what it overlaps (`kg.extraction.joint`). The answer holds for the name
throughout the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path

import numpy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.batches import Batch, batches
from kg.extraction.corpus import Corpus
from kg.extraction.features import FINDERS, Described, TokenSpan, describe
from kg.extraction.field import WordWeights
from kg.extraction.joint import Possible, describe_together
from kg.extraction.matcher import load_matcher
from kg.extraction.phrases import Proposer
from kg.extraction.segments import segments
from kg.extraction.spans import CANDIDATES, set_apart
from kg.extraction.spelling import name_key
from kg.extraction.surety import describe_surety
from kg.extraction.token_arrays import sentence_flags, token_keys, token_texts
from kg.extraction.word_shapes import shouting_sentences

FINDER = "judge"
TYPES = ("method", "benchmark")
WEIGHTS = Path(__file__).parent / "weights"
FOUND_THRESHOLD, NEW_THRESHOLD = 0.35, 0.5
"""Less likely names are dropped: those that a finder has found, and those that none has."""
LEAST_SURE = 0.55
"""What is hardly rather right than wrong is not said: a wrong name costs more than a missed one."""
_CHUNK = 128
"""So many occurrences are summed up at a time: they stay in the cache of a processor."""

Floats = NDArray[numpy.float32]


@dataclass(slots=True)
class Weights:
    """All that is learned, one array a file.

    `places` and `corpus_…` tell of words and phrases; `table` (rows, networks, width),
    `hidden` (networks, width + 1, units) and `output` (networks, units + 1, 3) are the
    networks, biases last; `joint_hidden` and `joint_output` are like them for names that are
    weighed together; `near` tells of words how near they are to what was learned from;
    `calibration` (of `surety.INPUTS`) turns log-odds, finder and nearness into what is claimed,
    and `steps` (claimed, right) that into a confidence.
    """

    places: NDArray[numpy.uint8]
    corpus_hashes: NDArray[numpy.uint32]
    corpus_counts: NDArray[numpy.uint8]
    table: NDArray[numpy.float16]
    hidden: Floats
    output: Floats
    joint_hidden: Floats
    joint_output: Floats
    near: WordWeights
    calibration: Floats
    steps: Floats

    def save(self, folder: Path) -> None:
        """Write the arrays into a folder, the same bytes each time."""
        folder.mkdir(parents=True, exist_ok=True)
        for field in fields(self):
            numpy.save(folder / f"{field.name}.npy", getattr(self, field.name), allow_pickle=False)


def load_weights(folder: Path) -> Weights:
    """Read weights from a folder.

    Raises: FileNotFoundError: where one of the files is missing.
    """
    names = [field.name for field in fields(Weights)]
    return Weights(
        **{name: numpy.load(folder / f"{name}.npy", allow_pickle=False) for name in names}
    )


def name_vectors(table: Floats, described: Described) -> Floats:
    """Return the mean of the occurrences of each name: (names, networks, width)."""
    sums = numpy.zeros((len(described.keys), *table.shape[1:]), dtype=numpy.float32)
    for start in range(0, len(described.rows), _CHUNK):
        part = slice(start, start + _CHUNK)
        # Slots first, so that whole rows are added up: several times faster than within rows.
        occurrences = table.take(described.rows[part].T, axis=0).sum(axis=0)
        numpy.add.at(sums, described.groups[part], occurrences)
    sums /= numpy.bincount(described.groups)[:, None, None]
    return sums


def softmax(scores: Floats) -> Floats:
    """Turn scores into probabilities along the last axis."""
    powers = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def log_odds(probability: Floats) -> Floats:
    """Return the log-odds of being a name, within bounds, from the probability of being none."""
    bounded = numpy.clip(probability, 1e-6, 1 - 1e-6)
    odds: Floats = numpy.log((1 - bounded) / bounded)
    return odds


def ask(vectors: Floats, hidden: Floats, output: Floats) -> Floats:
    """Return the mean of what networks say of vectors, as probabilities.

    Vectors are (networks, names, width), or (1, names, width) where all are asked of the same.
    """
    units = vectors @ hidden[:, :-1] + hidden[:, None, -1]
    scores = numpy.maximum(units, 0) @ output[:, :-1] + output[:, None, -1]
    mean: Floats = softmax(scores).mean(axis=0)
    return mean


class Judge:
    """Weights, ready to judge."""

    def __init__(self, weights: Weights) -> None:
        self.use(weights)

    def use(self, weights: Weights) -> None:
        """Take other weights."""
        self.weights = weights
        self.proposer = Proposer(weights.places)
        self.corpus = Corpus(weights.corpus_hashes, weights.corpus_counts)
        self.table = weights.table.astype(numpy.float32)

    def probabilities(self, described: Described) -> Floats:
        """Return the probabilities of no name, method and benchmark for each name.

        Each doc is asked for itself: a product of matrices rounds otherwise where it has more rows.
        """
        vectors = name_vectors(self.table, described).transpose(1, 0, 2)
        hidden, output = self.weights.hidden, self.weights.output
        parts = pairwise(described.bounds)
        return numpy.concatenate([ask(vectors[:, a:b], hidden, output) for a, b in parts])

    def possible(self, batch: Batch, described: Described) -> Possible:
        """Return the names that may be names, described together."""
        return describe_together(batch, described, self.probabilities(described))

    def weigh(self, possible: Possible) -> Floats:
        """Return the probabilities of names that are weighed together, those of each doc for themselves."""
        hidden, output = self.weights.joint_hidden, self.weights.joint_output
        rows, parts = possible.rows[None], pairwise(possible.bounds)
        return numpy.concatenate([ask(rows[:, a:b], hidden, output) for a, b in parts])

    def confidences(
        self, batch: Batch, described: Described, possible: Possible, probabilities: Floats
    ) -> list[float]:
        """Return the calibrated probability of each possible name, to two decimals."""
        odds = log_odds(probabilities[:, 0])
        rows = describe_surety(batch, described, possible, odds, self.weights.near)
        # A sum for each row: a product of matrices rounds otherwise where it has more rows.
        claimed = 1 / (1 + numpy.exp(-(rows * self.weights.calibration).sum(axis=1)))
        return [round(float(each), 2) for each in numpy.interp(claimed, *self.weights.steps)]

    def __call__(self, doc: Doc) -> Doc:
        """Replace the candidates of a doc by those that are names, with type and confidence."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:
        """Judge docs, several at once: it takes half the time, and none gets another answer for it."""
        for batch in batches(docs):
            self._judge(batch)
            yield from batch.docs

    def _judge(self, batch: Batch) -> None:
        described = describe_candidates(batch, self.proposer, self.corpus)
        verdicts = self._verdicts(batch, described) if described.spans else {}
        kept: list[list[Span]] = [[] for _ in batch.docs]
        for (begin, end), group in zip(described.spans, described.groups.tolist(), strict=True):
            if group in verdicts:
                type_, confidence = verdicts[group]
                number = bisect_right(described.bounds, group) - 1
                doc, first = batch.docs[number], batch.firsts[number]
                span = Span(doc, begin - first, end - first, type_, span_id=FINDER)
                span._.confidence = confidence
                kept[number].append(span)
        for doc, several in zip(batch.docs, kept, strict=True):
            _keep(doc, several)

    def _verdicts(self, batch: Batch, described: Described) -> dict[int, tuple[str, float]]:
        """Return type and confidence of each group that is a name."""
        possible = self.possible(batch, described)
        probabilities = self.weigh(possible)
        confidences = self.confidences(batch, described, possible, probabilities)
        return {
            group: (TYPES[int(share[2] > share[1])], confidence)
            for group, share, confidence in zip(
                possible.groups, probabilities, confidences, strict=True
            )
            if confidence >= LEAST_SURE
            and is_likely(described, group, share)
            and not _is_ambiguous(described, group)
        }

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the weights where spaCy saves a pipeline."""
        self.weights.save(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Judge:
        """Load the weights of a saved pipeline."""
        self.use(load_weights(Path(path)))
        return self


def describe_candidates(batch: Batch, proposer: Proposer, corpus: Corpus) -> Described:
    """Describe what the finders found in the docs of a batch and what might be a name besides."""
    proposed = [_candidates(doc, proposer) for doc in batch.docs]
    if any(proposed):
        return describe(batch, proposed, corpus)
    none, counts = numpy.zeros(0, numpy.int64), numpy.zeros((0, 1), numpy.uint8)
    bounds = [0] * (len(batch.docs) + 1)
    return Described([], none.reshape(0, 1), none, [], none, counts, none, bounds)


def _candidates(doc: Doc, proposer: Proposer) -> list[TokenSpan]:
    """Return what was found in a doc and what might be a name besides, sorted."""
    found = {(span.start, span.end) for span in doc.spans.get(CANDIDATES, ())}
    texts, starts = token_texts(doc), sentence_flags(doc)
    apart = set_apart(doc) | shouting_sentences(texts, starts)
    marked_off = segments(texts, token_keys(doc), starts, doc._.title_end)
    proposed = chain(proposer.phrases(texts, starts), marked_off)
    if apart:
        proposed = (each for each in proposed if apart.isdisjoint(range(*each)))  # type: ignore[assignment]
    return sorted(found.union(proposed))


def is_likely(described: Described, group: int, share: Floats) -> bool:
    """Tell whether a name with these probabilities is likely enough to be kept."""
    found = described.finders[group] < len(FINDERS)
    return bool(1 - share[0] >= (FOUND_THRESHOLD if found else NEW_THRESHOLD))


def _is_ambiguous(described: Described, group: int) -> bool:
    """Tell whether a name that nobody found is one that the vocabulary wants a context for."""
    if described.finders[group] < len(FINDERS):
        return False
    forms = load_matcher().forms.get(described.keys[group], ())
    return bool(forms) and all(form.context for form in forms)


def _keep(doc: Doc, kept: list[Span]) -> Doc:
    """Let only what was kept be a name; abbreviations of other things are judged already."""
    names = {name_key(span.text) for span in kept}
    doc.spans[CANDIDATES] = kept
    doc._.pairs = tuple(
        pair for pair in doc._.pairs if all(name_key(form.text) in names for form in pair)
    )
    doc._.generic = frozenset()
    return doc


@lru_cache(maxsize=1)
def _packaged_weights() -> Weights:
    return load_weights(WEIGHTS)


@Language.factory("kg_judge", requires=["token.is_sent_start"])
def make_judge(nlp: Language, name: str) -> Judge:
    """Make the component with the packaged weights; a saved pipeline brings its own."""
    return Judge(_packaged_weights())
