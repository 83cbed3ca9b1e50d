"""An entry of a page, and how the blocks of its parts are joined to one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from kg.sources.free.page import Block, Mark, Node, text_of
from kg.sources.free.sections import Section, section_of, year_of_volume

LONGEST = 4000
"""Characters of an entry; what is longer is prose."""
Shape: TypeAlias = Literal["item", "row", "group", "paragraph"]


@dataclass(frozen=True, slots=True)
class Description:
    """What brackets say an entry is: a class or a kind to skip, "" for none, and where they stood.

    `text` is what they say, `at` its place in the text of the entry without it, `source` its offsets in the
    source; `institution` is where a thesis was handed in.
    """

    kind: str
    text: str
    at: int
    source: tuple[int, int]
    institution: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be one publication: its text, with lines as the page shows them, and its marks.

    `shape` is how it stands in the page: `item`, `row`, `group` or `paragraph`; `list` numbers what
    it is listed in, and `roles` are classes or columns with their spans.
    """

    text: str
    offsets: list[int]
    marks: tuple[Mark, ...]
    shape: Shape
    section: Section
    label: str = ""
    list: int = 0
    roles: tuple[Mark, ...] = ()
    headings: tuple[str, ...] = ()
    begins: int | None = None
    """Where the entry begins in the source, if its text begins elsewhere."""
    description: Description | None = None

    @property
    def start(self) -> int:
        """The offset in the source where the entry begins."""
        return self.offsets[0] if self.begins is None else self.begins

    @property
    def whole(self) -> str:
        """The text with its description, where that was taken off."""
        said = self.description
        if said is None:
            return self.text
        return f"{self.text[: said.at]} [{said.text}]{self.text[said.at :]}"


@dataclass(slots=True)
class Walk:
    """The headings above the place that a walk through a page has come to."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    lists: int = 0
    columns: list[str] = field(default_factory=list)
    row_year: str = ""
    """The year that stands in the first cell of this row, or of one before it."""

    def pass_heading(self, level: int, text: str) -> None:
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.headings.append((level, text))

    def pass_row(self, cells: list[str]) -> None:
        """Note the year in the first cell; a row without one has that of the row before."""
        told = section_of(cells[0]) if cells and cells[0] else None
        if told and told.year:
            self.row_year = told.year
        elif cells and cells[0]:
            self.row_year = ""

    def section(self) -> Section:
        """Return what the headings say together: the innermost that says a thing says it."""
        said = [section_of(text) for _, text in reversed(self.headings)]
        told = [each for each in said if each]
        year = self.row_year or next((each.year for each in told if each.year), "")
        volumes = (year_of_volume(text) for _, text in reversed(self.headings))
        year = year or next(filter(None, volumes), "")
        # What a page says of itself stands under that heading alone.
        kinds = [
            each for each in told
            if each.published or (each.other and (each.other != "page text" or each is said[0]))
        ]  # fmt: skip
        if not kinds:
            return Section(year=year)
        first = kinds[0]
        above = kinds[1] if len(kinds) > 1 else None
        if (
            above
            and above.other
            and above.other not in ("page text", "employment")
            and first.published
            and not first.kind
        ):
            first = above
        return replace(first, year=year)


def joined(
    parts: Sequence[Node | Block],
    walk: Walk,
    shape: Shape,
    number: int,
    label: str = "",
) -> Iterator[Entry]:
    """Join the blocks of some parts to one entry; each begins a line."""
    text, offsets, marks, roles = "", list[int](), list[Mark](), list[Mark]()
    cells = -1
    for block, role in _with_roles(parts):
        cells += 1
        if text:
            text += "\n"
            offsets.append(block.offsets[0])
        shift = len(text)
        text += block.text
        offsets += block.offsets
        marks += shifted(block.marks, shift)
        column = walk.columns[cells] if shape == "row" and cells < len(walk.columns) else ""
        if role or column:
            roles.append(Mark(shift, len(text), "role", f"{role} {column}".strip()))
    if text and len(text) <= 2 * LONGEST:
        roles += [mark for mark in marks if mark.kind == "role"]
        yield Entry(
            text, offsets, tuple(mark for mark in marks if mark.kind != "role"), shape, walk.section(), label,
            number, tuple(roles), tuple(each for _, each in walk.headings),
        )  # fmt: skip


def cut(entry: Entry, start: int, end: int) -> Entry:
    """Return an entry without some characters; what its marks set off stays set off."""

    def moved(place: int) -> int:
        return place if place <= start else max(place - (end - start), start)

    marks, roles = (
        tuple(replace(each, start=moved(each.start), end=moved(each.end)) for each in marks)
        for marks in (entry.marks, entry.roles)
    )
    return replace(
        entry,
        text=entry.text[:start] + entry.text[end:],
        offsets=entry.offsets[:start] + entry.offsets[end:],
        marks=marks,
        roles=roles,
    )


def is_broken(entry: Entry, after: Entry) -> bool:
    """Tell whether an entry ends within a word that the next one of its shape goes on with, as at the end of a page."""
    text, goes_on = entry.text, after.text[:1].islower()
    return entry.shape == after.shape and text[-1:] == "-" and text[-2:-1].islower() and goes_on


def mended(entry: Entry, after: Entry) -> Entry:
    """Join two entries that are one, without the hyphen between them."""
    shift = len(entry.text) - 1
    return replace(
        entry,
        text=entry.text[:-1] + after.text,
        offsets=entry.offsets[:-1] + after.offsets,
        marks=entry.marks + shifted(after.marks, shift),
        roles=entry.roles + shifted(after.roles, shift),
    )


def shifted(marks: Sequence[Mark], shift: int, least: int = 0) -> tuple[Mark, ...]:
    """Return the marks that begin at `least` or behind it, moved on by so many characters."""
    return tuple(
        replace(mark, start=mark.start + shift, end=mark.end + shift)
        for mark in marks
        if mark.start >= least
    )


def _with_roles(parts: Sequence[Node | Block], role: str = "") -> Iterator[tuple[Block, str]]:
    for part in parts:
        if isinstance(part, Block):
            yield part, role
        else:
            own = part.role if part.kind in ("group", "paragraph", "cell", "list") else role
            if part.kind == "heading" and not section_of(text_of([part])):
                own = "title"  # That of a card, with what is told of it around.
            for child in part.children:
                if isinstance(child, Block):
                    yield child, own
                else:
                    yield from _with_roles([child], own)
