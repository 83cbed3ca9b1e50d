"""Make publication lists of any size that are like real ones: for measuring, and nothing else.

Paper n follows from the seed and n alone, so that a list of a hundred million is made in constant
memory, and each list begins as a shorter one does. Who writes with whom, how names repeat, how
long author lists and abstracts are, and how second descriptions are damaged follows real lists.
Sentences are those of `seeds/`, or of a file with an abstract a line, with names exchanged.
Run with `python benchmarks/lists.py FOLDER COUNT [--texts FILE] [--seed N]`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.extraction.concepts import load_concepts
from kg.model import Paper
from kg.resolution.frequent_names import FREQUENT_FAMILIES
from kg.sources import read

SEEDS = Path(__file__).parent.parent / "seeds"
FILE = 5_000
"""Records in one file; files are JSON Lines and BibTeX in turn."""
GROUP = 12
"""People who write with each other."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_NAME = re.compile(r"\b[A-Z][a-z]*[A-Z\d][A-Za-z\d]*\b")
_AUTHORS = (
    (1, 8),
    (2, 17),
    (3, 22),
    (4, 19),
    (5, 13),
    (6, 8),
    (7, 5),
    (8, 3),
    (12, 3),
    (20, 1),
    (40, 0.1),
)
_SYLLABLES = tuple(
    "babebodadefugahajokakelalomaminanenoparisasotatetovaviwayozu"[n : n + 2]
    for n in range(0, 60, 2)
)
_VENUES = (
    "NeurIPS", "ICML", "ICLR", "AAAI", "IJCAI", "Journal of Machine Learning Research", "CoRL", "AISTATS",
    "Machine Learning", "UAI", "Neural Computation", "Artificial Intelligence", "ECML PKDD", "ACML",
)  # fmt: skip
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Material:
    """What texts and names are made of."""

    sentences: Sequence[str]
    titles: Sequence[str]
    given: Sequence[str]
    families: Sequence[str]
    concepts: Sequence[str]


def material(texts: Path | None = None) -> Material:
    """Gather sentences and names from the seeds; sentences from a file where one is given."""
    items = [item for path in sorted(SEEDS.iterdir()) for item in read(path)]
    papers = [item for item in items if isinstance(item, Paper)]
    people = [author for paper in papers for author in paper.authors]
    abstracts = [paper.abstract or "" for paper in papers]
    if texts is not None:
        with gzip.open(texts, "rt") if texts.suffix == ".gz" else texts.open() as lines:
            abstracts = [line.strip() for line in lines]
    return Material(
        [each for text in abstracts for each in _SENTENCE.split(text) if len(each) > 30],
        [paper.title for paper in papers if paper.title],
        sorted({each.given for each in people if each.given}),
        [*sorted(name.title() for name in FREQUENT_FAMILIES), *sorted({each.family for each in people if each.family})],
        [concept.label for concept in load_concepts()],
    )  # fmt: skip


def records(count: int, made_of: Material, seed: int = 0) -> Iterator[Record]:
    """Yield records, as JSON Lines have them; one in sixteen describes an earlier paper again."""
    for n in range(count):
        drawn = random.Random(f"{seed}/record/{n}")
        if n and drawn.random() < 1 / 16:
            earlier = drawn.randrange(n)
            yield _damaged(_paper(earlier, made_of, seed), drawn)
        else:
            yield _paper(n, made_of, seed)


def _paper(n: int, made_of: Material, seed: int) -> Record:
    drawn = random.Random(f"{seed}/paper/{n}")
    name = _coined(drawn)
    used = [_skewed(drawn, made_of.concepts) for _ in range(3)]
    year = str(2025 - int(drawn.expovariate(1 / 6)) % 40)
    record: Record = {
        "title": f"{name}: {_title(drawn, made_of)}",
        "authors": _authors(n, drawn, made_of, seed),
        "year": year,
        "venue": _skewed(drawn, _VENUES),
        "kind": "ConferencePaper",
    }
    if drawn.random() < 0.88:
        wanted = max(3, round(drawn.gauss(7.5, 2.5)))
        record["abstract"] = _abstract(drawn, made_of, [name, *used], wanted)
    if drawn.random() < 0.6:
        record["doi"] = f"10.5555/{seed}.{n}"
    if drawn.random() < 0.4:
        record["arxiv"] = (
            f"{int(year) % 100 if int(year) > 2014 else 15:02d}{1 + n % 12:02d}.{n % 100_000:05d}"
        )
    return record


