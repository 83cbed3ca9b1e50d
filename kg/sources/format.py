"""What an input format is, and what its reader yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol, TypeAlias

from kg.model import Paper, Rejected, Repair, Skipped, Source
from kg.sources.input.document import Document

Item: TypeAlias = Paper | Rejected | Repair | Skipped
Reader: TypeAlias = Callable[[Document, Source], Iterator[Item]]
Columns: TypeAlias = Mapping[str, str]
"""Field: the column that the user named for it; `FILE:field` where it is meant for one file."""

AS_NAMED: Columns = MappingProxyType({})
"""No column is named by the user: the headings tell."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Why a text is taken for a format; not `sure` where texts of other kinds may look so, too."""

    why: str
    sure: bool = True


def sign(found: object, why: str, *, sure: bool = True) -> Sign | None:
    """Return a sign where something was found, else None.

    >>> sign("TY  - JOUR", "a line begins `TY  - `"), sign(None, "a line begins `TY  - `")
    (Sign(why='a line begins `TY  - `', sure=True), None)
    """
    return Sign(why, sure) if found else None


class ReadByColumns(Protocol):
    def __call__(self, document: Document, source: Source, given: Columns) -> Iterator[Item]: ...


@dataclass(frozen=True, slots=True)
class Tabular:
    """How a text is read by its columns, which the user may name.

    `names` lists the columns that the start of a text has: none where it is no such table, and
    numbers for headings where columns are given by number. `read` yields papers by the columns
    that are given and by the headings. `fits` tells whether a text without headings has the
    numbered columns that are given; None where columns always have names.
    """

    names: Callable[[str, Columns], list[str]]
    read: ReadByColumns
    fits: Callable[[str, Columns], bool] | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """An input format: its name, how it is recognised, a tiny example, and its functions.

    `recognise` looks at the first 64 KiB of text and says why it may be of this format, and
    whether that is sure; `read` yields papers without repair, each
    with one record, what it cannot place as `Rejected`, and what is no publication of the kinds
    that are published as `Skipped`. `tabular` says how to read it by columns, where these can be
    named.
    """

    name: str
    summary: str
    example: str
    recognise: Callable[[str], Sign | None]
    read: Reader
    tabular: Tabular | None = None
