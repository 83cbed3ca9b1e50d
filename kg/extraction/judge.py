"""Judge which candidates are names, of which type, and how surely.

The one learned part. A name is the mean of its occurrences, an occurrence the sum of the rows of
its slots (`kg.extraction.features`); a hidden layer and a softmax make of that the
probabilities of no name, a method, a benchmark. Several networks are asked and their
mean is taken. The answer holds for the name throughout the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import numpy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction import abbreviations, coined
from kg.extraction.corpus import Corpus
from kg.extraction.features import FINDERS, Described, describe
from kg.extraction.matcher import load_matcher
from kg.extraction.phrases import Proposer
from kg.extraction.spans import CANDIDATES, is_running_text
from kg.extraction.spelling import name_key
from kg.extraction.token_arrays import sentence_flags, token_texts

FINDER = "judge"
TYPES = ("method", "benchmark")
WEIGHTS = Path(__file__).parent / "weights"
FOUND_THRESHOLD, NEW_THRESHOLD = 0.15, 0.5
"""Less sure names are dropped: those that a finder has found, and those that none has."""
GUESSING = {coined.FINDER, abbreviations.FINDER}
"""The finders that guess the type of a name from words some way off."""
POSSIBLE = 0.12
"""The share of benchmark in the two types from which on such a guess is believed."""
_CHUNK = 2048

Floats = NDArray[numpy.float32]


@dataclass(slots=True)
class Weights:
    """All that is learned, one array a file.

    `places` and `corpus_…` tell of words and phrases; `table` (rows, networks, width),
    `hidden` (networks, width + 1, units) and `output` (networks, units + 1, 3) are the
    networks, biases last; `calibration` (a slope, and a shift for each finder and for none)
    turns log-odds into a confidence.
    """

    places: NDArray[numpy.uint8]
    corpus_hashes: NDArray[numpy.uint32]
    corpus_counts: NDArray[numpy.uint8]
    table: NDArray[numpy.float16]
    hidden: Floats
    output: Floats
    calibration: Floats

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
        """Return the probabilities of no name, method and benchmark for each name."""
        vectors = name_vectors(self.table, described)
        hidden, output = self.weights.hidden, self.weights.output
        units = numpy.einsum("nkd,kdh->nkh", vectors, hidden[:, :-1]) + hidden[:, -1]
        scores = numpy.einsum("nkh,khc->nkc", numpy.maximum(units, 0), output[:, :-1])
        mean: Floats = softmax(scores + output[:, -1]).mean(axis=1)
        return mean

    def confidences(self, described: Described, probabilities: Floats) -> list[float]:
        """Return the calibrated probability of each name, to two decimals."""
        slope, *shifts = self.weights.calibration
        odds = slope * log_odds(probabilities[:, 0]) + numpy.array(shifts)[described.finders]
        return [round(float(each), 2) for each in 1 / (1 + numpy.exp(-odds))]

    def __call__(self, doc: Doc) -> Doc:
        """Replace the candidates of a doc by those that are names, with type and confidence."""
        described = describe_candidates(doc, self.proposer, self.corpus)
        kept: list[Span] = []
        if described.spans:
            probabilities = self.probabilities(described)
            confidences = self.confidences(described, probabilities)
            chosen = _chosen(described, confidences)
            types = _types(doc, described, probabilities)
            for (begin, end), group in zip(described.spans, described.groups.tolist(), strict=True):
                if group in chosen:
                    span = Span(doc, begin, end, types[group], span_id=FINDER)
                    span._.confidence = confidences[group]
                    kept.append(span)
        return _keep(doc, kept)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the weights where spaCy saves a pipeline."""
        self.weights.save(Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Judge:
        """Load the weights of a saved pipeline."""
        self.use(load_weights(Path(path)))
        return self


def describe_candidates(doc: Doc, proposer: Proposer, corpus: Corpus) -> Described:
    """Describe what the finders found in a doc and what might be a name besides."""
    found = {(span.start, span.end) for span in doc.spans.get(CANDIDATES, ())}
    texts, starts = token_texts(doc), sentence_flags(doc)
    spans = sorted(
        found.union(
            phrase for phrase in proposer.phrases(texts, starts) if is_running_text(doc, *phrase)
        )
    )
    if not spans:
        none = numpy.zeros(0, numpy.int64)
        return Described([], none.reshape(0, 1), none, [], none)
    return describe(doc, texts, starts, spans, corpus)


def _chosen(described: Described, confidences: list[float]) -> set[int]:
    """Return the groups that are sure enough."""
    return {
        group
        for group, confidence in enumerate(confidences)
        if confidence >= FOUND_THRESHOLD
        and (
            described.finders[group] < len(FINDERS)
            or (confidence >= NEW_THRESHOLD and not _is_ambiguous(described.keys[group]))
        )
    }


def _is_ambiguous(key: str) -> bool:
    """Tell whether a name that nobody found is one that the vocabulary wants a context for."""
    forms = load_matcher().forms.get(key, ())
    return bool(forms) and all(form.context for form in forms)


def _types(doc: Doc, described: Described, probabilities: Floats) -> list[str]:
    """Return the type of each group: a benchmark where that is likelier, or said by a finder.

    The vocabulary knows, and the noun beside a name tells; from words further off a finder
    guesses, and is believed only where the judge thinks it possible.
    """
    shares = (probabilities[:, 2] / probabilities[:, 1:].sum(axis=1)).tolist()
    group_of = dict(zip(described.spans, described.groups.tolist(), strict=True))
    least = [0.5] * len(shares)
    for span in doc.spans.get(CANDIDATES, ()):
        if span.label_ == "benchmark":
            group = group_of[span.start, span.end]
            least[group] = min(least[group], POSSIBLE if span.id_ in GUESSING else 0.0)
    return [TYPES[share > bound] for share, bound in zip(shares, least, strict=True)]


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
