"""Read what a person decided: which pairs are the same or different, which mentions right or wrong.

The file is tab-separated with a header line that names at least the columns `decision`, `a` and
`b`; a row whose decision is empty is not decided yet, a line that begins with `#` is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import get_args

from kg.errors import InputError
from kg.model import ConceptType, TextField

_COLUMNS = {"decision", "a", "b"}
_PAIR = ("same", "different")
_MENTION = ("right", "wrong")
_SPAN = re.compile(r"(.+)\.(title|abstract)\.(\d{1,9})-(\d{1,9})(?:\.([^.]+))?")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decided pair, by the keys of its things, and where it stands."""

    same: bool
    a: str
    b: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a span of a paper names, or does not name.

    `paper` is a key of the paper, `field` title or abstract, `start` and `end` count its characters,
    the end exclusive. `concept` is a type and a key, `method/KEY`: the span names it where `right`,
    else not; where it is empty, the span names nothing. `text` is what stood there when it was
    decided, empty where that is not told.
    """

    right: bool
    paper: str
    field: TextField
    start: int
    end: int
    concept: str
    text: str = ""
    where: str = ""

    @property
    def span(self) -> str:
        """The key of the span."""
        return f"{self.paper}.{self.field}.{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decided pairs, and all decided mentions."""

    rows: tuple[Decision, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def count(self) -> int:
        """How many decisions there are."""
        return len(self.rows) + len(self.corrections)

    @property
    def keys(self) -> frozenset[str]:
        """All keys of things that a decision on a pair names."""
        return frozenset(key for row in self.rows for key in (row.a, row.b))

    def unknown(self, known: Iterable[str]) -> list[Decision]:
        """List the decisions on pairs that name a key which nothing has."""
        missing = self.keys - set(known)
        return [row for row in self.rows if {row.a, row.b} & missing]


def read_decisions(path: str | PathLike[str]) -> Decisions:
    """Read a file of decisions; keys may be written as IRIs.

    Raises: InputError: where it cannot be read, a column is missing, a row says something else than
    `same`, `different`, `right` or `wrong`, or two rows contradict each other.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            found = list(_rows(file, Path(path).name))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "the decisions cannot be read", where=str(path), value=str(error),
            todo="name a tab-separated file in UTF-8",
        ) from error  # fmt: skip
    decisions = Decisions(
        tuple(each for each in found if isinstance(each, Decision)),
        tuple(each for each in found if isinstance(each, Correction)),
    )
    check_decisions(decisions)
    return decisions


def _rows(lines: Iterable[str], name: str) -> Iterable[Decision | Correction]:
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
            yield read_row(row, where)


def read_row(row: Mapping[str, str], where: str) -> Decision | Correction:
    """Read one row by its columns; `where` it stands is said of errors.

    Raises: InputError: where it says something else than a decision, or names no two things.
    """
    if row["decision"] in _MENTION:
        return _correction(row, where)
    if row["decision"] in _PAIR:
        return _decision(row, where)
    raise InputError(
        "the decision is none of same, different, right and wrong", where=where,
        value=row["decision"], todo="write same or different of a pair, right or wrong of a mention,"
        " or leave it empty",
    )  # fmt: skip


def _decision(row: Mapping[str, str], where: str) -> Decision:
    a, b = (row.get(name, "").rpartition("/")[2] for name in ("a", "b"))
    if not a or not b or a == b:
        raise InputError(
            "a decision needs two different things", where=where, value=(a, b),
            todo="write the key or IRI of each in the columns a and b",
        )  # fmt: skip
    return Decision(row["decision"] == "same", a, b, where)


def _correction(row: Mapping[str, str], where: str) -> Correction:
    a, b = row.get("a", ""), row.get("b", "")
    match = _SPAN.fullmatch(a.rpartition("/")[2])
    if not match or int(match[3]) >= int(match[4]):
        raise InputError(
            "this is no span of a paper", where=where, value=a,
            todo="write its IRI or key, such as KEY.abstract.13-19, in the column a",
        )  # fmt: skip
    type_, _, key = b.rpartition("/")
    type_ = type_.rpartition("/")[2]
    is_concept = type_ in get_args(ConceptType) and key
    is_right = row["decision"] == "right"
    if not is_concept and (b or is_right):
        raise InputError(
            "this is no concept", where=where, value=b,
            todo="write its IRI, or method/KEY, benchmark/KEY or task/KEY, in the column b",
        )  # fmt: skip
    field: TextField = "title" if match[2] == "title" else "abstract"
    concept = f"{type_}/{key}" if is_concept else ""
    text = row.get("name_a", "")
    start, end = int(match[3]), int(match[4])
    return Correction(is_right, match[1], field, start, end, concept, text, where)


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
    _check_corrections(decisions.corrections)


def _check_corrections(corrections: Iterable[Correction]) -> None:
    """See that no characters are said to name two things, and no span to name and not to name one."""
    before: dict[tuple[str, str], Correction] = {}
    wrong = {(each.span, each.concept) for each in corrections if not each.right}
    right = (each for each in corrections if each.right)
    for row in sorted(right, key=lambda each: (each.paper, each.field, each.start, each.end)):
        other = before.get((row.paper, row.field))
        meets = other is not None and row.start < other.end
        agrees = other is not None and (row.span, row.concept) == (other.span, other.concept)
        if (meets and not agrees) or (row.span, row.concept) in wrong:
            raise InputError(
                "another decision says something else of these characters",
                where=row.where or "decisions", value=row.span, todo="take one of them out",
            )  # fmt: skip
        if not meets or other is None or row.end > other.end:
            before[row.paper, row.field] = row


def contradiction(row: Decision) -> InputError:
    """Say that a pair is decided to be different although other decisions make it the same."""
    return InputError(
        "this pair is decided to be different, and by others to be the same",
        where=row.where or "decisions", value=(row.a, row.b), todo="take one of them out",
    )  # fmt: skip
