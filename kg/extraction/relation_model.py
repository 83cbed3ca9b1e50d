"""Weigh all that a document says about a name to decide what the paper does with it.

A multinomial logistic regression over signs: the relations and cues that the rules found in
the sentences of its mentions, the words beside them, their places, and whether the
vocabulary knows the name. Its weights are `relations.json`, made by `learn_relations`.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy
import numpy.typing
from spacy.tokens import Doc, Span

from kg.extraction.cues import Found
from kg.extraction.rivals import rival_signs
from kg.extraction.spelling import word_set
from kg.extraction.token_arrays import Words, doc_text
from kg.model import RELATIONS, Relation

WEIGHTS_NAME = "relations.json"
WEIGHTS_FILE = Path(__file__).parent / "weights" / WEIGHTS_NAME
Weights = Mapping[str, Sequence[float]]
Table = numpy.typing.NDArray[numpy.float32]

_NEAR = 3
_REACH, _BEHIND = 400, 80
"""So many characters before a name and after it tell whether it is a rival."""
_SHORTEST = 2
"""No word of so few letters says what is done with a name: `is`, `an`."""
_LEAST = 6
"""A sign seen with fewer names of the gold documents tells nothing."""
_PENALTY = 6.0
_STEPS = 200
_RATE = 0.05
_AUTHORS = word_set("we our")
_WORKS = (["paper"], ["work"], ["article"], ["study"])
_SENTENCE_WORDS = word_set(
    """we our introduce propose present develop using use used based outperforms outperform compared
    evaluate experiments benchmark demonstrate results such show existing recent called extend improve"""
)
_COMPARING = word_set(
    """outperform outperforms outperformed outperforming surpass surpasses surpassed surpassing exceed exceeds exceeded
    exceeding beat beats beating than against over competitive par versus vs vs. comparable superior inferior baselines
    baseline similar unlike compare compared comparing comparison match matches matching"""
)
_MAKING = word_set(
    """with using use uses used by based via combine combines combined combining extend extends extending on into integrate
    integrated integrates apply applied train trained training incorporate incorporating adapt . ; :"""
)
"""Which of both kinds stands nearer before a name tells whether it is what is compared with, or a part."""


def signs_of(
    doc: Doc, names: Sequence[Span], found: Sequence[Found], words: Words
) -> frozenset[str]:
    """List the signs of one concept: of its mentions, and of what the rules found at each."""
    concept = names[0]._.concept
    signs = {"any", concept.type, "known" if concept.curated else "new"}
    signs.add(f"rule:{min((each.relation for each in found), key=RELATIONS.index)}")
    if not concept.curated and concept.alt_labels:
        signs.add("pair")
    title_end = doc._.title_end
    body = [name for name in names if name.start >= title_end]
    signs |= {f"mentions:{min(len(names), 4)}", f"body:{min(len(body), 3)}"}
    if body:
        signs.add(f"first:{_place(doc, body[0], 5)}")
        if concept.curated and all(name.start < _own_part(words) for name in body):
            signs.add("background")
    for name, each in zip(names, found, strict=True):
        signs.add(f"any:{each.relation}")
        if each.cue:
            signs.add(f"cue:{each.relation}:{each.cue.casefold()}")
        in_title = name.start < title_end
        signs |= _signs_in_title(doc, name, words) if in_title else _signs(doc, name, words)
    return frozenset(signs)


@lru_cache(maxsize=1)
def _own_part(words: Words) -> int:
    """Return the first token of the sentence where a text first speaks of what its authors do."""
    lower = words.lower
    for index, word in enumerate(lower):
        if word in _AUTHORS or (word == "this" and lower[index + 1 : index + 2] in _WORKS):
            return words.sentence(index)[0]
    return len(lower)


def _place(doc: Doc, name: Span, parts: int) -> int:
    """Say in which of so many equal parts of the abstract a name stands."""
    begin = doc._.title_end
    part: int = (name.start - begin) * parts // (len(doc) - begin)
    return part


def _signs_in_title(doc: Doc, name: Span, words: Words) -> set[str]:
    before, after = words.beside(name.start, name.end)
    signs = {"title", f"title<{before[0] if before else ''}", f"title>{after[0] if after else ''}"}
    if name.start == 0:
        signs.add("title:head")
    if name.end >= doc._.title_end - 1:
        signs.add("title:tail")
    return signs


def _signs(doc: Doc, name: Span, words: Words) -> set[str]:
    before, after = words.beside(name.start, name.end)
    signs = {f"at:{_place(doc, name, 4)}"}
    signs |= {f"<{word}" for word in before} | {f">{word}" for word in after}
    signs |= {f"<{n}:{word}" for n, word in enumerate(before[:_NEAR])}
    signs |= {f">{n}:{word}" for n, word in enumerate(after[:_NEAR])}
    if len(before) > 1:
        signs.add(f"<{before[1]} {before[0]}")
    if nearer := _nearer(before):
        signs.add(nearer)
    begin, end = words.sentence(name.start)
    signs |= {f"has:{word}" for word in _SENTENCE_WORDS.intersection(words.lower[begin:end])}
    text, here = doc_text(doc), name.start_char
    first = max(doc[begin].idx, here - _REACH)
    return signs.union(rival_signs(text[first:here], text[name.end_char : name.end_char + _BEHIND]))


def _nearer(before: Sequence[str]) -> str | None:
    """Tell whether a word that compares or one that makes use stands nearer before a name.

    >>> _nearer(["fast", "than", "with"]), _nearer(["the", "with"]), _nearer(["with", "competitive"])
    ('compared', 'made of', 'compared')
    """
    for word, further in zip(before, [*before[1:], ""], strict=False):
        if word in _COMPARING or further in {"competitive", "par"}:
            return "compared"
        if word in _MAKING:
            return "made of"
    return None


def share(signs: Iterable[str], weights: Weights) -> list[float]:
    """Return the probability of each relation, in the order of `RELATIONS`; 1 in all."""
    # In an order of their own, for a sum of floats depends on it.
    known = [weights[sign] for sign in sorted([sign for sign in signs if sign in weights])]
    sums = list(map(sum, zip(*known, strict=True))) if known else [0.0] * len(RELATIONS)
    most = max(sums)
    powers = [math.exp(each - most) for each in sums]
    total = sum(powers)
    return [power / total for power in powers]


def learned_cue(name: Span, relation: Relation, weights: Weights, words: Words) -> str:
    """Return the word beside a name that speaks most for a relation; empty where none does."""
    before, after = words.beside(name.start, name.end)
    index = RELATIONS.index(relation)
    best, cue = 0.1, ""
    for mark, beside in (("<", before), (">", after)):
        for word in beside:
            weight = weights.get(f"{mark}{word}", ())
            if weight and weight[index] > best and word.isalpha() and len(word) > _SHORTEST:
                best, cue = weight[index], word
    return cue


def learn_relations(
    examples: Iterable[tuple[frozenset[str], Sequence[Relation]]],
) -> dict[str, list[float]]:
    """Fit weights to the signs of names and the relations that readers gave them.

    Where a name has several relations, they share its weight. The result depends on the
    examples and their order alone: the fit starts from zero and draws nothing.
    """
    rows = list(examples)
    counts = Counter(sign for signs, _ in rows for sign in signs)
    vocabulary = sorted(sign for sign, number in counts.items() if number >= _LEAST)
    columns = {sign: index for index, sign in enumerate(vocabulary)}
    data = numpy.zeros((len(rows), len(vocabulary)), dtype="float32")
    target = numpy.zeros((len(rows), len(RELATIONS)), dtype="float32")
    for row, (signs, relations) in enumerate(rows):
        data[row, [columns[sign] for sign in signs if sign in columns]] = 1
        for relation in relations:
            target[row, RELATIONS.index(relation)] = 1 / len(relations)
    fitted = _fit(data, target)
    return {
        sign: [round(float(weight), 3) for weight in fitted[index]]
        for sign, index in columns.items()
    }


def _fit(data: Table, target: Table) -> Table:
    """Minimise the cross-entropy with a quadratic penalty by Adam over all rows at once."""
    weights = numpy.zeros((data.shape[1], target.shape[1]), dtype="float32")
    mean, square = numpy.zeros_like(weights), numpy.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        exponents = data @ weights
        shares = numpy.exp(exponents - exponents.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        slope = (data.T @ (shares - target) + _PENALTY * weights) / len(data)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = _RATE / (1 - 0.9**step)
        weights -= rate * mean / (numpy.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def write_weights(weights: Weights, path: Path) -> None:
    """Write weights as JSON, a line a sign, in order."""
    lines = (f"{json.dumps(sign)}: {json.dumps(weights[sign])}" for sign in sorted(weights))
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Read the packaged weights, once."""
    weights: dict[str, list[float]] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return weights
