"""What a person is to decide on: pairs that may be one thing, joins and mentions that may be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.journal import current
from kg.pipeline.candidates import FILE
from kg.system.paths import AnyPath
from kg.text import whole_number

_SIDES = ("name", "year", "venue", "source")
_AGAINST = "other "
"""How a piece of evidence begins that speaks against one thing."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question: are `a` and `b` one paper or person, or does the span `a` name the concept `b`?

    `score` is how likely that is, from 0 to 1, and `taken` whether the build has it so; where the
    build errs, by expectation `consequence` records or statements are wrong. `sides` is what each
    of both is, by what is told of it; `text` stands around the words of a mention.
    """

    kind: str
    a: str
    b: str
    score: float
    sides: Mapping[str, tuple[str, str]]
    consequence: float
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    taken: bool = False
    text: str = ""

    @property
    def subject(self) -> frozenset[str]:
        """What a decision on it names: both keys, or that of the span."""
        keys = (self.a,) if self.kind == "mention" else (self.a, self.b)
        return frozenset(each.rpartition("/")[2] for each in keys)

    @property
    def answers(self) -> tuple[str, str]:
        """What may be decided: yes, no."""
        return ("right", "wrong") if self.kind == "mention" else ("same", "different")

    @property
    def claim(self) -> str:
        """What is asked, and what the build has."""
        if self.kind == "mention":
            return f"{self.score:.2f} that these words name it; the build says so"
        return f"{self.score:.2f} that they are one; the build {'joins' if self.taken else 'parts'} them"


def read_pairs(folder: AnyPath) -> list[Doubt]:
    """Read the open pairs of a build.

    Raises: InputError: where no build is there, or one of its rows is none.
    """
    path = current(Path(folder, FILE))
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            header, *rows = (line.rstrip("\n").split("\t") for line in file)
        return [_pair(dict(zip(header, row, strict=True))) for row in rows]
    except (OSError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            "the open pairs of a build cannot be read", where=str(path), value=str(error),
            todo="name the folder of a build, or build again",
        ) from error  # fmt: skip


def _pair(row: Mapping[str, str]) -> Doubt:
    sides = {name: (row[f"{name}_a"], row[f"{name}_b"]) for name in _SIDES}
    said = [each for each in row["evidence"].split("; ") if each]
    score = float(row["score"])
    return Doubt(
        row["kind"], row["a"], row["b"], score, sides, score * min(map(_count, sides["source"])),
        tuple(each for each in said if not each.startswith(_AGAINST)),
        tuple(each for each in said if each.startswith(_AGAINST)),
    )  # fmt: skip


def _count(places: str) -> int:
    """Count places in sources, of which a row names some and counts the rest."""
    *named, last = places.split("; ")
    more = whole_number(last.removesuffix(" more")) if last.endswith(" more") else None
    return len(named) + (more or 1)


def in_order(doubts: Iterable[Doubt]) -> list[Doubt]:
    """Order doubts: the likeliest errors of most consequence first."""
    return sorted(doubts, key=lambda each: (-each.consequence, -each.score, each.a, each.b))
