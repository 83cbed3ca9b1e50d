"""Make more references of those that people labelled: one's layout with the fields of others.

What parts fields is kept, what stands in them is exchanged, so a layout is seen with other words
than its own, and words in other layouts.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.references.ranking import pieces_of
from kg.references.training.examples import Example, core_of, example, signed

_EXCHANGED = frozenset(
    {"author", "title", "journal", "book", "publisher", "place", "series", "editor", "date"}
)
_SHARE = 0.5
"""How many of these fields are exchanged."""


def recombined(labelled: Sequence[Example], times: int, seed: int) -> Iterator[Example]:
    """Yield each reference so many times, some of its fields exchanged for those of others."""
    drawn = random.Random(seed)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in labelled:
        for piece in pieces_of(each.labels):
            found[piece[0]].append(each.marked.text[slice(*core_of(each, piece))])
    for each in labelled:
        for _ in range(times):
            yield example(_exchanged(each, found, drawn))


def _exchanged(each: Example, found: Mapping[str, Sequence[str]], drawn: random.Random) -> str:
    """Write a reference with signs, with the cores of other fields where some of its own stood."""
    text, shown, behind = each.marked.text, "", 0
    for piece in pieces_of(each.labels):
        label, first, last = piece
        start, end = each.tokens[first].start, each.tokens[last - 1].end
        core_start, core_end = core_of(each, piece)
        core = text[core_start:core_end]
        if core and label in _EXCHANGED and drawn.random() < _SHARE:
            core = drawn.choice(found[label])
        written = text[start:core_start] + core + text[core_end:end]
        shown += text[behind:start] + signed(written, label)
        behind = end
    return shown
