"""Measure who is who where names are shared as often as in a whole field, and how sure it rightly is.

A few thousand papers hold few namesakes, a field holds many. So each person of the truth gets as
many namesakes as the packaged table of names expects of a field, drawn by chance from the other
people of the truth, who are given that name on all their papers. What the program claims of author
lines and of candidates, which reckon with a whole field, can be held against that. Run with
`python benchmarks/homonyms.py [FOLDER]`; without the truth nothing is measured.
"""

from __future__ import annotations

import math
import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from namesakes import rename
from people import FOLDER, claimed_of_candidates, claimed_of_lines, in_tenths, keyed

from kg.cli.common import table
from kg.evaluation import people as measures
from kg.evaluation.people import Answer
from kg.evaluation.teaching import read_papers
from kg.model import Agent
from kg.resolution import Resolved, resolve_people
from kg.resolution.authorships import Authorship, Authorships
from kg.resolution.commonness import expected_namesakes, family_word, given_words

SEED = 3
MOST = 4
"""Namesakes that one person gets at most: the truth has too few people for the commonest names."""
GROUPS = ((0.0, 0.3), (0.3, 1.0), (1.0, math.inf))
"""Expected namesakes, by which what is found of shared names is laid out."""

People = Mapping[str, Sequence[Authorship]]


def people_of(papers: Sequence[Resolved], answers: Sequence[Answer]) -> People:
    """Gather the author lines of each person of the truth."""
    lines = {line.id: line for line in Authorships(papers)}
    found: dict[str, list[Authorship]] = defaultdict(list)
    for each in answers:
        if (each.paper, each.position - 1) in lines:
            found[each.person].append(lines[each.paper, each.position - 1])
    return found


def share_names(people: People, chance: random.Random) -> dict[str, list[str]]:
    """Draw who is given whose name: for each name that is shared the others who get it."""
    left = dict.fromkeys(chance.sample(sorted(people), len(people)))
    shared: dict[str, list[str]] = {}
    while left:
        owner, _ = left.popitem()
        own = {line.key for line in people[owner]}
        wanted = _poisson(min(MOST, expected(people[owner][0].agent)), chance)
        # Two lines of one paper are two people, whatever they are called.
        fitting = (each for each in left if own.isdisjoint(line.key for line in people[each]))
        others = [each for each, _ in zip(fitting, range(min(MOST, wanted)), strict=False)]
        for each in others:
            del left[each]
            own |= {line.key for line in people[each]}
        if others:
            shared[owner] = others
    return shared


def expected(agent: Agent) -> float:
    """Return the namesakes that a field has; initials alone are not given to others."""
    given = given_words(agent)
    return expected_namesakes(given, family_word(agent)) if len("".join(given[:1])) > 1 else 0.0


def _poisson(mean: float, chance: random.Random) -> int:
    """Draw a number with this mean. Source: Knuth, The Art of Computer Programming, 3.4.1."""
    number, product = 0, chance.random()
    while product > math.exp(-mean):
        number, product = number + 1, product * chance.random()
    return number


def by_expected(
    people: People, shared: Mapping[str, Sequence[str]], keys: Mapping[tuple[str, int], str]
) -> list[tuple[object, ...]]:
    """Lay out B-cubed of shared names by how many namesakes are expected, of them and of all."""
    rows = []
    named = {each: expected(people[o][0].agent) for o in shared for each in (o, *shared[o])}
    for least, most in GROUPS:
        some = [each for each, number in named.items() if least <= number < most]
        rows.append(_row(f"shared, {least} to {most} namesakes expected", some, people, keys))
    rows.append(_row("shared, all", list(named), people, keys))
    rows.append(_row("all names", list(people), people, keys))
    return rows


def _row(
    name: str, some: Sequence[str], people: People, keys: Mapping[tuple[str, int], str]
) -> tuple[object, ...]:
    pairs = [(person, keys[line.id]) for person in some for line in people[person]]
    precision, recall = measures.b_cubed(pairs)
    return name, len(some), len(pairs), f"{precision:.3f}", f"{recall:.3f}"


def main(folder: Path) -> None:
    """Print the figures."""
    if not folder.is_dir():
        print(f"not measured: no folder {folder} with a truth about authors", file=sys.stderr)
        return
    answers = measures.read_answers(folder / "truth.jsonl")
    papers = keyed(read_papers([folder / "xml"])[0])
    people = people_of(papers, answers)
    shared = share_names(people, random.Random(SEED))
    names = {
        line.id: people[owner][0].agent
        for owner, others in shared.items() for other in others for line in people[other]
    }  # fmt: skip
    told = resolve_people([rename(each, names) for each in papers])
    keys = {line.id: line.agent.key or "" for line in Authorships(told)}
    print(table(by_expected(people, shared, keys),
                ("names", "people", "lines", "precision", "recall")), "", sep="\n")  # fmt: skip
    for what, claims in (
        ("author lines", claimed_of_lines(told, answers)),
        ("candidates", claimed_of_candidates(told, answers)),
    ):
        print(table(in_tenths(claims), ("claimed", what, "mean claim", "right")), "", sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
