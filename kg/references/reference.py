"""What is parsed, and what parsing finds: a text with its marks, and a reference with its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

MarkKind = Literal["emphasis", "strong", "link"]
FieldName = Literal[
    "number", "author", "title", "editor", "translator", "year", "date", "venue", "series",
    "edition", "genre", "volume", "issue", "pages", "publisher", "place", "isbn", "doi", "arxiv",
    "url", "note",
]  # fmt: skip
"""`number` is the reference's own in its list, `genre` words such as "PhD thesis"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of characters that the container set apart; `target` is where a link leads."""

    kind: MarkKind
    start: int
    end: int
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A text that may be a reference, and what its container tells of runs of its characters."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters: Unicode characters, from 0, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Field(Span):
    """A field of a reference: where it stands, and how likely it is right, between 0 and 1.

    `parts` are the names, one by one, where the field is of authors, editors or translators.
    `value` is what a link leads to or an identifier says, where that is not what is printed.
    """

    name: FieldName
    confidence: float
    parts: tuple[Span, ...] = ()
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """How a text was understood: its fields in the order of the text, and what is in none of them.

    `has_more_authors` tells that the text leaves authors out: "et al."; `by_standard` that the marks of
    a standard tell what is what.
    """

    text: str
    fields: tuple[Field, ...] = ()
    unassigned: tuple[Span, ...] = ()
    has_more_authors: bool = field(default=False, kw_only=True)
    by_standard: bool = field(default=False, kw_only=True)

    def all(self, name: FieldName) -> Iterator[Field]:
        """Yield the fields of a name."""
        return (each for each in self.fields if each.name == name)

    def first(self, name: FieldName) -> Field | None:
        """Return the first field of a name, or None."""
        return next(self.all(name), None)

    def get(self, name: FieldName) -> str | None:
        """Return what the first field of a name says, or None."""
        found = self.first(name)
        return (found.value or found.of(self.text)) if found else None
