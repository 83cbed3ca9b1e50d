"""Pairs that a person is to decide on, and the file that the decisions are written to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import InputError
from kg.journal import current
from kg.pipeline.candidates import FILE
from kg.resolution.decisions import Decision, Decisions, check_decisions, read_decisions
from kg.system.paths import AnyPath
from kg.text import whole_number

_SIDES = ("name", "year", "venue", "source")
_COLUMNS = ("decision", "kind", "a", "b", "name_a", "name_b", "score", "evidence",
            "who", "when", "why")  # fmt: skip
_AGAINST = "other "
"""How a piece of evidence begins that speaks against one thing."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair that may be one thing: what each is, how likely they are one, and why."""

    kind: str
    a: str
    b: str
    score: float
    evidence: tuple[str, ...]
    sides: Mapping[str, tuple[str, str]]

    @property
    def pair(self) -> frozenset[str]:
        """Both keys."""
        return frozenset(each.rpartition("/")[2] for each in (self.a, self.b))

    @property
    def speaks_for(self) -> list[str]:
        """What speaks for one thing, in words."""
        return [each for each in self.evidence if not each.startswith(_AGAINST)]

    @property
    def speaks_against(self) -> list[str]:
        """What speaks against it, in words."""
        return [each for each in self.evidence if each.startswith(_AGAINST)]

    @property
    def consequence(self) -> float:
        """How much is wrong by expectation while the two stand apart: records of the smaller one."""
        return self.score * min(map(_count, self.sides["source"]))


def _count(places: str) -> int:
    """Count places in sources, of which a row names some and counts the rest."""
    *named, last = places.split("; ")
    more = whole_number(last.removesuffix(" more")) if last.endswith(" more") else None
    return len(named) + (more or 1)


def read_doubts(folder: AnyPath) -> list[Doubt]:
    """Read the open pairs of a build, the likeliest errors of most consequence first.

    Raises: InputError: where no build is there, or one of its rows is none.
    """
    path = current(Path(folder, FILE))
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            header, *rows = (line.rstrip("\n").split("\t") for line in file)
        doubts = [_doubt(dict(zip(header, row, strict=True))) for row in rows]
    except (OSError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            "the open pairs of a build cannot be read", where=str(path), value=str(error),
            todo="name the folder of a build, or build again",
        ) from error  # fmt: skip
    return sorted(doubts, key=lambda each: (-each.consequence, -each.score, each.a, each.b))


def _doubt(row: Mapping[str, str]) -> Doubt:
    sides = {name: (row[f"{name}_a"], row[f"{name}_b"]) for name in _SIDES}
    evidence = tuple(each for each in row["evidence"].split("; ") if each)
    return Doubt(row["kind"], row["a"], row["b"], float(row["score"]), evidence, sides)


class DecisionFile:
    """A file of decisions that grows row by row; what stood in it before stays as it is.

    Raises: InputError: where there is a file that is none of decisions.
    """

    def __init__(self, path: AnyPath) -> None:
        self._path = Path(path)
        self.decisions = read_decisions(path) if self._path.exists() else Decisions()
        text = self._path.read_text(encoding="utf-8-sig") if self._path.exists() else ""
        self._lines = text.splitlines()
        at = (n for n, line in enumerate(self._lines) if line.strip() and line[0] != "#")
        found = next(at, None)
        if found is None:
            found = len(self._lines)
            self._lines.append("")
        header = [cell.strip() for cell in self._lines[found].split("\t") if cell.strip()]
        self._header = [*header, *(name for name in _COLUMNS if name not in header)]
        self._lines[found] = "\t".join(self._header)
        self._added: list[Decision] = []

    @property
    def added(self) -> int:
        """How many decisions were added since it was opened."""
        return len(self._added)

    def decided(self) -> set[frozenset[str]]:
        """List the pairs that are decided, by their keys."""
        return {frozenset((row.a, row.b)) for row in self.decisions.rows}

    def add(self, doubt: Doubt, *, same: bool, who: str, when: str, why: str) -> None:
        """Decide a pair, and write the file.

        Raises: InputError: where other decisions say the contrary; then nothing is written.
        """
        a, b = (key.rpartition("/")[2] for key in (doubt.a, doubt.b))
        row = Decision(same, a, b, self._path.name)
        more = replace(self.decisions, rows=(*self.decisions.rows, row))
        check_decisions(more)
        said = {
            "decision": "same" if same else "different", "kind": doubt.kind, "a": doubt.a, "b": doubt.b,
            "name_a": doubt.sides["name"][0], "name_b": doubt.sides["name"][1],
            "score": f"{doubt.score:.2f}", "evidence": "; ".join(doubt.evidence),
            "who": who, "when": when, "why": why,
        }  # fmt: skip
        cells = (" ".join(said.get(name, "").split()) for name in self._header)
        self._write([*self._lines, "\t".join(cells)])
        self.decisions = more
        self._added.append(row)

    def undo(self) -> None:
        """Take the last decision that was added back, and write the file."""
        self._write(self._lines[:-1])
        row = self._added.pop()
        rows = tuple(each for each in self.decisions.rows if each is not row)
        self.decisions = replace(self.decisions, rows=rows)

    def _write(self, lines: Sequence[str]) -> None:
        beside = self._path.with_name(f".{self._path.name}.new")
        try:
            beside.write_text(_joined(lines), encoding="utf-8", newline="\n")
            beside.replace(self._path)
        except OSError as error:
            raise InputError(
                "the decisions cannot be written", where=str(self._path), value=str(error),
                todo="name a file in a folder that you may write to",
            ) from error  # fmt: skip
        self._lines = list(lines)


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