def _title(drawn: random.Random, made_of: Material) -> str:
    words = [word for title in drawn.sample(made_of.titles, 2) for word in title.split()]
    return " ".join(drawn.sample(words, min(len(words), drawn.randint(5, 10))))


def _abstract(drawn: random.Random, made_of: Material, names: Sequence[str], wanted: int) -> str:
    """Put sentences together, the names in them exchanged for those of this paper."""
    text = " ".join(drawn.choice(made_of.sentences) for _ in range(wanted))
    exchanged = {each: drawn.choice(names) for each in _NAME.findall(text) if drawn.random() < 0.5}
    return _NAME.sub(lambda found: exchanged.get(found[0], found[0]), text)


def _authors(n: int, drawn: random.Random, made_of: Material, seed: int) -> list[Record]:
    """Draw people of one group, now and then one of another; groups grow with the papers."""
    size = drawn.choices([size for size, _ in _AUTHORS], [share for _, share in _AUTHORS])[0]
    group = int(n * drawn.random() ** 0.5) // 8
    numbers = {
        (drawn.randrange(group + 1) if drawn.random() < 0.1 else group + k // GROUP) * GROUP
        + int(GROUP * drawn.random() ** 2)
        for k in range(size)
    }
    return [_person(number, made_of, seed) for number in sorted(numbers)]


def _person(number: int, made_of: Material, seed: int) -> Record:
    drawn = random.Random(f"{seed}/person/{number}")
    common = drawn.random() < 0.5
    family = _skewed(drawn, made_of.families) if common else _coined(drawn, 3).title()
    given = drawn.choice(made_of.given) if drawn.random() < 0.7 else _coined(drawn, 2).title()
    return {"name": f"{given} {family}", "given": given, "family": family}


def _damaged(record: Record, drawn: random.Random) -> Record:
    """Describe a paper as another list does: initials, case, a lost field, a wrong letter."""
    record = dict(record)
    for key in ("doi", "arxiv", "abstract", "venue"):
        if drawn.random() < 0.5:
            record.pop(key, None)
    if drawn.random() < 0.5:
        people = (each | {"given": f"{each['given'][0]}."} for each in record["authors"])
        record["authors"] = [
            each | {"name": f"{each['given']} {each['family']}"} for each in people
        ]
    if drawn.random() < 0.5:
        record["title"] = record["title"].capitalize()
    if drawn.random() < 0.2:
        at = drawn.randrange(len(record["title"]))
        record["title"] = record["title"][:at] + record["title"][at + 1 :]
    return record


def _skewed(drawn: random.Random, items: Sequence[str]) -> str:
    """Draw one, the first ones most often."""
    return items[int(len(items) * drawn.random() ** 3)]


def _coined(drawn: random.Random, syllables: int = 3) -> str:
    word = "".join(drawn.choice(_SYLLABLES) for _ in range(syllables))
    return word.upper() if drawn.random() < 0.5 else f"{word[:2].title()}{word[2:].title()}"


def bibtex(record: Record, number: int) -> str:
    """Write a record as an entry of BibTeX."""
    people = " and ".join(f"{each['family']}, {each['given']}" for each in record["authors"])
    plain = {key: record[key] for key in ("title", "year", "doi", "abstract") if key in record}
    fields: Record = {"author": people, "booktitle": record.get("venue", "Proceedings")} | plain
    if "arxiv" in record:
        fields |= {"eprint": record["arxiv"], "archiveprefix": "arXiv"}
    body = "".join(f",\n  {key} = {{{_escaped(value)}}}" for key, value in fields.items())
    return f"@inproceedings{{r{number}{body}\n}}\n\n"


def _escaped(text: str) -> str:
    return re.sub(r"([%&#_$])", r"\\\1", re.sub(r"[{}\\]", "", text))


def write_lists(
    folder: Path,
    count: int,
    made_of: Material,
    seed: int = 0,
    formats: Sequence[str] = ("jsonl", "bib"),
) -> None:
    """Write lists into a folder, a few thousand records a file, in these formats in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    made = records(count, made_of, seed)
    for start in range(0, count, FILE):
        extension = formats[start // FILE % len(formats)]
        path = folder / f"list{start // FILE:05d}.{extension}"
        with path.open("w", encoding="utf-8") as out:
            for number in range(start, min(count, start + FILE)):
                each = next(made)
                line = json.dumps(each, ensure_ascii=False) + "\n"
                out.write(bibtex(each, number) if extension == "bib" else line)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    write_lists(given.folder, given.count, material(given.texts), given.seed)
