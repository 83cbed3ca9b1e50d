"""What a container becomes: a tree of nodes, and in them blocks of plain text with their places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal, TypeAlias

NodeKind: TypeAlias = Literal[
    "page", "heading", "list", "item", "term", "group", "paragraph", "row", "cell"
]
MarkKind: TypeAlias = Literal["strong", "emphasis", "link", "role", "quiet", "wrap"]

_WORDS = re.compile(r"\S+|\s+")
_DEEPEST = 60
"""Nodes inside each other; what lies deeper is taken to stand there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a block that its container sets off: a link with its address, a class, a style.

    `quiet` are remarks in small or coloured letters; `wrap` is where a line of the source ends
    that means nothing to the container.
    """

    start: int
    end: int
    kind: MarkKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text: lines that the page shows are parted by LF; other white space is one blank.

    `offsets` has the offset in the source of each character.
    """

    text: str
    offsets: list[int]
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Node:
    """A part of a page: its kind, what the container calls it, and what is in it.

    `role` is a class of HTML, the name of a macro of LaTeX, or the level of a heading; `label` is
    printed before an item.
    """

    kind: NodeKind
    role: str = ""
    label: str = ""
    start: int = 0
    children: list[Node | Block] = field(default_factory=list)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of a node and of all nodes in it, in order."""
        for child in self.children:
            if isinstance(child, Block):
                yield child
            else:
                yield from child.blocks()


def blocks_of(parts: Sequence[Node | Block]) -> Iterator[Block]:
    """Yield some blocks, and those of some nodes, in order."""
    for each in parts:
        yield from [each] if isinstance(each, Block) else each.blocks()


def text_of(parts: Sequence[Node | Block]) -> str:
    """Return the text of some parts, block by block."""
    return " ".join(block.text for block in blocks_of(parts))


def lines_of(block: Block) -> list[Block]:
    r"""Part a block at the ends of its lines.

    >>> [each.text for each in lines_of(Block("Owls\nBats", [*range(9)]))]
    ['Owls', 'Bats']
    """
    lines = block.text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    marks: list[list[Mark]] = [[] for _ in lines]
    for each in block.marks:
        for n in range(bisect_right(starts, each.start) - 1, bisect_left(starts, each.end)):
            begin, end = max(each.start - starts[n], 0), min(each.end - starts[n], len(lines[n]))
            if begin < end:
                marks[n].append(replace(each, start=begin, end=end))
    return [
        Block(line, block.offsets[start : start + len(line)], tuple(own))
        for line, start, own in zip(lines, starts, marks, strict=False)
        if line
    ]


class Builder:
    """Takes in what a container says, one thing after the other, and makes the tree of its page."""

    def __init__(self) -> None:
        self.page = Node("page")
        self._stack = [self.page]
        self._too_deep = 0
        self._chars: list[str] = []
        self._offsets: list[int] = []
        self._marks: list[Mark] = []
        self._open: list[tuple[int, MarkKind, str, int]] = []
        """What is being set off: since which character, how, and how deep in the page it began."""

    def open_node(self, kind: NodeKind, at: int, role: str = "", label: str = "") -> None:
        """Begin a part of the page."""
        self.end_block()
        if len(self._stack) >= _DEEPEST:
            self._too_deep += 1
            return
        node = Node(kind, role, label, at)
        self._stack[-1].children.append(node)
        self._stack.append(node)

    def title(self, text: str, at: int) -> None:
        """Take in the title of the page, which stands over all of its headings."""
        if text.strip():
            self.open_node("heading", at, "0")
            self.text(text, at, exact=False)
            self.close_node("heading")

    def close_node(self, *kinds: NodeKind, within: tuple[NodeKind, ...] = ()) -> None:
        """End the innermost part of one of these kinds, and what is open in it; not out of `within`."""
        self.end_block()
        if self._too_deep:
            self._too_deep -= 1
            return
        for depth in range(len(self._stack) - 1, 0, -1):
            if self._stack[depth].kind in kinds:
                del self._stack[depth:]
                self._open = [each for each in self._open if each[3] <= depth]
                return
            if self._stack[depth].kind in within:
                return

    def inside(self, kind: NodeKind) -> bool:
        """Tell whether a part of this kind is open."""
        return any(node.kind == kind for node in self._stack)

    def open_mark(self, kind: MarkKind, value: str = "") -> None:
        """Begin to set off what follows."""
        self._open.append((len(self._chars), kind, value, len(self._stack)))

    def close_mark(self, kind: MarkKind) -> None:
        """End what was set off last in this way."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][1] == kind:
                start, _, value, _ = self._open.pop(index)
                self._set_off(start, kind, value)
                return

    def text(self, text: str, at: int, *, exact: bool = True) -> None:
        """Add text that stands at an offset: character by character, or (not `exact`) all of it there."""
        for match in _WORDS.finditer(text):
            word, start = match[0], at + match.start() if exact else at
            if word.isspace():
                self._blank(start)
            else:
                self._chars += word
                self._offsets += range(start, start + len(word)) if exact else [start] * len(word)

    def subtitle(self, at: int) -> None:
        """Part a subtitle from its title, which a style sheet does."""
        while self._chars and self._chars[-1] == " ":
            self._drop_last()
        if self._chars and self._chars[-1].isalnum():
            self.text(": ", at, exact=False)

    def wrap(self, at: int) -> None:
        """Note that a line of the source ends here, which the container takes for a blank."""
        self._blank(at)
        self._marks.append(Mark(len(self._chars) - 1, len(self._chars), "wrap"))

    def line(self, at: int) -> None:
        """End a line that the page shows."""
        while self._chars and self._chars[-1] == " ":
            self._drop_last()
        if self._chars and self._chars[-1] == "\n":
            self.end_block()  # A line that is left out parts blocks.
        elif self._chars:
            self._chars.append("\n")
            self._offsets.append(at)

    def end_block(self) -> None:
        """End a block of text; what is set off goes on in the next."""
        going_on = [(0, *each[1:]) for each in self._open]
        while self._open:
            self._set_off(*self._open.pop()[:3])
        while self._chars and self._chars[-1].isspace():
            self._drop_last()
        if self._chars:
            size = len(self._chars)
            marks = tuple(
                Mark(each.start, min(each.end, size), each.kind, each.value)
                for each in sorted(self._marks, key=lambda each: (each.start, -each.end))
                if each.start < size
            )
            self._stack[-1].children.append(Block("".join(self._chars), self._offsets, marks))
        self._chars, self._offsets, self._marks = [], [], []
        self._open = going_on

    def _blank(self, at: int) -> None:
        if self._chars and not self._chars[-1].isspace():
            self._chars.append(" ")
            self._offsets.append(at)

    def _drop_last(self) -> None:
        self._chars.pop()
        self._offsets.pop()

    def _set_off(self, start: int, kind: MarkKind, value: str) -> None:
        end = len(self._chars)
        while start < end and self._chars[start].isspace():
            start += 1
        while end > start and self._chars[end - 1].isspace():
            end -= 1
        if start < end:
            self._marks.append(Mark(start, end, kind, value))
