"""What an input format is, and what its reader yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from kg.model import Paper, Rejected, Repair, Skipped, Source
from kg.sources.input.document import Document

Item: TypeAlias = Paper | Rejected | Repair | Skipped
Reader: TypeAlias = Callable[[Document, Source], Iterator[Item]]


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


@dataclass(frozen=True, slots=True)
class Format:
    """An input format: its name, how it is recognised, a tiny example, and its two functions.

    `recognise` looks at the first 64 KiB of text and says why it may be of this format, and
    whether that is sure; `read` yields papers without repair, each
    with one record, what it cannot place as `Rejected`, and what is no publication of the kinds
    that are published as `Skipped`.
    """

    name: str
    summary: str
    example: str
    recognise: Callable[[str], Sign | None]
    read: Reader
