"""What is to be decided on in a build, and the file that the decisions are written to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError
from kg.pipeline.doubts import Doubt, in_order, read_pairs
from kg.pipeline.suspects import find_suspects
from kg.resolution.decisions import (
    Correction,
    Decision,
    Decisions,
    check_decisions,
    read_decisions,
    read_row,
)
from kg.system.paths import AnyPath

_COLUMNS = ("decision", "kind", "a", "b", "name_a", "name_b", "score", "evidence",
            "who", "when", "why")  # fmt: skip


def read_doubts(folder: AnyPath, tell: Callable[[str], None] = lambda message: None) -> list[Doubt]:
    """List what a build is in doubt of: the likeliest errors of most consequence first.

    Open pairs are read from its candidates; joins and mentions are found in the records it keeps,
    and where it keeps none `tell` is told.

    Raises: InputError: where no build is there.
    """
    doubts = read_pairs(folder)
    try:
        doubts += find_suspects(Path(folder))
    except InputError as error:
        tell(f"joins and mentions are not asked for: {error}")
    return in_order(doubts)


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
        self._added: list[Decision | Correction] = []

    @property
    def added(self) -> int:
        """How many decisions were added since it was opened."""
        return len(self._added)

    def decided(self) -> set[frozenset[str]]:
        """List what is decided: pairs by their keys, mentions by that of the span."""
        pairs = {frozenset((row.a, row.b)) for row in self.decisions.rows}
        return pairs | {frozenset((row.span,)) for row in self.decisions.corrections}

    def add(self, doubt: Doubt, *, yes: bool, who: str, when: str, why: str) -> None:
        """Decide a question, and write the file.

        Raises: InputError: where other decisions say the contrary; then nothing is written.
        """
        said = {
            "decision": doubt.answers[0 if yes else 1], "kind": doubt.kind, "a": doubt.a, "b": doubt.b,
            "name_a": doubt.sides["name"][0], "name_b": doubt.sides["name"][1],
            "score": f"{doubt.score:.2f}",
            "evidence": "; ".join((*doubt.speaks_for, *doubt.speaks_against)),
            "who": who, "when": when, "why": why,
        }  # fmt: skip
        said = {name: " ".join(each.split()) for name, each in said.items()}
        row = read_row(said, self._path.name)
        more = _with(self.decisions, row)
        check_decisions(more)
        self._write([*self._lines, "\t".join(said.get(name, "") for name in self._header)])
        self.decisions = more
        self._added.append(row)

    def undo(self) -> None:
        """Take the last decision that was added back, and write the file."""
        self._write(self._lines[:-1])
        row = self._added.pop()
        self.decisions = Decisions(
            tuple(each for each in self.decisions.rows if each is not row),
            tuple(each for each in self.decisions.corrections if each is not row),
        )

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


def _with(decisions: Decisions, row: Decision | Correction) -> Decisions:
    if isinstance(row, Decision):
        return replace(decisions, rows=(*decisions.rows, row))
    return replace(decisions, corrections=(*decisions.corrections, row))


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
