"""Draw texts for readings of tasks and claims, tell how far two readings agree, and find texts again.

    python benchmarks/readings.py draw --gold train.jsonl --gold dev.jsonl --unlabelled abstracts.txt.gz
    python benchmarks/readings.py agree one.jsonl other.jsonl texts.jsonl
    python benchmarks/readings.py texts benchmarks/readings/names_measured.jsonl --unlabelled abstracts.txt.gz

What a reading is, says docs/guides/annotate.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.evaluation.corrections import read_corrections
from kg.evaluation.readings import Reading, read_readings, scores_of
from kg.extraction.extractor import SEPARATOR, make_doc, make_pipeline
from kg.identity import digest
from kg.model import Paper

SHARES = {
    "learning": (2, r""),
    "robotics": (1, r"\b(?:robot|manipulat|vehicle|navigation|UAV|quadrotor|legged)"),
    "vision": (1, r"\b(?:image|video|visual|camera|3D)"),
    "language": (1, r"\b(?:language|translat|pars|corpus|word|text|dialog|speech|linguistic)"),
}
"""The shares of the fields in what is drawn, and the words of a title that tell each."""
_ALL = sum(share for share, _ in SHARES.values())


def draw(
    gold: Sequence[Path], unlabelled: Path, seed: int, count: int, read: Collection[str] = ()
) -> Iterator[dict[str, Any]]:
    """Draw documents: of learning from gold files, of the other fields from unlabelled abstracts.

    What has been `read` (ids) is left out.
    """
    generator = random.Random(seed)
    texts = list(_unlabelled(unlabelled))
    annotated = [json.loads(line) for path in gold for line in path.open(encoding="utf-8")]
    for field, (share, words) in SHARES.items():
        named = (
            [(t, a) for t, a in texts if a and re.search(words, t, re.I)]
            if words
            else [(each["title"], each["abstract"]) for each in annotated]
        )
        unread = [each for each in named if _key(*each) not in read]
        for title, abstract in generator.sample(unread, count * share // _ALL):
            yield _document(field, title, abstract)


def _unlabelled(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            title, _, abstract = line.strip().partition(". ")
            yield title, abstract


def texts_of(corrections: Path, unlabelled: Path) -> Iterator[dict[str, Any]]:
    """Yield the texts that a file of corrections is about, as `kg train` and `kg evaluate` take them."""
    named = {each.document for each in read_corrections(corrections)}
    for title, abstract in _unlabelled(unlabelled):
        if (key := _key(title, abstract)) in named:
            named.remove(key)
            text = {"id": key, "title": title, "abstract": abstract}
            yield {**text, "entities": [], "mentions": []}


def _key(title: str, abstract: str) -> str:
    return digest(f"{title}\0{abstract}", 16)


def _document(field: str, title: str, abstract: str) -> dict[str, Any]:
    doc = make_doc(make_pipeline(until="kg_vocabulary"), Paper(title=title, abstract=abstract))
    begin = len(title) + len(SEPARATOR)
    sentences = [
        {"start": sent.start_char - begin, "end": sent.end_char - begin, "text": sent.text}
        for sent in doc.sents
        if sent.start_char >= begin
    ]
    return {
        "id": _key(title, abstract),
        "of": field,
        "title": title,
        "abstract": abstract,
        "sentences": sentences,
    }


def agree(one: Path, other: Path, texts: Path) -> None:
    """Print how far two readings agree on tasks (of all the scheme) and on claims (of all sentences)."""
    first, second = read_readings(one), read_readings(other)
    common = sorted(first.keys() & second.keys())
    sentences = {
        each["id"]: len(each["sentences"]) + 1
        for each in map(json.loads, texts.open(encoding="utf-8"))
    }
    pick: tuple[tuple[str, Callable[[Reading], Collection[object]]], ...] = (
        ("tasks", lambda each: each.tasks), ("claims", lambda each: each.claims),
    )  # fmt: skip
    for what, part in pick:
        sets = [(set(part(first[key])), set(part(second[key]))) for key in common]
        total, interval = scores_of(sets)
        units = sum(sentences[key] for key in common) if what == "claims" else None
        kappa = f"  kappa {_kappa(sets, units):.3f}" if units else ""
        print(f"{what}: {len(common)} documents  F1 {total.f1:.3f} "
              f"({interval[0]:.3f} to {interval[1]:.3f}){kappa}")  # fmt: skip


def _kappa(sets: Sequence[tuple[set[object], set[object]]], units: int) -> float:
    """Return Cohen's kappa over units that each reader marked or did not."""
    both = sum(len(a & b) for a, b in sets)
    one, other = sum(len(a) for a, _ in sets), sum(len(b) for _, b in sets)
    agreed = (units - one - other + 2 * both) / units
    chance = (one * other + (units - one) * (units - other)) / units**2
    return (agreed - chance) / (1 - chance)


def main() -> None:
    """Parse the arguments, and draw or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    drawing = actions.add_parser("draw")
    drawing.add_argument("--gold", type=Path, action="append", required=True)
    drawing.add_argument("--unlabelled", type=Path, required=True)
    drawing.add_argument("--seed", type=int, default=13)
    drawing.add_argument("--count", type=int, default=150)
    drawing.add_argument("--without", type=Path, action="append", default=[])
    agreeing = actions.add_parser("agree")
    for name in ("one", "other", "texts"):
        agreeing.add_argument(name, type=Path)
    finding = actions.add_parser("texts")
    finding.add_argument("corrections", type=Path)
    finding.add_argument("--unlabelled", type=Path, required=True)
    given = parser.parse_args()
    if given.action == "agree":
        agree(given.one, given.other, given.texts)
        return
    found: Iterator[dict[str, Any]]
    if given.action == "texts":
        found = texts_of(given.corrections, given.unlabelled)
    else:
        read = {json.loads(line)["id"] for path in given.without for line in path.open()}
        found = draw(given.gold, given.unlabelled, given.seed, given.count, read)
    for each in found:
        json.dump(each, sys.stdout, ensure_ascii=False)
        print()


if __name__ == "__main__":
    main()
