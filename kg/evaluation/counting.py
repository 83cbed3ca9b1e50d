"""Count what was found in one document: mentions, entities, relations, and every error."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.evaluation.gold import GoldDocument
from kg.model import RELATIONS, Mention, Relation


@dataclass(slots=True)
class Score:
    """Counts of found, falsely found and missed."""

    found: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Return the share of predictions that are right; 0 where there are none."""
        return self.found / (self.found + self.false) if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the share of gold that is found; 0 where there is none."""
        return self.found / (self.found + self.missed) if self.found else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall.

        >>> Score(found=2, false=1, missed=1).f1
        0.6666666666666666
        """
        return 2 * self.found / (2 * self.found + self.false + self.missed) if self.found else 0.0

    def add(self, other: Score) -> None:
        """Add the counts of another score."""
        self.found += other.found
        self.false += other.false
        self.missed += other.missed


BANDS = 10
"""Confidences are compared with what is right in so many bands of equal width."""


@dataclass(slots=True)
class Band:
    """Mentions of like confidence: how many, how many right, and the sum of their confidences."""

    mentions: int = 0
    right: int = 0
    claimed: float = 0.0

    def add(self, other: Band) -> None:
        """Add the counts of another band."""
        self.mentions += other.mentions
        self.right += other.right
        self.claimed += other.claimed


@dataclass(frozen=True, slots=True, order=True)
class Error:
    """A mention that was missed (`false` is no) or falsely found (`false` is yes)."""

    field: str
    start: int
    end: int
    text: str
    type: str
    false: bool


@dataclass(slots=True)
class Counts:
    """The scores of one document, or of several added up."""

    mentions: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    entities: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    introduces: Score = field(default_factory=Score)
    relations: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    bands: dict[int, Band] = field(default_factory=lambda: defaultdict(Band))
    errors: list[Error] = field(default_factory=list)
    relations_right: int = 0
    relations_asked: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of another document."""
        for mine, theirs in (
            (self.mentions, other.mentions),
            (self.entities, other.entities),
            (self.relations, other.relations),
        ):
            for type_, score in theirs.items():
                mine[type_].add(score)
        for number, band in other.bands.items():
            self.bands[number].add(band)
        self.introduces.add(other.introduces)
        self.relations_right += other.relations_right
        self.relations_asked += other.relations_asked


def count(document: GoldDocument, mentions: Iterable[Mention]) -> Counts:
    """Count what was found in one document."""
    predicted = list(mentions)
    counts = Counts()
    _count_mentions(document, predicted, counts)
    _count_entities(document, predicted, counts)
    return counts


def _add(scores: dict[str, Score], type_: str, score: Score) -> None:
    scores["all"].add(score)
    scores[type_].add(score)


def _count_mentions(document: GoldDocument, predicted: list[Mention], counts: Counts) -> None:
    required = {
        (each["field"], each["start"], each["end"], each["type"])
        for each in document.mentions
        if not each["optional"]
    }
    optional = [each for each in document.mentions if each["optional"]]
    found = set()
    for mention in predicted:
        span = (mention.field, mention.start, mention.end, mention.concept.type)
        if span in required:
            found.add(span)
            _add(counts.mentions, mention.concept.type, Score(found=1))
            _count_confidence(mention, counts, right=True)
        elif not any(_overlaps(mention, each) for each in optional):
            _add(counts.mentions, mention.concept.type, Score(false=1))
            _count_confidence(mention, counts, right=False)
            counts.errors.append(_error(document, *span, false=True))
    for span in sorted(required - found):
        _add(counts.mentions, span[3], Score(missed=1))
        counts.errors.append(_error(document, *span, false=False))


def _count_confidence(mention: Mention, counts: Counts, *, right: bool) -> None:
    if mention.confidence is not None:
        number = min(int(mention.confidence * BANDS), BANDS - 1)
        counts.bands[number].add(Band(1, int(right), mention.confidence))


def _error(
    document: GoldDocument, field: str, start: int, end: int, type_: str, *, false: bool
) -> Error:
    text = (document.paper.title if field == "title" else document.paper.abstract) or ""
    return Error(field, start, end, text[start:end], type_, false)


def _overlaps(mention: Mention, gold: dict[str, Any]) -> bool:
    same_field: bool = mention.field == gold["field"]
    return same_field and mention.start < gold["end"] and gold["start"] < mention.end


def normalise_surface(surface: str) -> str:
    """Reduce a surface to what is compared: case-folded, without hyphens, spaces and plural s.

    >>> normalise_surface("Graph Neural-Networks")
    'graphneuralnetwork'
    """
    return re.sub(r"[-‐‑–\s]", "", surface.casefold()).removesuffix("s")


def _count_entities(document: GoldDocument, predicted: list[Mention], counts: Counts) -> None:
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in predicted:
        groups[mention.concept.type, mention.concept.key].append(mention)
    # Several predicted entities may be one of gold: the strongest relation of all of them counts.
    matched: dict[int, list[Relation]] = defaultdict(list)
    for (type_, _), mentions in groups.items():
        relation = min((each.relation for each in mentions), key=RELATIONS.index)
        index = matching_entity(
            document, type_, {normalise_surface(each.text) for each in mentions}
        )
        if index is not None:
            matched[index].append(relation)
        else:
            _add(counts.entities, type_, Score(false=1))
            counts.introduces.false += relation == "introduces"
    for index, entity in enumerate(document.entities):
        if not entity["optional"]:
            _count_entity(entity, matched.get(index), counts)


def matching_entity(document: GoldDocument, type_: str, texts: set[str]) -> int | None:
    """Return the gold entity that shares a surface, an agreed one rather than an optional one."""
    fitting = [
        (entity["optional"], index)
        for index, entity in enumerate(document.entities)
        if entity["type"] == type_
        and not texts.isdisjoint(map(normalise_surface, entity["surfaces"]))
    ]
    return min(fitting)[1] if fitting else None


def _count_entity(entity: dict[str, Any], found: list[Relation] | None, counts: Counts) -> None:
    introduced = "introduces" in entity["roles"]
    if found is None:
        _add(counts.entities, entity["type"], Score(missed=1))
        counts.introduces.missed += introduced
        return
    relation = min(found, key=RELATIONS.index)
    _add(counts.entities, entity["type"], Score(found=1))
    counts.relations_asked += 1
    counts.relations_right += relation in entity["roles"]
    if relation in entity["roles"]:
        counts.relations[relation].found += 1
    else:
        counts.relations[relation].false += 1
        counts.relations[entity["roles"][0]].missed += 1
    if relation == "introduces":
        counts.introduces.add(Score(found=1) if introduced else Score(false=1))
    elif introduced and relation not in entity["roles"]:
        counts.introduces.missed += 1
