"""Measure extraction against a gold file: mentions, entities, relations, with an interval.

A gold file is JSON Lines, one document a line, with `id`, `title`, `abstract`, `entities`
and `mentions`; offsets are code points into the field, end exclusive. What two annotators
did not agree on is optional: it neither counts as found nor as missed.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, get_args

from kg.errors import InputError
from kg.model import RELATIONS, ConceptType, Mention, Paper, Relation

_RESAMPLES = 1000
_SEED = 20


class Extracts(Protocol):
    """What an extractor must be able to do to be measured."""

    def extract(self, papers: Iterable[Paper]) -> Iterator[Paper]: ...


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


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated document."""

    id: str
    paper: Paper
    entities: tuple[dict[str, Any], ...]
    mentions: tuple[dict[str, Any], ...]


@dataclass(slots=True)
class Counts:
    """The scores of one document, or of several added up."""

    mentions: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    entities: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    introduces: Score = field(default_factory=Score)
    relations_right: int = 0
    relations_asked: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of another document."""
        for mine, theirs in ((self.mentions, other.mentions), (self.entities, other.entities)):
            for type_, score in theirs.items():
                mine[type_].add(score)
        self.introduces.add(other.introduces)
        self.relations_right += other.relations_right
        self.relations_asked += other.relations_asked


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result: scores by type (`all` among them), and 95 % intervals of the F1 over documents."""

    documents: int
    mentions: dict[str, Score]
    entities: dict[str, Score]
    introduces: Score
    relation_accuracy: float
    mention_interval: tuple[float, float]
    entity_interval: tuple[float, float]


def read_gold(path: Path) -> list[GoldDocument]:
    """Read a gold file.

    Raises: InputError: where a line is no gold document, or there is none.
    """
    documents = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "cannot read the gold file", where=str(path), todo="name a JSON Lines file"
        ) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            documents.append(_document(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                "not a gold document", where=f"{path}:{number}", value=str(error),
                todo="give id, title, abstract, entities and mentions",
            ) from error  # fmt: skip
    if not documents:
        raise InputError("no gold document", where=str(path), todo="name a file with documents")
    return documents


def _document(record: dict[str, Any]) -> GoldDocument:
    for each in record["entities"]:
        _require(each, "surfaces", "roles", "type", "optional")
    for each in record["mentions"]:
        _require(each, "field", "start", "end", "type", "optional")
    paper = Paper(title=record["title"] or None, abstract=record["abstract"] or None)
    return GoldDocument(record["id"], paper, tuple(record["entities"]), tuple(record["mentions"]))


def _require(record: dict[str, Any], *keys: str) -> None:
    missing = [key for key in keys if key not in record]
    if missing:
        raise ValueError(f"without {', '.join(missing)}")


def evaluate(gold_path: Path, extractor: Extracts) -> Evaluation:
    """Measure an extractor on a gold file.

    Raises: InputError: where the gold file cannot be used.
    """
    gold = read_gold(gold_path)
    papers = extractor.extract(document.paper for document in gold)
    counts = [count(document, paper.mentions) for document, paper in zip(gold, papers, strict=True)]
    total = _sum(counts)
    return Evaluation(
        documents=len(gold),
        mentions=dict(total.mentions),
        entities=dict(total.entities),
        introduces=total.introduces,
        relation_accuracy=total.relations_right / max(total.relations_asked, 1),
        mention_interval=_interval([each.mentions["all"] for each in counts]),
        entity_interval=_interval([each.entities["all"] for each in counts]),
    )


def _sum(counts: Iterable[Counts]) -> Counts:
    total = Counts()
    for type_ in ("all", *get_args(ConceptType)):
        total.mentions[type_], total.entities[type_] = Score(), Score()
    for each in counts:
        total.add(each)
    return total


def _interval(scores: list[Score]) -> tuple[float, float]:
    """Return the middle 95 % of the F1 of as many documents drawn with replacement."""
    generator = random.Random(_SEED)
    values = []
    for _ in range(_RESAMPLES):
        drawn = Score()
        for score in generator.choices(scores, k=len(scores)):
            drawn.add(score)
        values.append(drawn.f1)
    values.sort()
    return values[_RESAMPLES * 25 // 1000], values[_RESAMPLES * 975 // 1000 - 1]


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
        place = (mention.field, mention.start, mention.end, mention.concept.type)
        if place in required:
            found.add(place)
            _add(counts.mentions, mention.concept.type, Score(found=1))
        elif not any(_overlaps(mention, each) for each in optional):
            _add(counts.mentions, mention.concept.type, Score(false=1))
    for *_, type_ in required - found:
        _add(counts.mentions, type_, Score(missed=1))


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
        index = _matching(document, type_, {normalise_surface(each.text) for each in mentions})
        if index is not None:
            matched[index].append(relation)
        else:
            _add(counts.entities, type_, Score(false=1))
            counts.introduces.false += relation == "introduces"
    for index, entity in enumerate(document.entities):
        if not entity["optional"]:
            _count_entity(entity, matched.get(index), counts)


def _matching(document: GoldDocument, type_: str, texts: set[str]) -> int | None:
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
    if relation == "introduces":
        counts.introduces.add(Score(found=1) if introduced else Score(false=1))
    elif introduced and relation not in entity["roles"]:
        counts.introduces.missed += 1
