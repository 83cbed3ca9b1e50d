"""Runs of blocks of Turtle: what one section alone says of subjects that stand together in a file.

A run is remembered, sorted and written as one, where nothing of other sections comes between.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """A subject in N-Triples, the file that it stands in, whether it is one that several sections
    may describe, what Turtle says of it, and what kinds of statements these are.
    """

    subject: str
    file: str
    is_thing: bool
    text: str
    kinds: str


class Run(NamedTuple):
    """Blocks one after the other, from the first subject to the last.

    `kinds` has a line for each kind of blocks, after their number; `marks` one for each block: length of
    its text, line of its kind from 0, subject.
    """

    first: str
    last: str
    file: str
    is_thing: bool
    text: str
    kinds: str
    marks: str

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Run:
        """Join blocks of one file, whose subjects ascend."""
        counts = Counter(each.kinds for each in blocks)
        lines = {kinds: n for n, kinds in enumerate(counts)}
        return cls(
            blocks[0].subject,
            blocks[-1].subject,
            blocks[0].file,
            blocks[0].is_thing,
            "".join(each.text for each in blocks),
            "\n".join(f"{count} {kinds}" for kinds, count in counts.items()),
            "\n".join(f"{len(each.text)} {lines[each.kinds]} {each.subject}" for each in blocks),
        )

    @property
    def size(self) -> int:
        """The number of blocks."""
        return self.marks.count("\n") + 1

    def blocks(self) -> Iterator[Block]:
        """Take the blocks apart again.

        >>> blocks = [Block(f"<x:{n}>", "kg.ttl", False, f"x:{n} a x:N .", "1 a|") for n in "12"]
        >>> [*Run.of(blocks).blocks()] == blocks
        True
        """
        kinds, start = [kind for kind, _ in counted(self.kinds)], 0
        for line in self.marks.split("\n"):
            length, kind, subject = line.split(" ", 2)
            end = start + int(length)
            yield Block(subject, self.file, self.is_thing, self.text[start:end], kinds[int(kind)])
            start = end


def runs_of(blocks: Iterable[Block], group: Callable[[Block], str]) -> Iterator[Run]:
    """Join blocks that follow each other and are of one group; one without stays alone."""
    numbered = enumerate(blocks)
    for _, some in itertools.groupby(numbered, key=lambda each: group(each[1]) or each[0]):
        yield Run.of([block for _, block in some])


def counted(kinds: str) -> Iterator[tuple[str, int]]:
    """Read back of how many blocks each of the kinds of a run is."""
    for line in kinds.split("\n"):
        count, _, kind = line.partition(" ")
        yield kind, int(count)


def overlapping(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Gather runs that come in order where the subjects of one lie among those of another.

    >>> runs = [Run(first, last, "", False, "", "", "") for first, last in ("ad", "bc", "ee")]
    >>> [[each.first for each in some] for some in overlapping(runs)]
    [['a', 'b'], ['e']]
    """
    some: list[Run] = []
    last = ""
    for run in runs:
        if some and run.first > last:
            yield some
            some = []
        some.append(run)
        last = max(last, run.last)
    if some:
        yield some
