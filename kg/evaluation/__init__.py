"""Measure extraction against a gold file: mentions, entities, relations, with an interval."""

from __future__ import annotations

import pathlib
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Protocol, get_args

from kg.evaluation.corrections import correct, read_corrections
from kg.evaluation.counting import BANDS, Band, Counts, Error, Score, count, normalise_surface
from kg.evaluation.gold import GoldDocument, read_gold
from kg.extraction import load_extractor
from kg.model import RELATIONS, NameType, Paper
from kg.system.paths import AnyPath
from kg.system.progress import track

__all__ = [
    "Band",
    "Counts",
    "DocumentErrors",
    "Evaluation",
    "GoldDocument",
    "Score",
    "count",
    "evaluate",
    "normalise_surface",
    "read_gold",
]
_RESAMPLES = 1000
_SEED = 20


class Extracts(Protocol):
    """What an extractor must be able to do to be measured."""

    def extract(self, papers: Iterable[Paper]) -> Iterator[Paper]: ...


@dataclass(frozen=True, slots=True)
class DocumentErrors:
    """The missed and the falsely found mentions of one document, in the order of the text."""

    id: str
    errors: tuple[Error, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result: scores by type (`all` among them), and 95 % intervals of the F1 over documents.

    `relations` are scores over entities that were found; `worst` are the documents with
    errors, those with most of them first.
    """

    documents: int
    mentions: dict[str, Score]
    entities: dict[str, Score]
    introduces: Score
    relations: dict[str, Score]
    worst: tuple[DocumentErrors, ...]
    relation_accuracy: float
    mention_interval: tuple[float, float]
    entity_interval: tuple[float, float]
    bands: dict[str, Band]
    """By range of confidence, how many mentions are as right as they claim; not those in doubt."""
    corrections: int = 0
    """How many corrections of the gold were honoured."""

    def to_dict(self) -> dict[str, object]:
        """Give all figures, rounded to four decimals, and the errors as an object of JSON."""
        return {
            "documents": self.documents,
            "corrections": self.corrections,
            "mentions": {type_: _plain(score) for type_, score in self.mentions.items()},
            "entities": {type_: _plain(score) for type_, score in self.entities.items()},
            "introduces": _plain(self.introduces),
            "relations": {name: _plain(score) for name, score in self.relations.items()},
            "confidence": {
                name: {
                    "mentions": band.mentions,
                    "claimed": round(band.claimed / band.mentions, 4),
                    "right": round(band.right / band.mentions, 4),
                }
                for name, band in self.bands.items()
            },
            "relation_accuracy": round(self.relation_accuracy, 4),
            "mention_f1_interval": [round(each, 4) for each in self.mention_interval],
            "entity_f1_interval": [round(each, 4) for each in self.entity_interval],
            "errors": [asdict(document) for document in self.worst],
        }


def _plain(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4), "recall": round(score.recall, 4),
        "f1": round(score.f1, 4), "found": score.found, "false": score.false,
        "missed": score.missed,
    }  # fmt: skip


def evaluate(
    gold: AnyPath, extractor: Extracts | None = None, *, corrections: AnyPath | None = None
) -> Evaluation:
    """Measure an extractor, the packaged one unless another is given, on a gold file.

    Scores are precision, recall and F1, from 0 to 1. Mentions count by exact span and type,
    entities by name and type in each document, relations over the entities that were found.
    `corrections` names a file of `kg gold review`, which mends the gold first.

    Raises: InputError: where a file cannot be used.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "gold.jsonl")
    ...     _ = file.write_text(
    ...         '{"id": "a", "title": "We test on Atari.", "abstract": "", "entities": [],'
    ...         ' "mentions": []}'
    ...     )
    ...     evaluate(file).documents
    1
    """
    documents, honoured = read_gold(pathlib.Path(gold)), 0
    if corrections is not None:
        documents, honoured = correct(documents, read_corrections(pathlib.Path(corrections)))
    found = (extractor or load_extractor()).extract(document.paper for document in documents)
    papers = track(found, "looking for mentions", len(documents))
    counts = [
        count(document, [each for each in paper.mentions if each.concept.type != "task"])
        for document, paper in zip(documents, papers, strict=True)
    ]
    total = _sum(counts)
    return Evaluation(
        documents=len(documents),
        mentions=dict(total.mentions),
        entities=dict(total.entities),
        introduces=total.introduces,
        relations={name: total.relations[name] for name in RELATIONS},
        worst=_worst_first(documents, counts),
        relation_accuracy=total.relations_right / max(total.relations_asked, 1),
        mention_interval=_interval([each.mentions["all"] for each in counts]),
        entity_interval=_interval([each.entities["all"] for each in counts]),
        bands={
            f"{number / BANDS:.1f} to {(number + 1) / BANDS:.1f}": total.bands[number]
            for number in sorted(total.bands)
        },
        corrections=honoured,
    )


def _worst_first(gold: list[GoldDocument], counts: list[Counts]) -> tuple[DocumentErrors, ...]:
    documents = (
        DocumentErrors(document.id, tuple(sorted(each.errors)))
        for document, each in zip(gold, counts, strict=True)
        if each.errors
    )
    return tuple(sorted(documents, key=lambda each: (-len(each.errors), each.id)))


def _sum(counts: Iterable[Counts]) -> Counts:
    total = Counts()
    for type_ in ("all", *get_args(NameType)):
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
