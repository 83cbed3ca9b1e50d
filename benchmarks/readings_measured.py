"""Tell how far the readings of tasks and claims agree, and how extraction does against each.

    python benchmarks/readings_measured.py --gold train.jsonl --gold dev.jsonl --unlabelled abstracts.txt.gz

The readings lie in `benchmarks/readings`, without texts: those are found by their digests. A task
that the scheme did not have when a text was read counts as the nearest broader one that it had.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from kg.evaluation.corrections import document_key
from kg.evaluation.readings import Measured, Reading, read_readings, scores_of
from kg.extraction import load_extractor
from kg.extraction.claims import find_claims
from kg.extraction.concepts import load_concepts
from kg.model import Paper
from kg.table import lay_out

READINGS = Path(__file__).parent / "readings"
SCHEMES = {"first": "scheme-311.txt", "second": "scheme-311.txt"}
"""The scheme by which texts were read, where it is not that of today."""


def find_texts(
    keys: Collection[str], gold: Iterable[Path], unlabelled: Path | None
) -> dict[str, Paper]:
    """Find the texts of some digests in gold files and in lines of `title. abstract`."""
    found = {
        key: paper for paper in _texts(gold, unlabelled) if (key := document_key(paper)) in keys
    }
    missing = keys - found.keys()
    if missing:
        raise SystemExit(f"{len(missing)} texts are not in these files, {min(missing)} among them")
    return found


def _texts(gold: Iterable[Path], unlabelled: Path | None) -> Iterator[Paper]:
    for path in gold:
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield Paper(title=row["title"], abstract=row["abstract"])
    if unlabelled is not None:
        with gzip.open(unlabelled, "rt", encoding="utf-8") as lines:
            for line in lines:
                title, _, abstract = line.strip().partition(". ")
                yield Paper(title=title, abstract=abstract)


def in_scheme(
    key: str, scheme: Collection[str], broader: Mapping[str, Sequence[str]]
) -> str | None:
    """Return the task of a scheme that a task counts as: itself, or the nearest broader one.

    >>> in_scheme("b", {"a"}, {"b": ("a",), "a": ()}), in_scheme("c", {"a"}, {"c": ()})
    ('a', None)
    """
    level = [key]
    while level:
        for each in level:
            if each in scheme:
                return each
        level = [above for each in level for above in broader[each]]
    return None


def read_all() -> dict[str, dict[str, dict[str, Reading]]]:
    """Read all readings: by texts, by reader, by document."""
    found: dict[str, dict[str, dict[str, Reading]]] = {}
    for path in sorted(READINGS.glob("*-*.jsonl")):
        name, _, reader = path.stem.partition("-")
        found.setdefault(name, {})[reader] = read_readings(path)
    return found


def counted(name: str) -> dict[str, str | None]:
    """Return for each task of today what it counts as where these texts were read."""
    broader = {each.key: each.broader for each in load_concepts() if each.type == "task"}
    scheme: Collection[str] = broader
    if name in SCHEMES:
        scheme = set((READINGS / SCHEMES[name]).read_text(encoding="utf-8").split())
    return {key: in_scheme(key, scheme, broader) for key in broader}


def extracted(name: str, papers: dict[str, Paper]) -> dict[str, Reading]:
    """Return what extraction finds in texts, as a reading."""
    counts_as = counted(name)
    found: dict[str, Reading] = {}
    for key, paper in zip(papers, load_extractor().extract(papers.values()), strict=True):
        addressed = (m.concept.key for m in paper.mentions if m.concept.type == "task")
        tasks = {task for each in addressed if (task := counts_as[each]) is not None}
        claims = {(each.field, each.start, each.end) for each in find_claims(paper)}
        found[key] = Reading(key, frozenset(tasks), frozenset(claims))
    return found


def compare(one: dict[str, Reading], other: dict[str, Reading]) -> dict[str, Measured]:
    """Measure one reading against another, which counts as right."""
    return {
        "tasks": scores_of([(one[key].tasks, other[key].tasks) for key in other]),
        "claims": scores_of([(one[key].claims, other[key].claims) for key in other]),
    }


def main() -> None:
    """Parse the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--unlabelled", type=Path, required=True)
    given = parser.parse_args()
    readings = read_all()
    keys = {key for readers in readings.values() for read in readers.values() for key in read}
    texts = find_texts(keys, given.gold, given.unlabelled)
    rows: list[tuple[object, ...]] = []
    for name, readers in readings.items():
        found = extracted(name, {key: texts[key] for key in next(iter(readers.values()))})
        pairs = [(f"{a} and {b}", readers[a], readers[b]) for a, b in combinations(readers, 2)]
        pairs += [(f"extracted and {a}", found, readers[a]) for a in readers]
        for who, one, other in pairs:
            for what, (score, between) in compare(one, other).items():
                rows.append((name, who, what, f"{score.precision:.3f}", f"{score.recall:.3f}",
                             f"{score.f1:.3f}", f"{between[0]:.3f} to {between[1]:.3f}"))  # fmt: skip
    print(lay_out(rows, ("texts", "compared", "what", "precision", "recall", "F1", "95 %")))


if __name__ == "__main__":
    main()
