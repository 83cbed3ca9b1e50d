"""Make the weights by which people are told apart, of publication lists and a truth about some."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg import sources
from kg.errors import SourceError
from kg.evaluation.people import Answer
from kg.model import Paper
from kg.resolution import Resolved
from kg.resolution.authorships import Authorships
from kg.resolution.commonness import NAMES_FILE, family_word, given_words
from kg.resolution.learning_names import learn_names
from kg.resolution.learning_people import learn_people
from kg.resolution.learning_words import learn_words
from kg.resolution.pairing import WEIGHTS_FILE
from kg.resolution.texts import WORDS_FILE
from kg.resolution.traits import Describing


def read_papers(paths: Iterable[str | Path]) -> tuple[list[Paper], list[str]]:
    """Read all papers of files and folders; return them, and what could not be read and why."""
    papers: list[Paper] = []
    notes: list[str] = []
    for file in sources.find_inputs([str(path) for path in paths]).files:
        try:
            papers += [item for item in sources.read(file) if isinstance(item, Paper)]
        except SourceError as error:
            notes.append(f"left out: {error}")
    return papers, notes


def teach(answers: Sequence[Answer], papers: Sequence[Paper], folder: Path, seed: int) -> None:
    """Write the tables of names and words of all papers, and the weights learned from answers.

    Weights are learned beside the packaged tables: where those change much, teach twice.
    """
    people = [each for paper in papers for each in paper.authors if each.kind == "person"]
    names = learn_names(((given_words(each), family_word(each)) for each in people), seed)
    _save(folder / NAMES_FILE.name, names)
    texts = [f"{paper.title or ''} {paper.abstract or ''}" for paper in papers]
    words = learn_words(texts, (each.affiliation for each in people if each.affiliation))
    _save(folder / WORDS_FILE.name, words)
    known = {
        (answer.paper, answer.position - 1): answer.person for answer in answers
    }  # fmt: skip
    by_id = {
        each.value: paper for paper in papers for each in paper.identifiers if each.scheme == "acl"
    }
    lines = Authorships([Resolved(key, by_id[key]) for key in sorted(by_id)])
    labelled = [(line, known[line.id]) for line in lines if line.id in known]
    weights = learn_people(labelled, Describing(lines), seed)
    text = json.dumps(weights, indent=1)
    (folder / WEIGHTS_FILE.name).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _save(
    path: Path, arrays: dict[str, NDArray[np.float64]] | dict[str, NDArray[np.uint8]]
) -> None:
    np.savez_compressed(path, allow_pickle=False, **arrays)
