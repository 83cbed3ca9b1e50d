"""What people found of pairs of records: one paper or two, by the digests of where they were read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.model import Paper, Record
from kg.resolution.judging import WEIGHTS_FILE
from kg.resolution.learning_papers import Read, learn_papers
from kg.resolution.profiles import count_words, profile

Pair = tuple[str, str]
_HEADER = ("same", "reason", "a", "b")
_ANSWERS = {"yes": True, "no": False}


def mark(record: Record) -> str:
    """Name a record by its source's content and its place there, without any of its text."""
    return f"{record.source.digest[:12]}.{record.index}"


def read_verdicts(path: str | Path) -> dict[Pair, bool]:
    """Read verdicts: tab-separated `yes`, `no` or `unclear`, the reason, and the marks of two records.

    The first line may name the columns: same, reason, a, b. Lines that begin with `#` are comments; what is unclear says nothing and is left out.

    Raises: InputError: where the file cannot be read, or a line is no verdict.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "the verdicts cannot be read", where=str(path), value=str(error),
            todo="name a tab-separated file in UTF-8",
        ) from error  # fmt: skip
    found: dict[Pair, bool] = {}
    for number, line in enumerate(lines, 1):
        answer, *rest = cells = line.split("\t")
        if not line or line.startswith("#") or tuple(cells) == _HEADER:
            continue
        if len(rest) != 3 or answer not in (*_ANSWERS, "unclear"):
            raise InputError(
                "this is no verdict", where=f"{path}:{number}", value=line,
                todo="give yes, no or unclear, a reason and two records",
            )  # fmt: skip
        if answer in _ANSWERS:
            found[rest[1], rest[2]] = _ANSWERS[answer]
    return found


def read_pairs(verdicts: Mapping[Pair, bool], papers: Iterable[Paper]) -> list[Read]:
    """Find the records of verdicts, those that both are among these papers.

    Raises: InputError: where there are none.
    """
    read = {mark(record): paper for paper in papers for record in paper.records}
    pairs = [
        (read[a], read[b], same)
        for (a, b), same in sorted(verdicts.items())
        if a in read and b in read
    ]
    if not pairs:
        raise InputError(
            "no verdict is on two records of these lists", todo="name the lists with --lists"
        )
    return pairs


def teach_papers(pairs: Sequence[Read], papers: Iterable[Paper], folder: Path) -> None:
    """Write the weights learned from pairs among these papers."""
    weights = learn_papers(pairs, count_words(map(profile, papers)))
    text = json.dumps(weights, indent=1)
    (folder / WEIGHTS_FILE.name).write_text(f"{text}\n", encoding="utf-8", newline="\n")
