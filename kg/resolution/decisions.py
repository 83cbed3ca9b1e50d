"""Read what a person decided: which pairs are the same and which are different.

The file is tab-separated with a header line that names at least the columns `decision`, `a` and
`b`; a row whose decision is empty is not decided yet, a line that begins with `#` is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from kg.errors import InputError

_COLUMNS = {"decision", "a", "b"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decided pair, by the keys of its things, and where it stands."""

    same: bool
    a: str
    b: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decided pairs."""

    rows: tuple[Decision, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """All keys that a decision names."""
        return frozenset(key for row in self.rows for key in (row.a, row.b))

    def unknown(self, known: Iterable[str]) -> list[Decision]:
        """List the decisions that name a key which nothing has."""
        missing = self.keys - set(known)
        return [row for row in self.rows if {row.a, row.b} & missing]


def read_decisions(path: str | PathLike[str]) -> Decisions:
    """Read a file of decisions; keys may be written as IRIs.

    Raises: InputError: where it cannot be read, a column is missing, a decision is neither `same`
    nor `different`, or two decisions contradict each other.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            decisions = Decisions(tuple(_rows(file, Path(path).name)))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "the decisions cannot be read", where=str(path), value=str(error),
            todo="name a tab-separated file in UTF-8",
        ) from error  # fmt: skip
    check_decisions(decisions)
    return decisions


def _rows(lines: Iterable[str], name: str) -> Iterable[Decision]:
    header: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = line.rstrip("\r\n").split("\t")
        where = f"{name}:{number}"
        if not header:
            header = [cell.strip() for cell in cells]
            if not set(header) >= _COLUMNS:
                raise InputError(
                    "the header does not name decision, a and b", where=where, value=header,
                    todo="keep the header of candidates.tsv",
                )  # fmt: skip
            continue
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if row.get("decision"):
            yield _decision(row, where)


def _decision(row: dict[str, str], where: str) -> Decision:
    a, b = (row.get(name, "").rpartition("/")[2] for name in ("a", "b"))
    if row["decision"] not in ("same", "different"):
        raise InputError(
            "the decision is neither same nor different", where=where, value=row["decision"],
            todo="write same or different, or leave it empty",
        )  # fmt: skip
    if not a or not b or a == b:
        raise InputError(
            "a decision needs two different things", where=where, value=(a, b),
            todo="write the key or IRI of each in the columns a and b",
        )  # fmt: skip
    return Decision(row["decision"] == "same", a, b, where)


def check_decisions(decisions: Decisions) -> None:
    """See that decisions do not contradict each other.

    Raises: InputError: where they do.
    """
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        while (above := parent.setdefault(key, key)) != key:
            key = above
        return key

    for row in decisions.rows:
        if row.same:
            parent[find(row.a)] = find(row.b)
    for row in decisions.rows:
        if not row.same and find(row.a) == find(row.b):
            raise contradiction(row)


def contradiction(row: Decision) -> InputError:
    """Say that a pair is decided to be different although other decisions make it the same."""
    return InputError(
        "this pair is decided to be different, and by others to be the same",
        where=row.where or "decisions", value=(row.a, row.b), todo="take one of them out",
    )  # fmt: skip
