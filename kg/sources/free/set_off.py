"""Keep what was learned of an entry within what its page sets off: no name, no title runs on over its edge."""

from __future__ import annotations

from dataclasses import replace

from kg.sources.free.entry import Entry
from kg.sources.free.people import Run
from kg.sources.free.reading import Span

_SHARE = 0.75
"""How much of a title is set off, where the rest of it is none."""
_JOINTS = " \t\n,;&"


def names_before_mark(entry: Entry, run: Run) -> Run | None:
    """Return names that do not run on into a venue that is set off; None where they do not: `Ana Lopez *Owl News*`."""
    for mark in entry.marks:
        if mark.kind == "emphasis" and run.start < mark.start < run.end < mark.end:
            names = [
                (start, start + len(entry.text[start : min(end, mark.start)].rstrip(_JOINTS)))
                for start, end in run.names
                if start < mark.start
            ]
            return replace(run, names=tuple(names), end=names[-1][1])
    return None


def title_in_mark(entry: Entry, title: Span) -> Span | None:
    """Return the part of a title that is set off, where that is most of it and its beginning; None where it is none."""
    start, end = title
    for mark in entry.marks:
        set_off = mark.kind == "emphasis" and mark.start == start and mark.end < end
        if set_off and mark.end - mark.start >= _SHARE * (end - start):
            return start, mark.end
    return None
