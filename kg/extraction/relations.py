"""Say what a paper does with each name: introduce it, evaluate on it, compare with it, use it.

Rules find a relation and its cue in the sentence of each mention (`cues`); a model weighs
all mentions of a concept (`relation_model`) and chooses one relation for the document. That
one stands at the mentions with a cue for it: no relation is kept without one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example

from kg.extraction.cues import Found, relation_of
from kg.extraction.relation_model import Weights, learned_cue, load_weights, share, signs_of
from kg.extraction.spans import NAMES
from kg.extraction.token_arrays import Words, doc_text, doc_words
from kg.model import RELATIONS, Concept, ConceptType, Relation

_REACH = 400
"""So many characters of a sentence on either side are looked at, however long it is."""
_MENTIONED = Found("mentions", "")
UNFIT: Mapping[ConceptType, Relation] = {"method": "evaluates_on", "benchmark": "compares_with"}
"""What a paper does not do with a method, and with a benchmark."""
INTRODUCED_THRESHOLD = 0.4
"""The least probability that a name is one and is introduced. Near half the best F1, where a
threshold serves F1 best (Lipton et al. 2014, https://doi.org/10.1007/978-3-662-44851-9_15)."""


def relate(
    doc: Doc, name: Span, previous: tuple[Span, Found] | None, text: str, words: Words
) -> Found:
    """Find the relation of a mention and its cue; a title that a new name heads introduces it.

    The short form in the bracket behind its long form (`previous`) shares the long form's.
    """
    if previous and _in_bracket_after(doc, previous[0], name):
        return previous[1]
    concept: Concept = name._.concept
    new = not concept.curated
    if name.start == 0 and name.end <= doc._.title_end:
        follows = doc[name.end].text if name.end < doc._.title_end else ""
        if follows == ":" or (new and (follows == "for" or not follows.strip())):
            return Found("introduces", f"{name.text}{follows}".strip())
    first, end = words.sentence(name.start)
    start, stop = doc[first].idx, doc[end].idx if end < len(doc) else len(text)
    before = text[max(start, name.start_char - _REACH) : name.start_char]
    after = text[name.end_char : min(stop, name.end_char + _REACH)].rstrip()
    return relation_of(concept.type, before, after, new=new)


def _in_bracket_after(doc: Doc, long: Span, short: Span) -> bool:
    return (
        short.start - long.end <= 2
        and long._.concept == short._.concept
        and "(" in doc[long.end : short.start].text
    )


def find_relations(doc: Doc, names: Sequence[Span], words: Words) -> list[Found]:
    """Find the relation and the cue of each mention by the rules, one after the other."""
    found: list[Found] = []
    text = doc_text(doc)
    for index, name in enumerate(names):
        previous = (names[index - 1], found[-1]) if index else None
        found.append(relate(doc, name, previous, text, words))
    return found


def decide(
    names: Sequence[Span],
    found: Sequence[Found],
    signs: frozenset[str],
    words: Words,
    weights: Weights,
) -> list[Found]:
    """Choose the relation of a concept, and leave at each of its mentions what goes with it.

    Stronger relations than the chosen one go, and beside an introduction of a method all
    others too: what a paper introduces it does not also use or compare with.
    """
    chosen, evident = next(
        (relation, evident)
        for relation in _by_likelihood(names[0], share(signs, weights))
        if (evident := _with_evidence(names, found, relation, words, weights)) is not None
    )
    own = chosen == "introduces" and names[0]._.concept.type == "method"
    return [
        each if each.relation == chosen or (not own and _is_weaker(each, chosen)) else _MENTIONED
        for each in evident
    ]


def _by_likelihood(name: Span, likelihoods: Sequence[float]) -> list[Relation]:
    """List the relations that fit a name, the likeliest first; `introduces` before or after all others.

    What is introduced is the claim that readers look for: it stands where name and
    introduction together are sure enough, whether or not another relation is likelier.
    """
    shares = dict(zip(RELATIONS, likelihoods, strict=True))
    sure = 1.0 if name._.confidence is None else name._.confidence
    shares["introduces"] = float(shares["introduces"] * sure >= INTRODUCED_THRESHOLD)
    del shares[UNFIT[name._.concept.type]]
    return sorted(shares, key=lambda relation: -shares[relation])


def _is_weaker(found: Found, chosen: Relation) -> bool:
    return RELATIONS.index(found.relation) > RELATIONS.index(chosen)


def _with_evidence(
    names: Sequence[Span],
    found: Sequence[Found],
    chosen: Relation,
    words: Words,
    weights: Weights,
) -> list[Found] | None:
    """Return what is found, with the chosen relation somewhere among it; None without a cue for it."""
    if chosen == "mentions" or any(each.relation == chosen for each in found):
        return list(found)
    for index, name in enumerate(names):
        cue = learned_cue(name, chosen, weights, words)
        if cue:
            return [*found[:index], Found(chosen, cue), *found[index + 1 :]]
    return None


def signs_by_concept(doc: Doc) -> Iterator[tuple[list[Span], frozenset[str]]]:
    """Yield the mentions of each concept of a doc, and what the model weighs."""
    words = doc_words(doc)
    for names, found in _by_concept(doc, words):
        yield names, signs_of(doc, names, found, words)


def _by_concept(doc: Doc, words: Words) -> list[tuple[list[Span], list[Found]]]:
    names = list(doc.spans.get(NAMES, ()))
    groups: dict[Concept, tuple[list[Span], list[Found]]] = defaultdict(lambda: ([], []))
    for name, each in zip(names, find_relations(doc, names, words), strict=True):
        mentions, found = groups[name._.concept]
        mentions.append(name)
        found.append(each)
    return list(groups.values())


class Relations:
    """Set the relation and the cue of each name of a doc, and score the names for spaCy."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def __call__(self, doc: Doc) -> Doc:
        words = doc_words(doc)
        for names, found in _by_concept(doc, words):
            signs = signs_of(doc, names, found, words)
            decided = decide(names, found, signs, words, self.weights)
            for name, (relation, cue) in zip(names, decided, strict=True):
                told = name._
                told.relation, told.cue = relation, cue or None
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Return precision, recall and F1 of the names, as the last component: `spacy evaluate`."""
        scores: dict[str, Any] = Scorer.score_spans(examples, "ents")
        return scores


@Language.factory("kg_relations", requires=["doc.ents"])
def make_relations(nlp: Language, name: str) -> Relations:
    """Make the component with the packaged weights."""
    return Relations(load_weights())
