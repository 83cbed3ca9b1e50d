"""List the people who may be one person and are not merged: same name, initials, part of a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.resolution.authorships import Authorships, pieces
from kg.resolution.candidates import Candidate
from kg.resolution.decisions import Decisions
from kg.resolution.names import by_fullness
from kg.resolution.papers import Resolved
from kg.resolution.traits import Describing
from kg.resolution.variants import Someone, Variant, find_variants, someone

_LEAST = 0.05
"""Probability of one person from which on two people are worth a person's look."""
_SAID = 5
"""Pieces of evidence that a candidate names."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Pairs of people who may be one, and how many more little but their names speaks for."""

    candidates: list[Candidate]
    left_out: int


def find_namesakes(
    papers: Sequence[Resolved], *, decisions: Decisions | None = None, least: float = _LEAST
) -> Namesakes:
    """List the pairs of resolved people who may be one, with what speaks for it, by their keys.

    The score is the probability that they are one: more than one half where other evidence kept two
    apart. Pairs of less than `least` are counted alone. What is decided to be different is not
    listed, and neither are two names in one author list.
    """
    lines = Authorships(papers)
    apart = {
        frozenset((row.a, row.b)) for row in (decisions or Decisions()).rows if not row.same
    }  # fmt: skip
    people: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        people[line.agent.key or ""].append(n)
    keys = sorted(people)
    everybody = [someone(lines, people[key]) for key in keys]
    found: list[Candidate] = []
    left_out = 0
    for variant in find_variants(everybody, Describing(lines), of_one_name=True):
        pair = keys[variant.one], keys[variant.other]
        both = everybody[variant.one], everybody[variant.other]
        if apart and _are_apart(pair, both, apart):
            continue
        if variant.probability < least:
            left_out += 1
        else:
            found.append(_candidate(pair, both, variant))
    return Namesakes(sorted(found), left_out)


def _are_apart(
    keys: tuple[str, str], people: tuple[Someone, Someone], apart: set[frozenset[str]]
) -> bool:
    mine, theirs = (
        {key, *(x for line in person.lines for x in (line.own_key, *line.handles()))}
        for key, person in zip(keys, people, strict=True)
    )
    return any(frozenset((one, other)) in apart for one in mine for other in theirs)


def _candidate(
    keys: tuple[str, str], people: tuple[Someone, Someone], variant: Variant
) -> Candidate:
    names = [min((x.agent for x in person.lines), key=by_fullness).name for person in people]
    mine, theirs = ({piece for x in person.lines for piece in pieces(x)} for person in people)
    shared = [f"{sort} {text}" for sort, text in sorted(mine & theirs)[:_SAID]]
    said = "; ".join([variant.kind, *shared])
    return Candidate("person", *keys, names[0], names[1], said, variant.probability)
