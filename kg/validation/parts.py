"""Validate a graph that is too large for memory, part by part, with the report of the whole.

A part holds nodes of its own, with all that is said of them, and the things that they refer to
and that other parts refer to as well, such as agents and concepts, with all that is said of
those. So a constraint sees in the part what it would see in the whole, as long as it follows
paths within the part or on to a thing, but not back from a thing to what refers to it: no shape
of the project does. That parts meet in nothing but things is checked; where they do, the whole
graph is validated at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.validation.report import Report, Result
from kg.validation.validator import Validator


@dataclass(frozen=True, slots=True)
class Part:
    """Statements about nodes of this part alone, and about things that it shares."""

    own: list[Triple]
    things: list[Triple]


def validate_parts(validator: Validator, parts: Callable[[], Iterable[Part]]) -> Report:
    """Give the report of the union of the parts; one part at a time is in memory.

    `parts` gives them anew each time it is called. `focus_nodes` counts a thing once for each
    part that it stands in.
    """
    results: Counter[Result] = Counter()
    focus_nodes = 0
    borders = _Borders()
    for part in parts():
        borders.add(part)
        report = validator.look([*part.own, *part.things])
        results |= Counter(report.results)  # what a shared thing has is found in each of its parts
        focus_nodes += report.focus_nodes
    if borders.are_crossed():
        return validator.validate(each for part in parts() for each in (*part.own, *part.things))
    return Report.of(results.elements(), focus_nodes)


class _Borders:
    """Which nodes the parts have of their own, and where they refer to; as hashes, to be small."""

    def __init__(self) -> None:
        self._own: set[int] = set()
        self._outside: set[int] = set()
        self._meet = False

    def add(self, part: Part) -> None:
        """Take in a part, and see whether one before it describes a node of it."""
        own = {hash(each.subject) for each in part.own}
        things = {hash(each.subject) for each in part.things}
        self._meet = self._meet or bool(own & self._own or own & things)
        self._own |= own
        for each in (*part.own, *part.things):
            if isinstance(each.object, NamedNode) and hash(each.object) not in own:
                self._outside.add(hash(each.object))

    def are_crossed(self) -> bool:
        """Tell whether two parts describe one node, or one refers to a node of another."""
        return self._meet or bool(self._outside & self._own)
