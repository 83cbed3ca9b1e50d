"""Read pages of services that were copied as text: each publication is a stack of lines.

One line of a stack is sure, by a marker, a date or a type; how many lines stand before it, and what
a page has between them, differs from service to service: that is its `Layout`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias

from kg.model import Agent, Paper, Record, Rejected, Repair, Skipped, Source
from kg.sources.fields.names import parse_name, turn_initials
from kg.sources.fields.stand_ins import is_name
from kg.sources.fields.unread import with_unread
from kg.sources.format import Format, Item, Sign, sign
from kg.sources.free.reader import IN_NO_FIELD
from kg.sources.input.document import Document

_SHORTEST_ABSTRACT = 60
_REASON = "these lines are not laid out as a publication on a page of this service"


@dataclass(slots=True)
class Stack:
    """The lines of one publication: the sure one, those before it, and those behind it.

    `numbers` are those of the lines up to the sure one; `heading` is the last above it; `stray` are
    lines around it that belong to no publication; `unread` names what is known, and is no field of a paper.
    """

    numbers: list[int]
    before: list[str]
    told: re.Match[str]
    heading: re.Match[str] | None = None
    after: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def tries(self, *, is_first: bool) -> Iterator[Stack]:
        """Yield the stack, then with less before it: above the first stands the head of the page."""
        for start in range(max(len(self.before), 1) if is_first else 1):
            stray, before = [*self.stray, *self.before[:start]], self.before[start:]
            yield replace(
                self, numbers=self.numbers[start:], before=before, after=[*self.after], stray=stray,
                unread=[],
            )  # fmt: skip

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take the first line behind the sure one that is as a pattern says: it is read."""
        for index, text in enumerate(self.after):
            if match := pattern.fullmatch(text):
                del self.after[index]
                return match
        return None

    def next(self) -> str | None:
        """Take the first line behind the sure one, whatever it says."""
        return self.after.pop(0) if self.after else None

    def abstract(self) -> str | None:
        """Take the next line where it is long enough for an abstract, or its beginning."""
        return self.next() if self.after and is_abstract(self.after[0]) else None

    def text(self) -> str:
        """Return all lines, as they stand."""
        return "\n".join([*self.before, self.told[0], *self.after])


Told: TypeAlias = Paper | str | None
"""A paper, the kind of what is skipped, or nothing where the lines are not understood."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a service lays out its publications.

    `tells` is the sure line of each, and at most `before` lines stand before it. `buttons` end what
    is said of one; `signs` may stand in the midst, and say nothing: both are closed lists. A
    `heading` tells of all under it; behind `end` the page tells of other things. `marks` are found in every copy; `paper` reads a stack.
    """

    tells: re.Pattern[str]
    paper: Callable[[Stack], Told]
    buttons: re.Pattern[str]
    signs: re.Pattern[str]
    marks: tuple[re.Pattern[str], ...]
    before: int = 0
    heading: re.Pattern[str] | None = None
    end: re.Pattern[str] | None = None


def stacked_format(name: str, page: str, example: str, layout: Layout) -> Format:
    """Return the format of the pages of a service that a layout describes."""
    return Format(
        name, f"what is copied from {page}", example, _recognise(page, layout), _read(layout)
    )


def is_abstract(text: str) -> bool:
    """Tell a line that is an abstract, or its beginning, from a label that is not known.

    >>> is_abstract("We present NightOwl, an agent that remembers where it has been."), is_abstract("New!")
    (True, False)
    """
    return len(text) >= _SHORTEST_ABSTRACT


def people(names: Iterable[str]) -> tuple[Agent, ...]:
    """Parse names that are parted already; what is no name is left out.

    >>> [each.name for each in people(["Lopez A", " Chen B", "et al."])]
    ['A Lopez', 'B Chen']
    """
    return tuple(map(parse_name, turn_initials(name for name in names if is_name(name))))


@lru_cache(maxsize=1)
def _lines_of(head: str) -> str:
    """Return the lines of the beginning of a text that say something; each format asks for them."""
    lines = (" ".join(line.split()) for line in head.removeprefix("\ufeff").splitlines())
    return "\n".join(filter(None, lines))


def _recognise(page: str, layout: Layout) -> Callable[[str], Sign | None]:
    def recognise(head: str) -> Sign | None:
        text = _lines_of(head)
        if not all(mark.search(text) for mark in layout.marks):
            return None
        stacks = enumerate(_stacks(enumerate(text.split("\n"), 1), layout))
        read = [_understood(stack, layout, is_first=n == 0)[0] is not None for n, stack in stacks]
        return sign(sum(read) * 2 > len(read), f"its lines are those of {page}")

    return recognise


def _read(layout: Layout) -> Callable[[Document, Source], Iterator[Item]]:
    def read(document: Document, source: Source) -> Iterator[Item]:
        for index, stack in enumerate(_stacks(document.lines(), layout), 1):
            yield from _items(*_understood(stack, layout, is_first=index == 1), source, index)

    return read


def _understood(stack: Stack, layout: Layout, *, is_first: bool) -> tuple[Told, Stack]:
    """Return what a stack tells, and what is left of it; as it stands, where it is not understood."""
    tried = ((layout.paper(each), each) for each in stack.tries(is_first=is_first))
    return next((found for found in tried if found[0] is not None), (None, stack))


def _items(told: Told, stack: Stack, source: Source, index: int) -> Iterator[Item]:
    """Yield what a stack tells, and before it what stands in no field."""
    line = stack.numbers[0]
    rest = [*stack.stray, *(stack.after if isinstance(told, Paper) else ())]
    if rest:
        yield Repair(source, line, "text", " … ".join(rest), "", IN_NO_FIELD)
    if told is None:
        yield Rejected(source, index, line, (_REASON,), {"text": stack.text()})
    elif isinstance(told, str):
        yield Skipped(source, index, line, told)
    else:
        record = Record(source, index, line)
        yield with_unread(replace(told, records=(record,)), stack.unread)


def _stacks(lines: Iterable[tuple[int, str]], layout: Layout) -> Iterator[Stack]:
    """Yield the stacks of a page; what stands behind the last button before a sure line is its own."""
    stack: Stack | None = None
    since: list[tuple[int, str]] = []
    heading: re.Match[str] | None = None
    buttons: list[int] = []
    """How many lines since the last sure one stand before each button."""
    for number, written in lines:
        text = " ".join(written.split())
        if layout.end and layout.end.fullmatch(text):
            break
        if told := layout.tells.fullmatch(text):
            start = max(len(since) - layout.before, *buttons[-1:], 0)
            around, own = _texts(since[:start]), since[start:]
            if stack:
                yield _closed(stack, around, buttons)
            stray = [] if stack else around
            numbers = [*(each for each, _ in own), number]
            stack = Stack(numbers, _texts(own), told, heading, stray=stray)
            since, buttons = [], []
        elif titled := layout.heading and layout.heading.fullmatch(text):
            heading = titled
            buttons.append(len(since))
        elif layout.buttons.fullmatch(text):
            buttons.append(len(since))
        elif text and not layout.signs.fullmatch(text):
            since.append((number, text))
    if stack:
        yield _closed(stack, _texts(since), buttons)


def _texts(lines: Iterable[tuple[int, str]]) -> list[str]:
    return [text for _, text in lines]


def _closed(stack: Stack, behind: list[str], buttons: list[int]) -> Stack:
    """Add what stands behind the sure line: up to the first button it is told of the publication."""
    end = buttons[0] if buttons else len(behind)
    stack.after, stack.stray = behind[:end], [*stack.stray, *behind[end:]]
    return stack
