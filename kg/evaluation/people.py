"""Measure which author lines are found to be one person, against editors who told them apart.

B-cubed precision is, for each line, the share of its found person's lines that are its true
person's; recall is the reverse; both are averaged over lines.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.evaluation.counting import Score
from kg.evaluation.rows import read_rows, text_of
from kg.resolution import Resolved, is_rare
from kg.text import fold

PROLIFIC = 10
"""Papers from which on a person who falls into pieces is counted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One author line of the truth: its name as printed, and who that is by id and ORCID iD."""

    paper: str
    position: int
    first: str
    last: str
    person: str
    orcid: str | None

    @property
    def name(self) -> str:
        """The normalised name."""
        return fold(f"{self.first} {self.last}")


@dataclass(frozen=True, slots=True)
class Found:
    """One answer beside the key that was found for its line, and whether its name is rare."""

    answer: Answer
    key: str
    rare: bool


def read_answers(path: str | Path) -> list[Answer]:
    """Read a truth in JSON Lines; lines that name no person say nothing and are left out.

    Raises: InputError: where a line is no answer.
    """
    answers = read_rows(path, _answer, "give paper, position, first, last, person and orcid")
    return [answer for answer in answers if answer.person]


def _answer(row: dict[str, Any]) -> Answer:
    paper, first, last, person = (
        text_of(row, each) for each in ("paper", "first", "last", "person")
    )
    return Answer(
        anthology_id(paper),
        int(row["position"]),
        first,
        last,
        person,
        text_of(row, "orcid") or None,
    )


def anthology_id(full: str) -> str:
    """Write the id of collection, volume and paper as the Anthology prints it.

    >>> anthology_id("P15-1.40"), anthology_id("W12-4.15"), anthology_id("2022.lrec-1.596")
    ('P15-1040', 'W12-0415', '2022.lrec-1.596')
    """
    match = re.fullmatch(r"([A-Z]\d{2})-(\d+)\.(\d+)", full)
    if not match:
        return full
    collection, volume, paper = match[1], int(match[2]), int(match[3])
    # Workshops have many volumes of few papers: two digits for each.
    if collection[0] == "W" or collection == "C69" or (collection == "D19" and volume >= 5):
        return f"{collection}-{volume:02}{paper:02}"
    return f"{collection}-{volume}{paper:03}"


def look_up(answers: Iterable[Answer], papers: Iterable[Resolved]) -> list[Found]:
    """Find each line of the truth among resolved papers, by Anthology id and position."""
    known = {
        each.value: paper.paper
        for paper in papers
        for each in paper.paper.identifiers
        if each.scheme == "acl"
    }
    found = []
    for answer in answers:
        authors = known[answer.paper].authors if answer.paper in known else ()
        if answer.position <= len(authors):
            author = authors[answer.position - 1]
            found.append(Found(answer, author.key or "", is_rare(author)))
    return found


def b_cubed(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Return B-cubed precision and recall of lines, each with its true and its found person.

    >>> b_cubed([("ann", "x"), ("ann", "y")])
    (1.0, 0.5)
    """
    both, true = Counter(pairs), Counter(one for one, _ in pairs)
    found = Counter(other for _, other in pairs)
    if not pairs:
        return 1.0, 1.0
    precision = sum(n * n / found[key] for (_, key), n in sorted(both.items())) / len(pairs)
    recall = sum(n * n / true[person] for (person, _), n in sorted(both.items())) / len(pairs)
    return precision, recall


def by_people_of_name(found: Iterable[Found]) -> tuple[list[Found], list[Found]]:
    """Part lines into those whose name one person has, and those whose name several have."""
    lines = list(found)
    people: dict[str, set[str]] = defaultdict(set)
    for each in lines:
        people[each.answer.name].add(each.answer.person)
    one = [each for each in lines if len(people[each.answer.name]) == 1]
    return one, [each for each in lines if len(people[each.answer.name]) > 1]


def in_pieces(found: Iterable[Found]) -> tuple[int, int]:
    """Count the people of ten papers or more under one name, and those of several keys."""
    keys: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in found:
        keys[each.answer.person, each.answer.name].append(each.key)
    prolific = [each for each in keys.values() if len(each) >= PROLIFIC]
    return len(prolific), sum(len(set(each)) > 1 for each in prolific)


def score_orcids(found: Iterable[Found]) -> Score:
    """Count pairs of lines with an ORCID iD in the truth that were found to be one person."""
    lines = [each for each in found if each.answer.orcid]
    true, seen = Counter(x.answer.orcid for x in lines), Counter(x.key for x in lines)
    both = Counter((x.answer.orcid, x.key) for x in lines)
    right = sum(map(_pairs, both.values()))
    return Score(
        right, sum(map(_pairs, seen.values())) - right, sum(map(_pairs, true.values())) - right
    )


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def spellings(found: Iterable[Found]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """List each two spellings of one person, as printed, by the keys that each has."""
    keys: dict[str, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in found:
        keys[each.answer.person][each.answer.first, each.answer.last].add(each.key)
    return [
        (frozenset(one), frozenset(other))
        for forms in keys.values()
        for one, other in combinations(forms.values(), 2)
    ]


def score_candidates(
    found: Iterable[Found], candidates: Iterable[tuple[str, str]]
) -> tuple[int, int]:
    """Count the candidates of which the truth knows both people, and those that are one person."""
    people: dict[str, set[str]] = defaultdict(set)
    for each in found:
        people[each.key].add(each.answer.person)
    known = [(people[a], people[b]) for a, b in candidates if a in people and b in people]
    return len(known), sum(bool(one & other) for one, other in known)


def changed(one: Mapping[tuple[str, int], str], other: Mapping[tuple[str, int], str]) -> float:
    """Return the share of pairs of lines that are one person in just one of two builds.

    Lines that only one of the builds has are not compared.

    >>> changed({("a", 0): "x", ("b", 0): "x"}, {("a", 0): "x", ("b", 0): "y"})
    1.0
    """
    shared = one.keys() & other.keys()
    mine = sum(map(_pairs, Counter(one[each] for each in shared).values()))
    theirs = sum(map(_pairs, Counter(other[each] for each in shared).values()))
    both = sum(map(_pairs, Counter((one[each], other[each]) for each in shared).values()))
    return (mine + theirs - 2 * both) / max(1, mine + theirs - both)
